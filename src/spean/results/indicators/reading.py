"""What a viewer may read of the indicators: figures for a list, tables for a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from spean.accounts.models import User
from spean.people.choices import Sex
from spean.results.indicators.registry import EVENTS, PEOPLE, Events, Until
from spean.results.models import Indicator, Target
from spean.results.rules import (
    EARLIER,
    Cube,
    Published,
    Quarter,
    Split,
    published,
    quarters_until,
    sizes_published,
)
from spean.results.selectors import (
    Reach,
    common_ways,
    events_by_centre,
    indicators,
    people_by_row,
    people_until,
    reach_of,
    targets_ahead,
)

QUARTERS = 4
# Nothing is small where no person stands behind a record.
OPEN = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of the list: sizes of its quarters and of the whole, as they may be read."""

    indicator: Indicator
    sizes: dict[str, int | None]
    target: Target | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator as a viewer may read it."""

    indicator: Indicator
    reach: Reach
    quarters: tuple[Quarter, ...]
    published: Published
    target: Target | None


def figures(viewer: User, today: date) -> list[Figure]:
    """Return the indicators with what the viewer may read of their sizes."""
    reach = reach_of(viewer, today)
    periods, days = _periods(quarters_until(reach.until, QUARTERS), reach)
    until = {c: people_until(reach, one.first(), one.ends(days)) for c, one in PEOPLE.items()}
    for code, events in EVENTS.items():
        lines = events_by_centre(events.among(reach), _stages(events.until, days))
        until[code] = tuple(sum(line[2][place] for line in lines) for place in range(len(days)))
    ahead = targets_ahead(reach.until) if reach.is_all else {}
    return [
        Figure(
            indicator,
            sizes_published(_sizes(periods, until[indicator.code]), _threshold(indicator, reach)),
            ahead.get(indicator.pk),
        )
        for indicator in indicators()
        if indicator.code in until
    ]


def read(viewer: User, code: str, today: date) -> Reading | None:
    """Return what the viewer may read of one indicator, or nothing if it is not counted."""
    indicator = indicators().filter(code=code).first()
    if indicator is None or code not in {**PEOPLE, **EVENTS}:
        return None
    reach = reach_of(viewer, today)
    quarters = quarters_until(reach.until, QUARTERS)
    periods, days = _periods(quarters, reach)
    events = EVENTS.get(code)
    if events:
        cube = _cube_of_events(events, reach, periods, days)
    else:
        cube = _cube_of_people(code, reach, periods, days)
    ahead = targets_ahead(reach.until) if reach.is_all else {}
    readable = published(cube, _threshold(indicator, reach))
    return Reading(indicator, reach, quarters, readable, ahead.get(indicator.pk))


def _cube_of_people(
    code: str, reach: Reach, periods: tuple[str, ...], days: Sequence[date]
) -> Cube:
    one = PEOPLE[code]
    ways = common_ways(reach.until) | (one.ways(reach.until) if one.ways else {})
    splits = _centres(reach) | {name: way.split for name, way in ways.items()}
    lines = people_by_row(reach, one.first(), one.ends(days), ways)
    return Cube.of_cumulative(periods, tuple(Sex.values), splits, lines)


def _cube_of_events(
    events: Events, reach: Reach, periods: tuple[str, ...], days: Sequence[date]
) -> Cube:
    lines = events_by_centre(events.among(reach), _stages(events.until, days))
    return Cube.of_cumulative(periods, ("",), _centres(reach), lines)


def _centres(reach: Reach) -> dict[str, Split]:
    """Return the split by centre: one centre alone needs none."""
    codes = tuple(centre.code for centre in reach.centres)
    return {"centre": Split(codes)} if len(codes) > 1 else {}


def _periods(quarters: Sequence[Quarter], reach: Reach) -> tuple[tuple[str, ...], tuple[date, ...]]:
    """Return the periods and the last day of each."""
    before = quarters[0].since - timedelta(days=1)
    ends = (min(quarter.until, reach.until) for quarter in quarters)
    return (EARLIER, *(quarter.code for quarter in quarters)), (before, *ends)


def _stages(until: Until, days: Sequence[date]) -> list[Q]:
    return [until(day) for day in days]


def _sizes(periods: Sequence[str], until: Sequence[int]) -> dict[str, int]:
    before = (0, *until)
    return {p: until[place] - before[place] for place, p in enumerate(periods)}


def _threshold(indicator: Indicator, reach: Reach) -> int:
    events = EVENTS.get(indicator.code)
    return OPEN if events and not events.about_people else reach.threshold
