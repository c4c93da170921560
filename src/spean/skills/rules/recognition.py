"""Recognition of prior learning as arithmetic: own word, proof, readiness, result, lateness."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# "Alone" on every task, and two accepted pieces of proof, make a unit wholly ready.
ALONE: Final = 2
BEST: Final = 3
ENOUGH_PROOF: Final = 2
COMPETENT, NOT_YET = "c", "nyc"
PARTS: Final = ("practical", "oral", "knowledge")
# Days after which the manager is shown it, by the step at which it stands.
LATE_AFTER: Final[Mapping[str, int]] = {
    "applied": 14,
    "collecting": 60,
    "gaps": 180,
    "ready": 21,
    "booked": 30,
    "assessed": 7,
    "approved": 14,
}
WAGE_MONTHS: Final = (3, 6)
SHORTEST_FAMILY_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """How ready somebody is for one unit, in percent, and whether something is missing."""

    own: int
    proof: int
    ready: int
    is_gap: bool
    is_rated: bool


def standing_of(levels: Sequence[int | None], accepted: int) -> UnitStanding:
    """Weigh one unit: half her own word on its tasks, half the proof that was accepted.

    `levels` has one entry for each task, None where she was not asked; "alone" counts in full.
    The unit is a gap as long as one of its tasks is not done alone.
    """
    said = [level or 0 for level in levels]
    own = round(100 * sum(min(level, ALONE) for level in said) / (ALONE * len(said))) if said else 0
    proof = round(100 * min(max(accepted, 0), ENOUGH_PROOF) / ENOUGH_PROOF)
    return UnitStanding(
        own=own,
        proof=proof,
        ready=(own + proof) // 2,
        is_gap=own < 100,
        is_rated=bool(said) and None not in levels,
    )


def readiness(units: Iterable[UnitStanding]) -> int:
    """Return the readiness in percent: the mean of the units, rounded down."""
    shares = [unit.ready for unit in units]
    return sum(shares) // len(shares) if shares else 0


def result_of(parts: Mapping[str, str], required: Iterable[str]) -> str:
    """Return the result of a unit: competent only if every required part is; "" while one waits."""
    said = [parts.get(name, "") for name in required]
    if not said or "" in said:
        return ""
    return COMPETENT if all(one == COMPETENT for one in said) else NOT_YET


def late_days(state: str, since: date, today: date) -> int:
    """Return by how many days a step is late; 0 if it is not."""
    allowed = LATE_AFTER.get(state)
    return 0 if allowed is None else max(0, (today - since).days - allowed)


def last_day_of_appeal(told_on: date, days: int) -> date:
    """Return the last day on which the result may be appealed against."""
    return told_on + timedelta(days=days)


def shares_family_name(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two people carry one family name, in either script."""
    here = {_plain(name) for name in one}
    there = {_plain(name) for name in other}
    return bool({name for name in here & there if len(name) >= SHORTEST_FAMILY_NAME})


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
