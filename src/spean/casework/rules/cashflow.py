"""Month by month: what comes in, what goes out, what is left (plain Python, whole riel).

Each way of earning is a list of lines; a line holds its months three times: if things go badly
(the least comes in, the most goes out), as is likely, and if they go well. Nothing is hidden: the
cash of a month is that of the month before, and what came in, without what went out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from spean.casework.rules.household import COMES_IN, Household
from spean.core.loans import schedule
from spean.core.months import MONTHS, VIEWS, Line, Outcome, outcome_of

_When = Callable[[int], bool]


def reckon(household: Household, path: str) -> Outcome:
    """Return the 24 months of one way of earning.

    :raises LookupError: if something must still be asked; it is named
    """
    unknown = household.unknown_for(path)
    if unknown:
        raise LookupError(", ".join(unknown))
    return outcome_of(household.cash, path, lines_of(household, path))


def beside(household: Household, path: str, lines: Iterable[Line], *, until: int = 0) -> Outcome:
    """Return the months with lines reckoned elsewhere; day work goes on until they begin."""
    casual = _line(household, "casual", _before(until))
    return outcome_of(household.cash, path, (*_at_home(household), casual, *lines))


def day_work(household: Household) -> Outcome:
    """Return the months as they go if she works by the day, as now."""
    return beside(household, "casual", (), until=MONTHS)


def lines_of(household: Household, path: str) -> Iterator[Line]:
    """Return every line of one way of earning."""
    yield from _at_home(household)
    yield from _LINES[path](household)


def _line(household: Household, code: str, when: _When, name: str = "") -> Line:
    """Return a line that holds an amount in the months that `when` says."""
    income = code in COMES_IN
    found = household.amounts.get(code)
    views = tuple(
        tuple(
            found.seen(view, comes_in=income) if found and when(month) else 0
            for month in range(MONTHS)
        )
        for view in VIEWS
    )
    return Line(name or code, income, views)


def _at_home(household: Household) -> Iterator[Line]:
    """What comes and goes whatever she does."""

    def of_year(months: Iterable[int]) -> _When:
        chosen = frozenset(months)
        return lambda month: household.month_of_year(month) in chosen

    yield _line(household, "other_income", _always)
    yield _line(household, "harvest", of_year(household.harvest_months))
    yield _line(household, "living", _always)
    yield _line(household, "planting", of_year(household.planting_months))
    yield _line(household, "school_start", of_year({household.school_month}), "school")
    yield _line(household, "school_month", _always, "school")
    birth = household.birth
    if birth is not None:
        # One payment at each of four check-ups: in the four months before the birth.
        yield _line(household, "checkup", lambda month: birth - 4 <= month < birth)
        yield _line(household, "at_birth", lambda month: month == birth, "birth")
        yield _line(household, "child_cash", lambda month: month > birth)
    for place, loan in enumerate(household.loans):
        paid = tuple(due.paid for due in schedule(loan, MONTHS))
        yield Line("loan", False, (paid,) * 3, place)


def _always(month: int) -> bool:
    return True


def _from(first: int) -> _When:
    return lambda month: month >= first


def _before(end: int) -> _When:
    return lambda month: month < end


def _employed(household: Household, wage: str, first: int) -> Iterator[Line]:
    """A job from some month on: the wage, the worker's share, the way there, the children."""
    earned = replace(_line(household, wage, _from(first)), code="wage")
    yield earned
    share = tuple(tuple(household.security.of(w) for w in months) for months in earned.views)
    yield Line("nssf", False, share)
    yield _line(household, "transport_work", _from(first), "transport")
    yield _line(household, "childcare", _from(first))


def _work_now(household: Household) -> Iterator[Line]:
    first = household.lasts("wait_now")
    yield _line(household, "casual", _before(first))
    yield from _employed(household, "wage_now", first)


def _rpl(household: Household) -> Iterator[Line]:
    first = household.lasts("rpl_months") + household.lasts("wait_rpl")
    yield _line(household, "rpl_fee", _before(1), "start")
    yield _line(household, "casual", _before(first))
    yield from _employed(household, "wage_rpl", first)


def _course(household: Household) -> Iterator[Line]:
    end = household.lasts("course_months")
    first = end + household.lasts("wait_trained")
    yield _line(household, "course_cost", _before(1), "start")
    yield _line(household, "stipend", _before(end))
    yield _line(household, "weekend_work", _before(end), "casual")
    yield _line(household, "transport_course", _before(end), "transport")
    yield _line(household, "childcare", _before(end))
    yield _line(household, "casual", lambda month: end <= month < first)
    yield from _employed(household, "wage_trained", first)


def _farm(household: Household) -> Iterator[Line]:
    def in_season(months: frozenset[int]) -> _When:
        return lambda month: household.month_of_year(month) in months

    yield _line(household, "farm_start", _before(1), "start")
    yield _line(household, "farm_planting", in_season(household.planting_months), "planting")
    yield _line(household, "farm_more", in_season(household.harvest_months), "harvest")
    # Between planting and harvest there is day labour; in those months there is not.
    busy = household.planting_months | household.harvest_months
    yield _line(household, "casual", lambda month: household.month_of_year(month) not in busy)
    yield _line(household, "nssf_voluntary", _always, "nssf")


def _shop(household: Household) -> Iterator[Line]:
    first = household.lasts("shop_wait")
    yield _line(household, "shop_start", _before(1), "start")
    yield _line(household, "shop_profit", _from(first))
    yield _line(household, "nssf_voluntary", _always, "nssf")


def _migrate(household: Household) -> Iterator[Line]:
    first = household.lasts("leave_wait")
    yield _line(household, "leave_cost", _before(1), "start")
    yield _line(household, "casual", _before(first))
    yield _line(household, "sent_home", _from(first))
    yield _line(household, "care_home", _from(first))


_LINES: Final[dict[str, Callable[[Household], Iterator[Line]]]] = {
    "work_now": _work_now,
    "rpl": _rpl,
    "course": _course,
    "farm": _farm,
    "shop": _shop,
    "migrate": _migrate,
}
