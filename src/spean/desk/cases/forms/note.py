"""F10: a note in a minute, for a person or a group."""

from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import ContactMode
from spean.casework.contracts import NoteWords
from spean.casework.models import FollowUp, ServiceEvent
from spean.casework.selectors import service_types
from spean.desk.fields import AreaField, DayField, OneOfField, SomeOfField, WholeField
from spean.desk.fields.revised_form import RevisedForm, as_day, on


class NoteForm(RevisedForm):
    """What we did, what was said, the next step, the next date."""

    topics = forms.MultipleChoiceField(
        label=_("What did you do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose what you did; at least one.")},
    )
    mode = OneOfField(label=_("How did you meet?"), choices=ContactMode.choices, look="list")
    happened_on = DayField(label=_("On which day?"))
    minutes = WholeField(label=_("How many minutes?"), required=False, most=1440)
    summary = forms.CharField(
        label=_("What was said?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    next_step = forms.CharField(
        label=_("Next step"), help_text=_("Begin with a verb."), required=False, max_length=300
    )
    next_on = DayField(label=_("Next date"), required=False, may_be_future=True)
    is_discreet = forms.BooleanField(
        label=_("Keep these words off the Today page"),
        help_text=_("Others see that screen. It will only say: open the file."),
        required=False,
    )
    area = AreaField(label=_("In which commune?"), required=False)
    settles = SomeOfField(label=_("Is one of these done now?"), choices=[], required=False)

    def __init__(
        self, data: Any = None, *, promised: list[FollowUp] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.groups = service_types()
        self.fields["topics"].choices = [
            (one.code, one.label) for types in self.groups.values() for one in types
        ]
        if promised:
            self.fields["settles"].choices = [
                (str(one.pk), one.what or one.get_kind_display()) for one in promised
            ]
        else:
            del self.fields["settles"]

    def topic_groups(self) -> list[dict[str, Any]]:
        """Return the kinds of service by group, each with whether it is chosen."""
        chosen = set(self["topics"].value() or [])
        drawn = []
        for group, types in self.groups.items():
            chips = [(one.code, one.label, one.code in chosen) for one in types]
            is_open = any(is_chosen for _code, _label, is_chosen in chips)
            drawn.append({"label": group, "chips": chips, "is_open": is_open})
        return drawn

    @classmethod
    def initial_of(cls, record: ServiceEvent) -> dict[str, Any]:
        """Return a note as the values of this form."""
        names = ("mode", "minutes", "summary", "next_step", "is_discreet", "area", "revision")
        return {
            **{name: getattr(record, name) for name in names},
            "topics": [topic.code for topic in record.topics.all()],
            "happened_on": as_day(record.happened_on),
            "next_on": as_day(record.next_on),
        }

    def words(self) -> NoteWords:
        """Return the note as the service takes it."""
        values = self.cleaned_data
        return NoteWords(
            happened_on=on(values["happened_on"]),
            mode=values.get("mode", ContactMode.GROUP),
            topics=tuple(values["topics"]),
            minutes=values["minutes"],
            summary=values["summary"],
            next_step=values["next_step"],
            next_on=on(values["next_on"]),
            is_discreet=values["is_discreet"],
            area_id=values["area"].pk if values["area"] else None,
            women=values.get("women"),
            men=values.get("men"),
            others=values.get("others"),
            settles=tuple(UUID(one) for one in values.get("settles", ())),
            attendees=tuple(UUID(one) for one in values.get("attendees", ())),
        )


class GroupNoteForm(NoteForm):
    """A note about a group: who was there by name, and how many besides."""

    attendees = SomeOfField(label=_("Who was there?"), choices=[], required=False)

    women = WholeField(label=_("How many women besides?"), required=False, most=2000)
    men = WholeField(label=_("How many men besides?"), required=False, most=2000)
    others = WholeField(label=_("How many others besides?"), required=False, most=2000)
    centre = forms.ChoiceField(label=_("Which centre?"), choices=[])

    def __init__(
        self,
        data: Any = None,
        *,
        centres: list[Any],
        people: list[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["attendees"].choices = [
            (str(person.pk), f"{person.name} · {person.client_number}") for person in people
        ]
        self.fields["centre"].choices = [(str(one.pk), one.label) for one in centres]
        del self.fields["mode"]

    def not_yet(self) -> None:
        """Show what is written without judging it: somebody is still being looked for."""
        self._errors = ErrorDict()

    @classmethod
    def initial_of(cls, record: ServiceEvent) -> dict[str, Any]:
        """Return a group note as the values of this form."""
        tallies = {name: getattr(record, name) for name in ("women", "men", "others")}
        named = [str(case.person_id) for case in record.attendees.all()]
        more = {"centre": str(record.centre_id), "attendees": named}
        return {**super().initial_of(record), **tallies, **more}
