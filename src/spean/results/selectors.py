"""Whom the viewer may count, and how people are taken apart.

Results reads all rooms and is told by none. Every count starts from the people who may be counted:
sealed and merged files are not there, and whoever asked not to stand in statistics is left out.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Centre
from spean.directory.perms import Scope, centres_where, postings_of, scope_of
from spean.people.choices import IdPoor, Sex, YesNoUnknown
from spean.people.choices import Scope as Purpose
from spean.people.models import Consent, ConsentScope, Person
from spean.people.selectors import present_people
from spean.results.models import Indicator, Target
from spean.results.rules import AGE_BANDS, Split, born_between, last_closed_day

# Data-protection 6.5.
INSIDE, OUTSIDE = 5, 10
_PROGRAMME = {Role.MINISTRY_ME, Role.ILO_ME}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a viewer's results go: which centres, from which size on, until which day."""

    centres: tuple[Centre, ...]
    is_all: bool
    threshold: int
    until: date

    @property
    def centre_ids(self) -> list[UUID]:
        """Return the centres' ids."""
        return [centre.pk for centre in self.centres]


def reach_of(viewer: User, today: date) -> Reach:
    """Return the viewer's reach: her own centres, or all of them.

    A viewer from outside the programme reads larger groups only, and closed quarters only: two
    looks on two days would otherwise tell who came between them.
    """
    is_all = scope_of(viewer, "results.view") == Scope.ALL
    centres = Centre.objects.order_by("code")
    if not is_all:
        centres = centres.filter(pk__in=centres_where(viewer, "results.view"))
    roles = {posting.role for posting in postings_of(viewer)}
    if is_all and not roles & _PROGRAMME:
        return Reach(tuple(centres), is_all, OUTSIDE, last_closed_day(today))
    return Reach(tuple(centres), is_all, INSIDE, today)


def people_who_count(day: date) -> QuerySet[Person]:
    """Return the people who may stand in statistics on a day.

    Left out is whoever said no, whose yes has run out, or who withdrew her decision; of files made
    one, every decision in force has a say (as in `people.rules.decisions_in_force`).
    """
    said_no = ConsentScope.objects.filter(scope=Purpose.STATISTICS, recipient="").filter(
        Q(is_granted=False) | Q(expires_on__lt=day)
    )
    refusals = Consent.objects.filter(
        Q(withdrawn_at__isnull=False) | Q(pk__in=said_no.values("consent"))
    )
    of_her = Consent.objects.filter(person=OuterRef("person"))
    newer = of_her.filter(
        Q(decided_at__gt=OuterRef("decided_at"))
        | Q(decided_at=OuterRef("decided_at"), created_at__gt=OuterRef("created_at"))
    )
    last_merge = of_her.order_by().values("person").annotate(last=Max("merged_at")).values("last")
    own = refusals.filter(~Exists(newer.filter(merged_from=None)), merged_from=None)
    brought = refusals.annotate(last_merge=Subquery(last_merge)).filter(
        ~Exists(newer.filter(merged_from=OuterRef("merged_from"))),
        ~Exists(of_her.filter(merged_from=None, created_at__gt=OuterRef("last_merge"))),
        merged_from__isnull=False,
    )
    return (
        present_people()
        .exclude(pk__in=own.values("person"))
        .exclude(pk__in=brought.values("person"))
    )


def people_counted(reach: Reach) -> QuerySet[Person]:
    """Return the people of the viewer's centres who may stand in statistics."""
    people = people_who_count(reach.until)
    return people if reach.is_all else people.filter(centre__in=reach.centre_ids)


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

    def case(self) -> Case:
        """Return the row of each person, for the database."""
        whens = [When(condition, then=Value(row)) for row, condition in self.rows]
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


Line = tuple[str, dict[str, str], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class First:
    """Records that make a person count, the way from one to her, and when it was.

    Without a `person` the records are the people themselves.
    """

    records: QuerySet[Any]
    when: str
    person: str = ""

    def of_each(self) -> F | Subquery:
        """Return when it first happened to a person, for a query of people."""
        if not self.person:
            return F(self.when)
        hers = self.records.filter(**{self.person: OuterRef("pk")}).order_by().values(self.person)
        return Subquery(hers.annotate(first=Min(self.when)).values("first"))


def people_by_row(
    people: QuerySet[Person], first: First, ends: Sequence[Any], ways: Mapping[str, Ways]
) -> list[Line]:
    """Return (sex, row of each way and centre, people until each end), in one query.

    :param ends: the moments or days, each later than the one before, by which it had to happen
    """
    if not first.person:
        people = people.filter(pk__in=first.records.values("pk"))
    cases = {f"way_{name}": way.case() for name, way in ways.items()}
    found = people.annotate(first=first.of_each(), **cases).values_list(
        "sex", "centre__code", *cases, "first"
    )
    groups: Counter[tuple[str, ...]] = Counter()
    reached: dict[tuple[str, ...], list[int]] = {}
    for *head, moment in found.order_by().iterator(chunk_size=5_000):
        if moment is None or moment > ends[-1]:
            continue
        group = tuple(head)
        groups[group] += 1
        reached.setdefault(group, [0] * len(ends))[bisect_left(ends, moment)] += 1
    names = ("centre", *ways)
    return [
        (group[0], dict(zip(names, group[1:], strict=True)), tuple(accumulate(reached[group])))
        for group in groups
    ]


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


def people_until(people: QuerySet[Person], first: First, ends: Sequence[Any]) -> tuple[int, ...]:
    """Return how many people by each end, in one query: each record is read once."""
    asked = {
        f"stage_{place}": Count("first_at", filter=Q(first_at__lte=end))
        for place, end in enumerate(ends)
    }
    if first.person:
        hers = first.records.filter(**{f"{first.person}__in": people}).order_by()
        found = hers.values(first.person).annotate(first_at=Min(first.when)).aggregate(**asked)
    else:
        chosen = people.filter(pk__in=first.records.values("pk"))
        found = chosen.annotate(first_at=F(first.when)).aggregate(**asked)
    return tuple(found[name] for name in asked)


def _stage_counts(stages: Sequence[Q]) -> dict[str, Count]:
    return {
        f"stage_{place}": Count("pk", filter=condition) for place, condition in enumerate(stages)
    }


def end_of(day: date) -> datetime:
    """Return the last moment of a day where the site stands."""
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    here = timezone.make_aware(midnight, timezone.get_default_timezone())
    return here - timedelta(microseconds=1)


def indicators() -> QuerySet[Indicator]:
    """Return the indicators in the order of the list."""
    return Indicator.objects.order_by("sort", "number", "code")


def targets_ahead(day: date) -> dict[UUID, Target]:
    """Return the programme's next target of each indicator, on or after a day."""
    found = Target.objects.filter(centre=None, by__gte=day).order_by("-by")
    return {target.indicator_id: target for target in found}


def targets() -> QuerySet[Target]:
    """Return all targets, as they are listed."""
    return Target.objects.select_related("indicator", "centre").order_by(
        "indicator__sort", "centre__code", "by"
    )
