"""What the pages of guidance ask: a choice, a group, a meeting, a talk of first aid."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.contracts import ChoiceWords, FirstAidWords, MeetingWords, PeerGroupWords
from spean.casework.models import PeerGroup, PeerMember
from spean.casework.selectors import service_types
from spean.casework.services.first_aid import LONGEST
from spean.desk.fields import Day, DayField, OccupationField, OneOfField, SomeOfField, WholeField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, on
from spean.directory.models import Centre

AREA = forms.Textarea(attrs={"rows": 3})
PEER_TOPIC = "COU7"


def today() -> Day:
    """Return what stands in a day's field at first."""
    return Day(timezone.localdate())


class ChoiceForm(MarkedForm):
    """What she chose, in her own words."""

    occupations = SomeOfField(label=_("Which work was named?"), choices=[], required=False)
    other = OccupationField(label=_("Another work that was named"), required=False)
    words = forms.CharField(
        label=_("What did the person say?"),
        help_text=_("In their own words; it stands on the person's page and can go into the plan."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_wish = forms.CharField(
        label=_("What do they want to do next?"), max_length=300, required=False
    )
    minutes = WholeField(label=_("How many minutes?"), required=False, most=1440)
    chosen_on = DayField(label=_("On which day?"), initial=today)

    def __init__(self, data: Any = None, *, offered: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        works: Any = self.fields["occupations"]
        works.choices = offered
        if not offered:
            del self.fields["occupations"]

    def choice(self) -> ChoiceWords:
        """Return the choice as the service takes it."""
        said = self.cleaned_data
        named = [UUID(one) for one in said.get("occupations", ())]
        if said["other"] is not None:
            named.append(said["other"].pk)
        return ChoiceWords(
            chosen_on=on(said["chosen_on"]),
            words=said["words"],
            occupations=tuple(dict.fromkeys(named)),
            next_wish=said["next_wish"],
            minutes=said["minutes"],
        )


class FirstAidForm(MarkedForm):
    """As little as helps the next talk."""

    happened_on = DayField(label=_("On which day?"), initial=today)
    minutes = WholeField(label=_("How many minutes?"), required=False, most=1440)
    offered = SomeOfField(
        label=_("What did you offer?"),
        choices=c.FirstAid.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    referral = OneOfField(
        label=_("Did you offer help for the mind?"), choices=c.OfferAnswer.choices, look="open"
    )
    text = forms.CharField(
        label=_("What helps the next talk"),
        help_text=_("At most 300 letters. No story, no diagnosis, no names of others."),
        max_length=LONGEST,
        required=False,
        widget=AREA,
    )
    next_on = DayField(label=_("When do you talk again?"), required=False, may_be_future=True)

    def aid(self) -> FirstAidWords:
        """Return the talk as the service takes it."""
        said = self.cleaned_data
        return FirstAidWords(
            happened_on=on(said["happened_on"]),
            offered=tuple(said["offered"]),
            referral=said["referral"],
            minutes=said["minutes"],
            text=said["text"],
            next_on=on(said["next_on"]),
        )


class GroupForm(RevisedForm):
    """A peer group."""

    mostly_optional = True

    name = forms.CharField(label=_("What is the group called?"), max_length=120)
    kind = OneOfField(label=_("What kind of group?"), choices=c.PeerGroupKind.choices)
    centre = forms.ModelChoiceField(label=_("Which centre?"), queryset=Centre.objects.none())
    meets_where = forms.CharField(label=_("Where does it meet?"), max_length=200, required=False)
    meets_when = forms.CharField(
        label=_("When does it meet?"),
        help_text=_("For example: the first Sunday of the month, in the morning."),
        max_length=200,
        required=False,
    )
    facilitator = forms.ModelChoiceField(
        label=_("Who leads it?"), queryset=Centre.objects.none(), required=False
    )
    is_active = forms.BooleanField(label=_("It meets now"), required=False, initial=True)

    def __init__(self, data: Any = None, *, centres: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        centre: Any = self.fields["centre"]
        leader: Any = self.fields["facilitator"]
        centre.queryset, leader.queryset = centres, staff
        centre.label_from_instance = lambda row: row.label
        leader.label_from_instance = lambda row: row.display_name
        centre.empty_label, leader.empty_label = None, _("Nobody of the staff")
        if "name" in self.initial:
            # A group stays with its centre, and a new one meets.
            del self.fields["centre"]
        else:
            del self.fields["is_active"]

    @classmethod
    def initial_of(cls, record: PeerGroup) -> dict[str, Any]:
        """Return a group as the values of this form."""
        names = ("name", "kind", "centre", "meets_where", "meets_when", "facilitator", "is_active")
        return {**{name: getattr(record, name) for name in names}, "revision": record.revision}

    def words(self) -> PeerGroupWords:
        """Return the group as the service takes it."""
        said, leader = self.cleaned_data, self.cleaned_data["facilitator"]
        names = ("name", "kind", "meets_where", "meets_when")
        return PeerGroupWords(
            **{name: said[name] for name in names}, facilitator_id=leader.pk if leader else None
        )


class JoinForm(MarkedForm):
    """Who joins: one of the people of the centre."""

    person = forms.ModelChoiceField(label=_("Who joins?"), queryset=Centre.objects.none())

    def __init__(self, data: Any = None, *, people: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people
        person.label_from_instance = lambda row: f"{row.name} · {row.client_number}"
        person.empty_label = _("Please choose")


class MeetingForm(MarkedForm):
    """A meeting: who of the members was there, and how many others."""

    present = SomeOfField(label=_("Who was there?"), choices=[], required=False)
    women = WholeField(label=_("How many other women?"), required=False, most=2000)
    men = WholeField(label=_("How many other men?"), required=False, most=2000)
    others = WholeField(label=_("How many others?"), required=False, most=2000)
    topics = SomeOfField(label=_("What did you do?"), choices=[])
    summary = forms.CharField(
        label=_("What was said?"),
        help_text=_("What the group talked about; nobody's name."),
        required=False,
        widget=AREA,
    )
    minutes = WholeField(label=_("How many minutes?"), required=False, most=1440)
    happened_on = DayField(label=_("On which day?"), initial=today)

    def __init__(self, data: Any = None, *, members: list[PeerMember], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        present: Any = self.fields["present"]
        topics: Any = self.fields["topics"]
        present.choices = [(str(one.pk), one.person.name) for one in members]
        if not members:
            del self.fields["present"]
        groups = ("INF", "COU")
        kinds = [one for types in service_types().values() for one in types]
        topics.choices = [(one.code, one.label) for one in kinds if one.group in groups]

    def meeting(self) -> MeetingWords:
        """Return the meeting as the service takes it."""
        said = self.cleaned_data
        names = ("women", "men", "others", "minutes", "summary")
        return MeetingWords(
            happened_on=on(said["happened_on"]),
            topics=tuple(said["topics"]),
            present=tuple(UUID(one) for one in said.get("present", ())),
            **{name: said[name] for name in names},
        )
