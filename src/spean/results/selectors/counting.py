"""Count people and services: few walks through the records, whatever the number of people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from spean.people.choices import IdPoor, Sex, YesNoUnknown
from spean.results.rules import AGE_BANDS, Split, born_between
from spean.results.selectors.reach import Reach
from spean.results.selectors.who_counts import counted


@dataclass(frozen=True, slots=True)
class Ways:
    """A way to take people apart: the first row whose condition holds, else the last."""

    rows: tuple[tuple[str, Q], ...]
    otherwise: str
    by_column: bool = True

    @property
    def split(self) -> Split:
        """Return the rows alone."""
        return Split((*(row for row, _condition in self.rows), self.otherwise), self.by_column)

    def case(self, person: str = "") -> Case:
        """Return the row of each person, for a query of records along a path to her."""
        whens = [When(_along(person, condition), then=Value(row)) for row, condition in self.rows]
        return Case(*whens, default=Value(self.otherwise), output_field=CharField())


def common_ways(day: date) -> dict[str, Ways]:
    """Return the fixed set of table 2.7 that stands in plain columns.

    Rows of a trait are yes and no: traits overlap and are never added up. Disability is sealed and
    therefore not counted.
    """
    bands = []
    for name, low, high in AGE_BANDS:
        first, last = born_between(low, high, day)
        bands.append((name, Q(born_on__gte=first, born_on__lte=last)))
    poor = [IdPoor.LEVEL_1, IdPoor.LEVEL_2, IdPoor.AT_RISK]
    return {
        "age": Ways(tuple(bands), "?"),
        "idpoor": _trait(Q(id_poor__in=poor)),
        "displaced": _trait(Q(is_displaced=YesNoUnknown.YES)),
        "cannot_read": _trait(Q(can_read_khmer=False)),
        "female_headed": _trait(Q(household__head_sex=Sex.FEMALE)),
    }


def _trait(condition: Q) -> Ways:
    return Ways((("yes", condition),), "no")


def _along(path: str, condition: Q) -> Q:
    """Return a condition of people for records along a path to them."""
    if not path:
        return condition
    children = [
        _along(path, child) if isinstance(child, Q) else (f"{path}__{child[0]}", child[1])  # type: ignore[index]
        for child in condition.children
    ]
    return Q(*children, _connector=condition.connector, _negated=condition.negated)


Line = tuple[str, dict[str, str], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class First:
    """Records that make a person count, the way from one to her, and when it was.

    Without a `person` the records are the people themselves.
    """

    records: QuerySet[Any]
    when: str
    person: str = ""

    def of_each(self, reach: Reach, **columns: Any) -> QuerySet[Any]:
        """Return a row for each person counted: `columns`, and as `first_at` when it was first."""
        records = self.records.filter(counted(reach, self.person)).order_by().annotate(**columns)
        # The people themselves are not grouped: each is there once.
        keys = [self.person] if self.person else []
        first: Any = Min(self.when) if self.person else F(self.when)
        each: QuerySet[Any] = records.values(*keys, *columns).annotate(first_at=first)
        return each


def people_by_row(
    reach: Reach, first: First, ends: Sequence[Any], ways: Mapping[str, Ways]
) -> list[Line]:
    """Return (sex, row of each way and centre, people until each end), in one query.

    :param ends: the moments or days, each later than the one before, by which it had to happen
    """
    path = f"{first.person}__" if first.person else ""
    columns = {
        "of_sex": F(f"{path}sex"),
        "of_centre": F(f"{path}centre__code"),
        **{f"of_{name}": way.case(first.person) for name, way in ways.items()},
    }
    stages = [When(first_at__lte=end, then=Value(place)) for place, end in enumerate(ends)]
    found = first.of_each(reach, **columns).filter(first_at__lte=ends[-1])
    found = found.annotate(stage=Case(*stages, output_field=IntegerField()))
    groups: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * len(ends))
    for *group, stage, count in _tallied(found, [*columns, "stage"]):
        groups[tuple(group)][stage] += count
    names = ("centre", *ways)
    return [
        (group[0], dict(zip(names, group[1:], strict=True)), tuple(accumulate(counts)))
        for group, counts in groups.items()
    ]


def _tallied(found: QuerySet[Any], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return each combination of columns with the number of rows that hold it.

    Django has no word for counting the rows of a query that groups already; reading them one by
    one takes longer than the question.
    """
    connection = connections[found.db]
    try:
        inner, values = found.values(*columns).query.sql_with_params()
    except EmptyResultSet:
        return []
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names}, COUNT(*) FROM ({inner}) tallied GROUP BY {names}", values)
        return list(cursor.fetchall())


def events_by_centre(events: QuerySet[Any], stages: Sequence[Q]) -> list[Line]:
    """Return ("", the centre, events until each stage), in one query."""
    found = (
        events.filter(stages[-1])
        .values(code=F("centre__code"))
        .annotate(**_stage_counts(stages))
        .order_by()
    )
    places = range(len(stages))
    return [
        ("", {"centre": row["code"]}, tuple(row[f"stage_{place}"] for place in places))
        for row in found
    ]


def people_until(reach: Reach, first: First, ends: Sequence[Any]) -> tuple[int, ...]:
    """Return how many people by each end, in one query: each record is read once."""
    asked = {
        f"stage_{place}": Count("first_at", filter=Q(first_at__lte=end))
        for place, end in enumerate(ends)
    }
    found = first.of_each(reach).aggregate(**asked)
    return tuple(found[name] for name in asked)


def _stage_counts(stages: Sequence[Q]) -> dict[str, Count]:
    return {
        # Not of their ids: an index that holds all but them is enough.
        f"stage_{place}": Count(Value(1), filter=condition)
        for place, condition in enumerate(stages)
    }


def end_of(day: date) -> datetime:
    """Return the last moment of a day where the site stands."""
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    here = timezone.make_aware(midnight, timezone.get_default_timezone())
    return here - timedelta(microseconds=1)
