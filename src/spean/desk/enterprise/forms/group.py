"""Cooperative groups: what they are for, who joins, and what was saved together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.enterprise.forms.business import today
from spean.desk.fields import DayField, WholeField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, on
from spean.directory.models import Centre
from spean.skills.contracts import MeetingWords
from spean.skills.models import CooperativeGroup

_AREA = {"rows": 2}


class CooperativeForm(RevisedForm):
    """A group."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    centre = forms.ModelChoiceField(label=_("Centre"), queryset=Centre.objects.none())
    purpose = forms.CharField(label=_("What is the group for?"), max_length=300)
    assets = forms.CharField(
        label=_("What does it own together?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs=_AREA),
    )
    is_active = forms.BooleanField(label=_("It works together now"), required=False, initial=True)

    def __init__(self, data: Any = None, *, centres: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        centre: Any = self.fields["centre"]
        centre.queryset = centres
        centre.label_from_instance = lambda row: row.label
        centre.empty_label = None
        # A group keeps its name and its centre, and a new one works together.
        gone = ("name", "centre") if "purpose" in self.initial else ("is_active",)
        for one in gone:
            del self.fields[one]

    @classmethod
    def initial_of(cls, record: CooperativeGroup) -> dict[str, Any]:
        """Return a group as the values of this form."""
        return {
            name: getattr(record, name) for name in ("purpose", "assets", "is_active", "revision")
        }


class MemberForm(MarkedForm):
    """Who joins: one of the people of the centre."""

    person = forms.ModelChoiceField(label=_("Who joins?"), queryset=Centre.objects.none())

    def __init__(self, data: Any = None, *, people: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people
        person.label_from_instance = lambda row: f"{row.name} · {row.client_number}"
        person.empty_label = _("Please choose")


class CooperativeMeetingForm(MarkedForm):
    """A meeting; savings stand for all together, never for one."""

    came = WholeField(label=_("How many came?"), least=1, most=500)
    saved = WholeField(label=_("Saved together that day, in riel"), required=False, most=10**9)
    taken = WholeField(label=_("Taken out together, in riel"), required=False, most=10**9)
    minutes = forms.CharField(
        label=_("What was decided?"),
        help_text=_("What the group decided; nobody's name."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=_AREA),
    )
    happened_on = DayField(label=_("On which day?"), initial=today)

    def words(self) -> MeetingWords:
        """Return the meeting as the service takes it."""
        said = self.cleaned_data
        return MeetingWords(
            happened_on=on(said["happened_on"]),
            came=said["came"],
            saved=said["saved"] or 0,
            taken=said["taken"] or 0,
            minutes=said["minutes"],
        )
