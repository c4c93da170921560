"""What could suit somebody: seven transparent options, each with its reason (plain Python).

Source: the segments of the domain notes, 5.1 (a design proposal, not law); version 2026-1.
An option is proposed, not proposed, or waits for an answer; no rule takes one away. Neither sex,
disability, ethnicity nor any consent is a fact here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SEGMENTS_VERSION: Final = "2026-1"
# Protection comes first; the others keep the order of the notes.
ORDER: Final = ("F", "A", "B", "C", "D", "E", "G")
WAGE, FARM, BUSINESS, CHANGE = "wage", "farm", "business", "change"
YES, NO, ASK = "yes", "no", "ask"

# The standard package of each option, as service codes 2.5.
PACKAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "A": ("EMP3", "EMP5", "EMP7"),
    "B": ("SKL2", "SKL3", "EMP3"),
    "C": ("SKL4", "SKL7", "COU6"),
    "D": ("ENT1", "ENT2", "ENT8"),
    "E": ("SKL4", "ENT9", "SOC5"),
    "F": ("COU2", "COU3"),
    "G": ("INF2", "INF3"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known; `None` and "" are not known yet, never no."""

    age: int | None = None
    wants: str = ""
    relocates: bool | None = None
    is_job_near: bool | None = None
    months_in_trade: int | None = None
    is_trade_wanted_here: bool | None = None
    has_base: bool | None = None
    is_carer: bool | None = None
    is_red: bool | None = None
    leaves_soon: bool | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The dated figures of the rules; without one, what hangs on it is not known."""

    older_age: int | None = None
    trade_months: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One option: whether it is proposed, what speaks for it, what must be asked first."""

    segment: str
    verdict: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def package(self) -> tuple[str, ...]:
        """Return the service codes of the standard package."""
        return PACKAGES[self.segment]


# A condition: its reason's code, the fact it needs, and whether it holds.
_Condition = tuple[str, str, bool | None]


def options_for(facts: Facts, limits: Limits) -> tuple[Option, ...]:
    """Return all seven options in order, protection first; every one of them can be chosen."""
    older = _reached(facts.age, limits.older_age)
    wants = facts.wants or None
    wish = {kind: None if wants is None else wants == kind for kind in (WAGE, FARM, CHANGE)}
    near = _near(facts)
    found = {
        "F": _any("F", ("red", "is_red", facts.is_red)),
        "A": _all(
            "A",
            ("younger", "age", None if older is None else not older),
            ("wants_wage", "wants", wish[WAGE]),
            near,
            ("not_red", "is_red", None if facts.is_red is None else not facts.is_red),
        ),
        "B": _any(
            "B", ("months", "months_in_trade", _reached(facts.months_in_trade, limits.trade_months))
        ),
        "C": _any(
            "C",
            ("no_demand", "is_trade_wanted_here", _not(facts.is_trade_wanted_here)),
            ("wants_change", "wants", wish[CHANGE]),
        ),
        "D": _any("D", ("base", "has_base", facts.has_base), ("carer", "is_carer", facts.is_carer)),
        "E": _any("E", ("older", "age", older), ("wants_farm", "wants", wish[FARM])),
        "G": _any("G", ("leaves", "leaves_soon", facts.leaves_soon)),
    }
    return tuple(found[segment] for segment in ORDER)


def _near(facts: Facts) -> _Condition:
    if facts.relocates or facts.is_job_near:
        return ("moves" if facts.relocates else "near", "is_job_near", True)
    asks = "relocates" if facts.relocates is None else "is_job_near"
    is_no = facts.relocates is False and facts.is_job_near is False
    return ("near", asks, False if is_no else None)


def _not(known: bool | None) -> bool | None:
    return None if known is None else not known


def _reached(number: int | None, limit: int | None) -> bool | None:
    return None if number is None or limit is None else number >= limit


def _any(segment: str, *conditions: _Condition) -> Option:
    reasons = tuple(reason for reason, _fact, holds in conditions if holds)
    missing = tuple(fact for _reason, fact, holds in conditions if holds is None)
    if reasons:
        return Option(segment, YES, reasons, ())
    return Option(segment, ASK if missing else NO, (), missing)


def _all(segment: str, *conditions: _Condition) -> Option:
    if any(holds is False for _reason, _fact, holds in conditions):
        return Option(segment, NO, (), ())
    reasons = tuple(reason for reason, _fact, holds in conditions if holds)
    missing = tuple(fact for _reason, fact, holds in conditions if holds is None)
    return Option(segment, ASK if missing else YES, reasons, missing)
