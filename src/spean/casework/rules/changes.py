"""The cheapest single thing that would change the answer (plain Python, whole riel).

Nothing is guessed: every change that is offered is put into the same arithmetic, and only one that
really lifts the answer is named. Its price is what somebody must give for it: what help costs, or
what a pause adds to all that is paid back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from spean.casework.rules.cashflow import lines_of, reckon
from spean.casework.rules.household import Household
from spean.core.loans import cost_of_pause, paused
from spean.core.months import LEVELS, LIKELY, MONTHS, Line, Outcome, outcome_of

# How far help is offered: this project's own bounds, not law.
MOST_MONTHS: Final = 12
MOST_PAUSE: Final = 6
# Help with what a line costs; a pause is offered for each loan.
HELP: Final = ("transport", "childcare", "school", "start")
KINDS: Final = ("pause", *HELP)


@dataclass(frozen=True, slots=True)
class Change:
    """One single change: its kind, for how many months, of which loan, and its price."""

    kind: str
    months: int
    cost: int
    loan: int | None = None

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Return what the cheapest is found by; of two as cheap, the shorter one."""
        return (self.cost, self.months, KINDS.index(self.kind), self.loan or 0)


def offered(household: Household, path: str) -> tuple[Change, ...]:
    """Return every single change that is offered for this way of earning, cheapest first."""
    lines = tuple(lines_of(household, path))
    found = [*_pauses(household), *(one for kind in HELP for one in _help(lines, kind, path))]
    return tuple(sorted(found, key=lambda change: change.order))


def changed(household: Household, path: str, change: Change) -> Outcome:
    """Return the months with this one change, reckoned like any others.

    :raises LookupError: if something must still be asked
    """
    if change.kind == "pause":
        loans = list(household.loans)
        place = change.loan or 0
        loans[place] = paused(loans[place], change.months)
        return reckon(replace(household, loans=tuple(loans)), path)
    lines = tuple(lines_of(household, path))
    helped = _helped_months(lines, change.kind)[: change.months]
    kept = [_without(line, helped) if line.code == change.kind else line for line in lines]
    return outcome_of(household.cash, path, kept)


def cheapest(household: Household, path: str) -> Change | None:
    """Return the cheapest single change that lifts the answer; `None` if none does, or none need.

    :raises LookupError: if something must still be asked
    """
    level = LEVELS.index(reckon(household, path).level)
    if level == len(LEVELS) - 1:
        return None
    for change in offered(household, path):
        if LEVELS.index(changed(household, path, change).level) > level:
            return change
    return None


def _pauses(household: Household) -> Iterator[Change]:
    for place, loan in enumerate(household.loans):
        for months in range(1, MOST_PAUSE + 1):
            cost = cost_of_pause(loan, months)
            if loan.owed and cost is not None:
                yield Change("pause", months, cost, place)


def _help(lines: Iterable[Line], kind: str, path: str) -> Iterator[Change]:
    if kind == "start" and path == "migrate":
        # The centre speaks of safe ways abroad; it does not pay for leaving.
        return
    same = [line for line in lines if line.code == kind]
    helped = _helped_months(same, kind)
    for count in range(1, min(len(helped), MOST_MONTHS) + 1):
        some = helped[:count]
        cost = sum(line.views[LIKELY][month] for line in same for month in some)
        yield Change(kind, count, cost)


def _helped_months(lines: Iterable[Line], kind: str) -> list[int]:
    """Return the months in which there is something to help with, as is likely."""
    same = [line.views[LIKELY] for line in lines if line.code == kind]
    return [month for month in range(MONTHS) if any(months[month] for months in same)]


def _without(line: Line, helped: list[int]) -> Line:
    none = frozenset(helped)
    views = tuple(
        tuple(0 if month in none else amount for month, amount in enumerate(months))
        for months in line.views
    )
    return replace(line, views=views)
