"""How much each part of a match counts: the one place where that is written.

The figures are the house's opinion, taken from the programme's own proposal for an explainable
score (skill before distance and wage, then wishes, then conditions). They stay an opinion until
outcomes at 1, 3, 6 and 12 months can be compared with them; a change is a new version.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from jobmatch.codes import Grade

NEUTRAL = 0.5
"""Where a part stands when nobody knows: neither for nor against."""

TYPICAL_KM = (150.0, 50.0, 20.0, 5.0, 2.0)
"""Kilometres assumed without coordinates: other province, same province, same district, same
commune, same village. Rounded from the size of Cambodia's areas; an estimate, and shown as one."""

PARTS = ("skills", "occupation", "distance", "wage", "wishes", "conditions")

GRADE_CREDIT: Mapping[Grade, float] = MappingProxyType(
    {
        Grade.SELF: 0.6,
        Grade.INFERRED: 0.65,
        Grade.COUNSELLOR: 0.8,
        Grade.RPL: 1.0,
        Grade.CREDENTIAL: 1.0,
    }
)
BENEFIT_SHARES: Mapping[str, float] = MappingProxyType(
    {"nssf": 0.3, "contract": 0.3, "transport": 0.2, "meals": 0.1, "childcare": 0.1}
)
SHARED_DIGITS = (0.0, 0.2, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """One published version of the weights; the six parts sum to one.

    `unknown` is what a need counts that nobody has recorded as held; everything held counts
    more, so a person never loses by saying more. `sibling` is the share of credit for a skill
    practised in the same ISCO-08 minor group. `decay_km` is the way after which nearness has
    fallen to 37 %, `near_km` what is called near when no radius was given, `full_months` the
    experience that counts in full, `usual_wage` (USD a month) a scale for people who named no
    wage: it is no rule about pay and never the same thing as a legal minimum.

    :raises ValueError: if the weights would break what is promised of them
    """

    version: str = "2026-11"
    skills: float = 0.25
    occupation: float = 0.15
    distance: float = 0.20
    wage: float = 0.15
    wishes: float = 0.15
    conditions: float = 0.10
    nice_share: float = 0.2
    unknown: float = 0.3
    sibling: float = 0.4
    decay_km: float = 60.0
    near_km: float = 25.0
    full_months: int = 24
    usual_wage: float = 250.0
    dormitory_nearness: float = 0.7
    moving_nearness: float = 0.5
    grades: Mapping[Grade, float] = field(default_factory=lambda: GRADE_CREDIT, hash=False)
    benefits: Mapping[str, float] = field(default_factory=lambda: BENEFIT_SHARES, hash=False)

    def __post_init__(self) -> None:
        parts = [getattr(self, name) for name in PARTS]
        if not math.isclose(sum(parts), 1.0) or min(parts) < 0:
            raise ValueError("The six parts must be zero or more and sum to one.")
        credits = [self.grades[grade] for grade in Grade]
        if credits != sorted(credits) or not 0 < credits[0] <= credits[-1] <= 1:
            raise ValueError("Better evidence must never count less, and at most one.")
        for name in ("nice_share", "unknown", "sibling", "dormitory_nearness", "moving_nearness"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must lie between 0 and 1.")
        if min(self.decay_km, self.full_months, self.usual_wage) <= 0:
            raise ValueError("decay_km, full_months and usual_wage must be above zero.")


DEFAULT = Weights()
