"""The units that somebody's work speaks for, as a page draws them: why, the answer, the chance."""

from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.core.wording import digits_text
from spean.directory.models import Occupation
from spean.people.models import Person
from spean.skills.models import Standard, Unit, UnitClaim
from spean.skills.rules.translation import Proposal, of_ten
from spean.skills.selectors.translation import (
    jobs_told,
    named_skills,
    proposals_for,
    unit_claims_of,
    units_shown,
)


@dataclass(frozen=True, slots=True)
class ToldUnit:
    """One unit: why it is proposed, what she said, and (for the staff) about how many of ten."""

    unit: Unit
    why: list[str]
    claim: UnitClaim | None
    fewest: int
    about: int
    most: int
    is_estimate: bool

    @property
    def answers(self) -> list[tuple[str, str, bool]]:
        """Return her two answers: value, word, whether she gave it."""
        said = self.claim.says_yes if self.claim else None
        return [("yes", _("Yes, I can"), said is True), ("no", _("No"), said is False)]


@dataclass(frozen=True, slots=True)
class ToldStandard:
    """The units of one standard."""

    standard: Standard
    units: list[ToldUnit]


def told_units(person: Person) -> list[ToldStandard]:
    """Return the units her work speaks for, the best supported standard first."""
    found = proposals_for(jobs_told(person), timezone.localdate())
    units = units_shown([one.unit for one in found])
    skills, claims = named_skills(found), unit_claims_of(person)
    trades = _trades(found)
    order = {code: place for place, code in enumerate(dict.fromkeys(x.standard for x in found))}
    rows = sorted(found, key=lambda one: (order[one.standard], units[one.unit].sort))
    return [
        ToldStandard(
            units[first.unit].standard,
            [_told(one, units, claims, {**skills, **trades}) for one in (first, *rest)],
        )
        for first, *rest in (list(group) for _code, group in groupby(rows, lambda x: x.standard))
    ]


def _told(
    one: Proposal, units: dict[str, Unit], claims: dict[object, UnitClaim], names: dict[str, str]
) -> ToldUnit:
    unit = units[one.unit]
    low, about, high = of_ten(one.chance)
    why = [_sentence(kind, what, names) for kind, what in one.reasons]
    return ToldUnit(unit, why, claims.get(unit.pk), low, about, high, one.is_estimate)


def _trades(found: list[Proposal]) -> dict[str, str]:
    codes = {what for one in found for kind, what in one.reasons if kind == "occupation"}
    rows = Occupation.objects.filter(isco__in=codes).order_by("-scheme", "code")
    return {row.isco: row.label for row in rows}


def _sentence(kind: str, what: str, names: dict[str, str]) -> str:
    if kind == "months":
        months = int(what)
        said = ngettext("%(count)s month of this work", "%(count)s months of this work", months)
        return said % {"count": digits_text(months)}
    name = names.get(what, "")
    sentences = {
        "task": _("Did this abroad: %(name)s"),
        "tool": _("Named a tool of it: %(name)s"),
        "occupation": _("The same work: %(name)s"),
        "led": _("Led others there"),
        "certificate": _("Was trained or has a paper from there"),
    }
    return sentences[kind] % {"name": name}
