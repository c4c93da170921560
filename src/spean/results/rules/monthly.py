"""The month of a centre, counted from service notes alone; and what of it may leave the centre."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from safestats import Table, protect

SEXES = ("F", "M", "other")
MONTHS = 12
Number = int | None


@dataclass(frozen=True, slots=True)
class Service:
    """One service note: its kinds, the people served by name (id -> sex), and the others there."""

    kinds: tuple[str, ...]
    people: Mapping[Any, str]
    is_group: bool = False
    others: int = 0


@dataclass(slots=True)
class _Tally:
    people: dict[Any, str] = field(default_factory=dict)
    events: int = 0
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the month. None stands for a number that is hidden."""

    kind: str
    people: Number
    women: Number
    men: Number
    others: Number
    new: Number
    events: Number
    contacts: Number

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Return the numbers, in the order of the page."""
        by_sex = (self.women, self.men, self.others)
        return (self.people, *by_sex, self.new, self.events, self.contacts)


@dataclass(frozen=True, slots=True)
class Month:
    """The table of a month: a row for each group of services, those of its kinds, and the sum.

    A person counts once in each row; rows overlap, so the sum is not what the rows add up to.
    """

    groups: tuple[Line, ...]
    kinds: tuple[Line, ...]
    total: Line


def month_of(services: Iterable[Service], served_before: Set[Any], codes: list[str]) -> Month:
    """Return the table: people and services apart, `codes` in the order of the list."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for service in services:
        groups = {kind[:3] for kind in service.kinds}
        for name in (*service.kinds, *groups, ""):
            tally = tallies[name]
            tally.people.update(service.people)
            tally.events += 1
            if service.is_group:
                tally.contacts += len(service.people) + service.others
    lines = {name: _line(name, tally, served_before) for name, tally in tallies.items()}
    ordered = list(dict.fromkeys(code[:3] for code in codes))
    return Month(
        groups=tuple(lines[group] for group in ordered if group in lines),
        kinds=tuple(lines[code] for code in codes if code in lines),
        total=lines.get("") or _line("", _Tally(), served_before),
    )


def _line(kind: str, tally: _Tally, served_before: Set[Any]) -> Line:
    sexes = list(tally.people.values())
    women, men = sexes.count("F"), sexes.count("M")
    return Line(
        kind=kind,
        people=len(sexes),
        women=women,
        men=men,
        others=len(sexes) - women - men,
        new=len(tally.people.keys() - served_before),
        events=tally.events,
        contacts=tally.contacts,
    )


def to_leave(month: Month, threshold: int) -> Month:
    """Return what may leave the centre: groups and the sum alone, small numbers hidden.

    In a row the sexes add up to the people, so that one hidden sex hides another. Rows do not add
    up; yet where most people stand in one row alone, one hidden row could be guessed from the
    sum. Then the smallest that is shown is hidden with it.
    """
    total = _hidden(month.total, threshold)
    groups = [_hidden(line, threshold) for line in month.groups]
    for place in range(len(total.numbers)):
        groups = _covered(groups, month.groups, place)
    return Month(tuple(groups), (), total)


def _hidden(line: Line, threshold: int) -> Line:
    by_sex = [line.women or 0, line.men or 0, line.others or 0]
    safe = protect(Table((line.kind or "*",), SEXES, (tuple(by_sex),)), threshold)
    women, men, others = (cell.value for cell in safe.cells[0])
    people = safe.row_totals[0].value
    again = (line.people or 0) - (line.new or 0)
    new = line.new if people is not None and _is_open(line.new, again, threshold) else None
    # Nobody first came is no secret, nor that everybody did.
    return Line(
        line.kind,
        people,
        women,
        men,
        others,
        new,
        _or_none(line.events, threshold),
        _or_none(line.contacts, threshold),
    )


def _is_open(number: Number, rest: int, threshold: int) -> bool:
    return not (0 < (number or 0) < threshold or 0 < rest < threshold)


def _or_none(number: Number, threshold: int) -> Number:
    return None if 0 < (number or 0) < threshold else number


def _covered(shown: list[Line], whole: Iterable[Line], place: int) -> list[Line]:
    """Hide a second number of a column where exactly one is hidden."""
    hidden = [line for line in shown if line.numbers[place] is None]
    visible = [line for line in shown if line.numbers[place]]
    if len(hidden) != 1 or not visible:
        return shown
    smallest = min(visible, key=lambda line: line.numbers[place] or 0)
    names = ("people", "women", "men", "others", "new", "events", "contacts")
    return [_without(line, names[place]) if line is smallest else line for line in shown]


def _without(line: Line, name: str) -> Line:
    values = {one: getattr(line, one) for one in Line.__slots__}
    gone = {name}
    if name in ("women", "men", "others"):
        # The row adds up: without the people the other two do not give the third away.
        gone.add("people")
    elif name == "people":
        gone |= {"women", "men", "others"}
    # A nought is no secret, and hides nobody.
    return Line(**{**values, **{one: None for one in gone if values[one]}})


def months_until(day: date, count: int = MONTHS) -> list[date]:
    """Return the first days of the last months up to the one of `day`, the newest first."""
    found = [day.replace(day=1)]
    while len(found) < count:
        year, month = divmod(found[-1].year * 12 + found[-1].month - 2, 12)
        found.append(date(year, month + 1, 1))
    return found
