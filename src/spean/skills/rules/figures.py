"""What became of businesses, in figures that show nobody (plain Python)."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from spean.skills.rules.enterprise import CHECKS

# Below this many nothing is said: somebody could be recognised.
LEAST: Final = 10


@dataclass(frozen=True, slots=True)
class Survival:
    """After so many months: how many were checked, still run, and how many people work there.

    `None` where so few were checked, or so few are on one side, that somebody could be recognised.
    """

    month: int
    checked: int | None = None
    alive: int | None = None
    women: int | None = None
    men: int | None = None


def survival(checks: Iterable[tuple[int, bool, int, int]]) -> list[Survival]:
    """Return the figures of each month from (month, alive, women, men) of every check."""
    rows = list(checks)
    return [_of(month, [row for row in rows if row[0] == month]) for month in CHECKS]


def _of(month: int, rows: list[tuple[int, bool, int, int]]) -> Survival:
    if len(rows) < LEAST:
        return Survival(month)
    alive = sum(row[1] for row in rows)
    women = sum(row[2] for row in rows if row[1])
    men = sum(row[3] for row in rows if row[1])
    # A handful that ended is as easy to recognise as a handful in all.
    ended = len(rows) - alive
    is_shown = all(side == 0 or side >= LEAST // 2 for side in (alive, ended))
    return Survival(month, len(rows), *((alive, women, men) if is_shown else (None,) * 3))


def due_on(started_on: date, months: int) -> date:
    """Return the same day of the month, later; the last day where the month is shorter."""
    year, month = divmod(started_on.year * 12 + started_on.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(started_on.day, last))
