"""The five steps of a registration, and the forms of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import ClientForm
from spean.desk.people.drafts import Draft
from spean.desk.people.forms import consent, home, needs, who


@dataclass(frozen=True, slots=True)
class Part:
    """One form of a step. One that `may_stay_empty` counts only when something is written in it."""

    prefix: str
    form: type[ClientForm]
    heading: Any = ""
    may_stay_empty: bool = False
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its name in the address, its name in the line of steps, its question."""

    name: str
    short: Any
    question: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A part with its form, as the page shows it."""

    part: Part
    form: ClientForm

    @property
    def is_open(self) -> bool:
        """Tell whether a folded part must be seen: something is written in it, or is wrong."""
        return not self.part.is_folded or (self.form.is_bound and self.form.has_changed())

    @property
    def is_used(self) -> bool:
        """Tell whether the part says anything."""
        return not self.part.may_stay_empty or self.form.has_changed()


STEPS = (
    Step(
        "consent",
        _("Permission"),
        _("May we write this down?"),
        (
            Part("consent", consent.ConsentForm),
            Part("scopes", consent.ScopesForm, _("May we also …?"), is_folded=True),
            Part("withheld", consent.WithheldForm, _("What must not be told"), is_folded=True),
        ),
    ),
    Step(
        "who",
        _("Who"),
        _("Who is this?"),
        (
            Part("identity", who.IdentityForm),
            Part("phone1", who.ContactForm, _("Telephone"), may_stay_empty=True),
            Part("phone2", who.ContactForm, _("Second telephone"), True, is_folded=True),
            Part("document1", who.DocumentForm, _("Document"), True, is_folded=True),
            Part("document2", who.DocumentForm, _("Second document"), True, is_folded=True),
            Part("arrival", who.ArrivalForm, _("How the person came")),
        ),
    ),
    Step(
        "home",
        _("Home"),
        _("Where and with whom?"),
        (
            Part("address", home.AddressForm),
            Part("marital", home.MaritalForm),
            Part("household", home.HouseholdForm, _("Household"), True, is_folded=True),
            Part("emergency", who.EmergencyForm, _("In an emergency"), True, is_folded=True),
        ),
    ),
    Step(
        "needs",
        _("Needs"),
        _("What is needed now?"),
        (
            Part("needs", needs.NeedsForm),
            Part("schooling", needs.SchoolingForm, _("School and languages"), is_folded=True),
            Part("protection", needs.ProtectionForm, _("IDPoor and NSSF"), is_folded=True),
            Part(
                "sensitive", needs.SensitiveForm, _("Health and ethnic group"), True, is_folded=True
            ),
        ),
    ),
    Step("check", _("Check"), _("Is everything right?"), ()),
)
BY_NAME = {step.name: step for step in STEPS}
NAMES = [step.name for step in STEPS]


def filled(step: Step, data: QueryDict | None) -> list[Filled]:
    """Return the forms of a step, with what was written or empty."""
    return [
        Filled(
            part,
            part.form(
                data,
                prefix=part.prefix,
                empty_permitted=part.may_stay_empty,
                use_required_attribute=False,
            ),
        )
        for part in step.parts
    ]


def all_valid(parts: list[Filled]) -> bool:
    """Validate every form of a step, so that all that is missing is said at once."""
    return all([one.form.is_valid() for one in parts])


def all_filled(draft: Draft) -> Iterator[tuple[Step, list[Filled]]]:
    """Go through the steps that hold forms, with what the draft says."""
    for step in STEPS:
        if step.parts:
            yield step, filled(step, draft.data_of(step.name))


def first_unfinished(draft: Draft) -> str:
    """Return the first step that is not complete, or the last one."""
    for step, parts in all_filled(draft):
        if draft.data_of(step.name) is None or not all_valid(parts):
            return step.name
    return NAMES[-1]
