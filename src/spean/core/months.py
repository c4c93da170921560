"""Months of money: what comes in, what goes out, what is left, if badly, as is likely, if well.

Plain Python, whole riel. The household's budget and the plan of a shop are reckoned with it, and so
one can stand in the other (ADR 0025).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

MONTHS: Final = 24
# The three ways things may go; the places of every tuple of views.
BAD, LIKELY, GOOD = range(3)
VIEWS: Final = (BAD, LIKELY, GOOD)
# The answer, worst first: money is missing, missing only if things go badly, never missing.
LEVELS: Final = ("short", "tight", "holds")


@dataclass(frozen=True, slots=True)
class Range:
    """An amount a month, or once: the least, the likely one, the most.

    :raises ValueError: if they are not in this order, or below nothing
    """

    low: int
    likely: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high:
            raise ValueError(f"not in order: {self}")

    def seen(self, view: int, *, comes_in: bool) -> int:
        """Return the amount if things go badly, as is likely, or well."""
        ordered = (self.low, self.likely, self.high)
        return ordered[view] if comes_in else ordered[2 - view]


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of money, for each view and month. `loan` is the place of the loan it pays."""

    code: str
    comes_in: bool
    views: tuple[tuple[int, ...], ...]
    loan: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The months as they go in one view."""

    comes_in: tuple[int, ...]
    goes_out: tuple[int, ...]
    cash: tuple[int, ...]

    @property
    def lowest(self) -> tuple[int, int]:
        """Return the month with the least cash, the first of several, and that cash."""
        least = min(self.cash)
        return self.cash.index(least), least


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way of earning, reckoned: its lines, and the months if badly, likely, well."""

    path: str
    lines: tuple[Line, ...]
    views: tuple[View, ...]

    @property
    def level(self) -> str:
        """Return the answer: one of `LEVELS`."""
        if self.views[LIKELY].lowest[1] < 0:
            return "short"
        return "tight" if self.views[BAD].lowest[1] < 0 else "holds"


def outcome_of(start: int, path: str, lines: Iterable[Line]) -> Outcome:
    """Return what these lines leave in each month, in each view."""
    lines = tuple(line for line in lines if any(any(months) for months in line.views))
    return Outcome(path, lines, tuple(_view(start, lines, view) for view in VIEWS))


def _view(start: int, lines: tuple[Line, ...], view: int) -> View:
    def total(comes_in: bool) -> tuple[int, ...]:
        kept = [line.views[view] for line in lines if line.comes_in is comes_in]
        return tuple(sum(months) for months in zip(*kept, strict=True)) or (0,) * MONTHS

    comes, goes = total(True), total(False)
    steps = (i - o for i, o in zip(comes, goes, strict=True))
    return View(comes, goes, tuple(accumulate(steps, initial=start))[1:])
