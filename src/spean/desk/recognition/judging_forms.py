"""The day of an assessment, its results, and who may assess, as it is filled in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.desk.day.forms import HourField
from spean.desk.fields import AreaField, ClientForm, DayField, OneOfField, SomeOfField, WholeField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, as_day, on
from spean.desk.recognition.forms import named
from spean.directory.models import Centre, Occupation
from spean.skills import choices as c
from spean.skills.models import Assessor, RecognitionUnit
from spean.skills.services.assessing import BookingWords, Found


class BookForm(MarkedForm):
    """Who assesses, who looks it over, when, where, how."""

    assessor = forms.ChoiceField(label=_("Who assesses?"))
    moderator = forms.ChoiceField(label=_("Who looks it over?"))
    on_day = DayField(label=_("On which day?"), may_be_future=True)
    at = HourField(label=_("At what hour?"))
    minutes = WholeField(label=_("How many minutes?"), most=480)
    method = OneOfField(label=_("Where?"), choices=c.Method.choices)
    place = forms.CharField(label=_("The place"), max_length=200)
    parts = SomeOfField(label=_("Which parts?"), choices=c.Part.choices)

    def __init__(self, data: Any = None, *, assessors: list[Assessor], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"parts": list(c.Part.values), "minutes": 120})
        super().__init__(data, **kwargs)
        for name in ("assessor", "moderator"):
            self.fields[name].choices = named(assessors)

    def words(self) -> BookingWords:
        """Return the day as the service takes it."""
        said = self.cleaned_data
        start = timezone.make_aware(datetime.combine(on(said["on_day"]), said["at"]))
        return BookingWords(
            assessor_id=UUID(said["assessor"]),
            moderator_id=UUID(said["moderator"]),
            starts_at=start,
            ends_at=start + timedelta(minutes=said["minutes"]),
            place=said["place"],
            method=said["method"],
            parts=tuple(said["parts"]),
        )


class TieForm(MarkedForm):
    """What binds an assessor to the person, or that both were asked and nothing does."""

    ids = "tie_%s"

    assessor = forms.ChoiceField(label=_("Which assessor?"))
    kind = OneOfField(label=_("What binds them?"), choices=c.Tie.choices, look="list")

    def __init__(self, data: Any = None, *, assessors: list[Assessor], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.assessors = {str(one.pk): one for one in assessors}
        self.fields["assessor"].choices = named(assessors)


class ResultsForm(ClientForm):
    """For each unit the parts that are assessed, and what was seen."""

    def __init__(
        self,
        data: Any = None,
        *,
        units: Sequence[RecognitionUnit],
        parts: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.units, self.parts = units, parts
        for unit in units:
            for part in parts:
                self.fields[f"{unit.pk}-{part}"] = OneOfField(
                    label=c.Part(part).label,
                    choices=c.Competence.choices,
                    initial=getattr(unit, part),
                )
            self.fields[f"{unit.pk}-note"] = forms.CharField(
                label=_("What did you see?"),
                required=False,
                max_length=500,
                initial=unit.note,
                widget=forms.TextInput(attrs={"class": "in"}),
            )

    def groups(self) -> list[tuple[RecognitionUnit, list[Any], Any]]:
        """Return the questions by unit."""
        return [
            (unit, [self[f"{unit.pk}-{part}"] for part in self.parts], self[f"{unit.pk}-note"])
            for unit in self.units
        ]

    def found(self) -> dict[UUID, Found]:
        """Return what was found, as the service takes it."""
        said = self.cleaned_data
        return {
            unit.unit_id: Found(
                {part: said[f"{unit.pk}-{part}"] for part in self.parts}, said[f"{unit.pk}-note"]
            )
            for unit in self.units
        }


class AgreeForm(ClientForm):
    """The second assessor agrees, or sends back."""

    agrees = OneOfField(
        label=_("Do you agree with the results?"),
        choices=[("yes", _("I agree")), ("no", _("It goes back"))],
    )
    reason = forms.CharField(label=_("Why does it go back?"), required=False, max_length=500)


class AssessorForm(RevisedForm):
    """Who is registered to assess, what, where, until when."""

    user = forms.ChoiceField(label=_("Whose account?"))
    registration_no = forms.CharField(label=_("Registration number"), max_length=40)
    valid_until = DayField(label=_("Registered until"), may_be_future=True)
    centre = forms.ChoiceField(label=_("Assesses at"), required=False)
    is_roaming = forms.BooleanField(label=_("Comes to every centre"), required=False)
    occupations = SomeOfField(label=_("For which work?"), choices=())
    family_name_km = forms.CharField(
        label=_("Family name in Khmer"),
        help_text=_("The name and the commune serve one question alone: may she be a relative?"),
        required=False,
        max_length=80,
    )
    family_name_lat = forms.CharField(
        label=_("Family name in Latin letters"), required=False, max_length=80
    )
    area = AreaField(label=_("Comes from which commune?"), required=False)
    is_active = forms.BooleanField(label=_("Assesses now"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        accounts: Sequence[User],
        works: Sequence[Occupation],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.accounts = {str(one.pk): one for one in accounts}
        self.centres = {str(one.pk): one for one in Centre.objects.order_by("code")}
        self.works = {str(one.pk): one for one in works}
        self.fields["user"].choices = [("", _("Please choose"))] + [
            (key, one.display_name) for key, one in self.accounts.items()
        ]
        self.fields["centre"].choices = [("", _("No centre of her own"))] + [
            (key, one.label) for key, one in self.centres.items()
        ]
        occupations: Any = self.fields["occupations"]
        occupations.choices = [(key, one.label) for key, one in self.works.items()]

    @classmethod
    def initial_of(cls, record: Assessor) -> dict[str, Any]:
        """Return an assessor as the values of this form."""
        names = ("registration_no", "is_roaming", "family_name_km", "family_name_lat", "is_active")
        return {
            **{name: getattr(record, name) for name in (*names, "revision", "area", "id")},
            "user": str(record.user_id),
            "centre": str(record.centre_id or ""),
            "valid_until": as_day(record.valid_until),
            "occupations": [str(one.pk) for one in record.occupations.all()],
        }

    def facts(self) -> dict[str, Any]:
        """Return the registration as the service takes it."""
        said = self.cleaned_data
        names = ("registration_no", "is_roaming", "family_name_km", "family_name_lat", "is_active")
        return {
            **{name: said[name] for name in names},
            "user": self.accounts[said["user"]],
            "centre": self.centres.get(said["centre"]),
            "valid_until": on(said["valid_until"]),
            "area": said["area"],
            "occupations": [self.works[key] for key in said["occupations"]],
        }
