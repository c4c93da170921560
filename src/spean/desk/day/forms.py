"""The forms of the day: an appointment, and how a note begins."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import ContactMode, Place
from spean.casework.contracts import AppointmentWords, BeginningWords
from spean.casework.models import NoteTemplate
from spean.casework.selectors import service_types
from spean.core.text import digits
from spean.desk.fields import DayField, OneOfField, WholeField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, on

HOUR = _("Please write the hour like this: 9:30 or 14:00.")


class HourField(forms.TimeField):
    """An hour of the day, in digits of either script."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%H"])
        kwargs.setdefault("widget", forms.TimeInput(attrs={"class": "in", "inputmode": "text"}))
        super().__init__(error_messages={"invalid": HOUR}, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the hour, read with Khmer digits too."""
        return super().to_python(digits(value) if isinstance(value, str) else value)


class AppointmentForm(MarkedForm):
    """When, where, with whom, and what for."""

    on_day = DayField(label=_("On which day?"), may_be_future=True)
    at = HourField(label=_("At what hour?"))
    minutes = WholeField(label=_("How many minutes?"), most=480)
    officer = forms.ChoiceField(label=_("With whom?"), choices=[])
    place = OneOfField(label=_("Where?"), choices=Place.choices)
    purpose = forms.ChoiceField(
        label=_("What for?"),
        help_text=_("Nothing of it stands on paper or in a message."),
        required=False,
        choices=[],
    )

    def __init__(self, data: Any = None, *, officers: list[Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.officers = {str(one.pk): one for one in officers}
        self.fields["officer"].choices = [
            (key, one.display_name) for key, one in self.officers.items()
        ]
        kinds = [
            (group, [(one.code, one.label) for one in types])
            for group, types in service_types().items()
        ]
        self.fields["purpose"].choices = [("", _("Not said")), *kinds]

    def words(self) -> AppointmentWords:
        """Return the appointment as the service takes it."""
        values = self.cleaned_data
        moment = timezone.make_aware(datetime.combine(on(values["on_day"]), values["at"]))
        return AppointmentWords(
            officer_id=self.officers[values["officer"]].pk,
            starts_at=moment,
            minutes=values["minutes"],
            place=values["place"],
            purpose=values["purpose"],
        )


class BeginningForm(RevisedForm):
    """A beginning of a note."""

    mostly_optional = True

    label_km = forms.CharField(label=_("Name in Khmer"), required=False, max_length=100)
    label_en = forms.CharField(label=_("Name in English"), required=False, max_length=100)
    topics = forms.MultipleChoiceField(
        label=_("What did you do?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    mode = OneOfField(label=_("How did you meet?"), choices=ContactMode.choices, look="list")
    minutes = WholeField(label=_("How many minutes?"), required=False, most=1440)
    summary = forms.CharField(
        label=_("How the note begins"),
        help_text=_("Headings to fill in. Never write about a person here."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=300)
    whose = OneOfField(
        label=_("Who may use it?"),
        choices=[("own", _("I alone")), ("all", _("Everybody at the centre"))],
    )

    def __init__(self, data: Any = None, *, may_share: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.groups = service_types()
        self.fields["topics"].choices = [
            (one.code, one.label) for types in self.groups.values() for one in types
        ]
        if not may_share:
            del self.fields["whose"]

    def topic_groups(self) -> list[dict[str, Any]]:
        """Return the kinds of service by group, each with whether it is chosen."""
        chosen = set(self["topics"].value() or [])
        drawn = []
        for group, types in self.groups.items():
            chips = [(one.code, one.label, one.code in chosen) for one in types]
            drawn.append({"label": group, "chips": chips, "is_open": any(c for *_x, c in chips)})
        return drawn

    @classmethod
    def initial_of(cls, record: NoteTemplate) -> dict[str, Any]:
        """Return a beginning as the values of this form."""
        names = ("label_km", "label_en", "topics", "mode", "minutes", "summary", "next_step")
        return {
            **{name: getattr(record, name) for name in (*names, "revision")},
            "whose": "own" if record.owner_id else "all",
        }

    def words(self) -> BeginningWords:
        """Return the beginning as the service takes it."""
        values = dict(self.cleaned_data)
        names = ("label_km", "label_en", "mode", "minutes", "summary", "next_step")
        return BeginningWords(
            **{name: values[name] for name in names},
            topics=tuple(values["topics"]),
            is_own=values.get("whose", "own") == "own",
        )
