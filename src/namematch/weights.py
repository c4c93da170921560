"""Weigh the evidence. The only place where the figures of a comparison are written.

Each figure is a natural logarithm of odds in the manner of Fellegi and Sunter (1969): how much
more often two records of one person agree so than records of two people. They were set by hand
and checked on invented records (tests/namematch/test_duplicates.py), not learnt from real people.
A better agreement never weighs less than a worse one; `Weights` refuses figures that break this.
"""

import math
from dataclasses import dataclass, fields, replace
from typing import Final

LIKELY: Final = 0.5
"""From this likelihood on, the officer is asked whether two records are one person."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One version of the figures. Within a group, from the best agreement to the worst."""

    version: str = "2026-1"
    start: float = -7.2

    given_same: float = 5.0
    given_alike: float = 4.3
    given_near: float = 3.0
    given_faint: float = -1.5
    given_differs: float = -5.0

    family_same_rare: float = 3.5
    family_same: float = 2.2
    family_alike: float = 1.4
    family_near: float = 0.6
    family_faint: float = -0.8
    family_differs: float = -2.5
    names_swapped: float = -0.5

    date_same: float = 4.0
    date_near: float = 2.0
    year_same: float = 1.5
    year_beside: float = 0.5
    year_loose: float = 0.0
    year_doubtful: float = -1.5
    year_differs: float = -3.5

    sex_same: float = 0.4
    sex_differs: float = -1.5

    phone_same: float = 3.0
    phone_differs: float = -0.6
    card_same: float = 9.0
    card_differs: float = -0.5

    village_same: float = 2.6
    commune_same: float = 2.4
    district_same: float = 0.7
    province_same: float = 0.0
    area_differs: float = -1.5

    @property
    def most_of_names(self) -> float:
        """The most that names can weigh."""
        return self.family_same_rare + self.given_same + max(self.names_swapped, 0.0)

    def __post_init__(self) -> None:
        """Refuse figures under which agreeing more would count for less.

        :raises ValueError: naming the figures that are the wrong way round
        """
        for group in _GROUPS:
            for better, worse in zip(group, group[1:], strict=False):
                if getattr(self, better) < getattr(self, worse):
                    raise ValueError(f"{better} must not weigh less than {worse}.")
        for field in fields(self):
            # Agreeing must not count for less than knowing nothing.
            if field.name.endswith("_same") and getattr(self, field.name) < 0:
                raise ValueError(f"{field.name} must not be negative.")


_GROUPS: Final = tuple(
    tuple(field.name for field in fields(Weights) if field.name.startswith(prefixes))
    for prefixes in (
        ("given_",),
        ("family_",),
        ("date_", "year_"),
        ("sex_",),
        ("phone_",),
        ("card_",),
        ("village_", "commune_", "district_", "province_", "area_"),
    )
)

WEIGHTS: Final = Weights()

_SMALL_REGISTER: Final = 2_500
_LESS_FOR_EACH_FOLD: Final = 0.53


def weights_for(people: int) -> Weights:
    """Return the figures for a register of so many people.

    The more people, the more strangers share a name and a year, so the start falls with the
    logarithm of their number; up to 2,500 people it is `WEIGHTS`. On the invented registers of the
    tests, the share found and the share of questions that were right: 20,000 people 0.97 and 0.94
    (0.98 and 0.79 with `WEIGHTS`), 100,000 people 0.93 and 0.96 (a sample of 12,000 of them).
    """
    folds = math.log(max(people, _SMALL_REGISTER) / _SMALL_REGISTER)
    return replace(WEIGHTS, start=WEIGHTS.start - _LESS_FOR_EACH_FOLD * folds)
