"""The score: six parts between 0 and 1, weighed. Nothing here knows an age, a sex or a debt.

What nobody recorded is neutral. Holding more, or proving it better, never lowers a part: a skill
or a trade that was never written down counts `unknown`, anything held counts more than that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, fsum
from types import MappingProxyType

from jobmatch.gates import matches_wish
from jobmatch.model import Opening, Profile, Wishes
from jobmatch.place import Distance, between
from jobmatch.weights import NEUTRAL, SHARED_DIGITS, Weights

MINOR_GROUP = 3
UNIT_GROUP = 4
MONTHS_NOT_KNOWN = 0.75
WISH_CLOSE = 0.75
WISH_OTHER = NEUTRAL / 2
GRID = 1e9
"""A score is a whole number of thousand-millionths, so that the last bit of another machine's
`exp` cannot turn an order."""

Families = Mapping[str, str]
"""Skill code -> the family it belongs to; who holds one of a family has credit for the others."""

NO_FAMILIES: Families = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Terms:
    """The six parts of a score, each between 0 and 1."""

    skills: float
    occupation: float
    distance: float
    wage: float
    wishes: float
    conditions: float

    def weighed(self, weights: Weights) -> float:
        """Return the score between 0 and 1, on its grid.

        The order of the sum is part of the definition: the compiled kernels keep it too.
        """
        rest = (
            weights.occupation * self.occupation
            + weights.distance * self.distance
            + weights.wage * self.wage
            + weights.wishes * self.wishes
            + weights.conditions * self.conditions
        )
        return round((weights.skills * self.skills + rest) * GRID) / GRID


class Standing:
    """A profile made ready to be held against many openings."""

    __slots__ = ("families", "held", "history", "near_skill", "near_trade", "profile")

    def __init__(
        self, profile: Profile, weights: Weights, families: Families = NO_FAMILIES
    ) -> None:
        self.profile = profile
        self.families = families
        self.held: dict[str, float] = {}
        self.near_trade: dict[str, float] = {}
        self.near_skill: dict[str, float] = {}
        for skill in profile.skills:
            credit = weights.grades[skill.grade]
            self.held[skill.code] = max(credit, self.held.get(skill.code, 0.0))
            family = families.get(skill.code)
            if family is not None:
                self.near_skill[family] = max(credit, self.near_skill.get(family, 0.0))
            minor = skill.occupation[:MINOR_GROUP]
            if len(minor) == MINOR_GROUP:
                self.near_trade[minor] = max(credit, self.near_trade.get(minor, 0.0))
        self.history = history(profile, weights)


def terms(opening: Opening, standing: Standing, weights: Weights) -> Terms:
    """Return the six parts for this person and this opening."""
    profile = standing.profile
    return Terms(
        skills=_skills(opening, standing, weights),
        occupation=_occupation(opening, standing, weights),
        distance=_nearness(opening, profile, between(opening, profile), weights),
        wage=_wage(opening, profile, weights),
        wishes=_wishes(opening, profile.wanted),
        conditions=conditions_of(opening, weights),
    )


def shared_digits(code_a: str, code_b: str) -> int:
    """Return how many leading digits two ISCO-08 codes share: 3 for one minor group."""
    count = 0
    for a, b in zip(code_a, code_b, strict=False):
        if a != b:
            break
        count += 1
    return count


def history(profile: Profile, weights: Weights) -> dict[str, float]:
    """Return how far the experience in each occupation counts, from a half to one."""
    known: dict[str, int] = {}
    unknown: set[str] = set()
    for work in profile.occupations:
        if work.months is None:
            unknown.add(work.occupation)
        else:
            known[work.occupation] = known.get(work.occupation, 0) + work.months
    full = weights.full_months
    counts = {code: 0.5 + 0.5 * min(months, full) / full for code, months in known.items()}
    for code in unknown:
        counts[code] = max(MONTHS_NOT_KNOWN, counts.get(code, 0.0))
    return counts


def _skills(opening: Opening, standing: Standing, weights: Weights) -> float:
    if not opening.needs:
        return _covered(opening.nice, opening, standing, weights) if opening.nice else NEUTRAL
    needs = _covered(opening.needs, opening, standing, weights)
    if not opening.nice:
        return needs
    nice = _covered(opening.nice, opening, standing, weights)
    return (1 - weights.nice_share) * needs + weights.nice_share * nice


def _covered(
    asked: frozenset[str], opening: Opening, standing: Standing, weights: Weights
) -> float:
    trade = standing.near_trade.get(opening.occupation[:MINOR_GROUP], 0.0)
    # An exact sum: it must depend neither on the order of a set nor fall by a last bit.
    credit = fsum(_credit(skill, trade, standing, weights) for skill in asked) / len(asked)
    return weights.unknown + (1 - weights.unknown) * credit


def _credit(skill: str, trade: float, standing: Standing, weights: Weights) -> float:
    """Return the credit for one skill asked: held itself, or a share of what stands near it."""
    family = standing.families.get(skill, "")
    near = max(trade, standing.near_skill.get(family, 0.0))
    return max(weights.sibling * near, standing.held.get(skill, 0.0))


def _occupation(opening: Opening, standing: Standing, weights: Weights) -> float:
    if not opening.occupation:
        return NEUTRAL
    best = 0.0
    for code, experience in standing.history.items():
        best = max(best, SHARED_DIGITS[shared_digits(code, opening.occupation)] * experience)
    return weights.unknown + (1 - weights.unknown) * best


def _nearness(opening: Opening, profile: Profile, away: Distance | None, weights: Weights) -> float:
    if away is None:
        return NEUTRAL
    near = exp(-away.km / weights.decay_km)
    if profile.will_relocate:
        near = max(near, weights.moving_nearness)
    if profile.accepts_dormitory and opening.benefits.dormitory:
        near = max(near, weights.dormitory_nearness)
    return near


def _wage(opening: Opening, profile: Profile, weights: Weights) -> float:
    # The lower end is the promise. The floor stays out: it holds debt service.
    wage = opening.wage_min if opening.wage_min is not None else opening.wage_max
    if wage is None:
        return NEUTRAL
    wanted = profile.wage_wanted or weights.usual_wage
    return min(1.0, NEUTRAL * wage / wanted)


def _wishes(opening: Opening, wanted: Wishes) -> float:
    if not (wanted.occupations or wanted.sectors or wanted.openings):
        return NEUTRAL
    if matches_wish(opening, wanted):
        return 1.0
    minor = opening.occupation[:MINOR_GROUP]
    if minor and any(code.startswith(minor) for code in wanted.occupations):
        return WISH_CLOSE
    is_known = (opening.occupation and wanted.occupations) or (opening.sector and wanted.sectors)
    return WISH_OTHER if is_known else NEUTRAL


def conditions_of(opening: Opening, weights: Weights) -> float:
    """Return the part for what comes with the wage: yes counts, no does not, unknown a half."""
    total = 0.0
    for benefit, share in weights.benefits.items():
        answer: bool | None = getattr(opening.benefits, benefit)
        total += share * (NEUTRAL if answer is None else float(answer))
    return total
