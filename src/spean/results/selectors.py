"""Whom the viewer may count, and how a count is taken apart.

Results reads all rooms and is told by none. Every count starts from the people who may be counted:
sealed and merged files are not there, and whoever asked not to stand in statistics is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from spean.accounts.models import User
from spean.directory.models import Centre
from spean.directory.perms import Scope, centres_where, scope_of
from spean.people.choices import Scope as Purpose
from spean.people.choices import Sex
from spean.people.models import Consent, ConsentScope, Person
from spean.people.selectors import present_people
from spean.results.models import Indicator, Target
from spean.results.rules import AGE_BANDS, born_between


def centres_counted_for(viewer: User) -> QuerySet[Centre]:
    """Return the centres whose counts the viewer may read: her own, or all of them."""
    if scope_of(viewer, "results.view") == Scope.ALL:
        return Centre.objects.order_by("code")
    return Centre.objects.filter(pk__in=centres_where(viewer, "results.view")).order_by("code")


def people_counted(centres: Iterable[UUID]) -> QuerySet[Person]:
    """Return the people of some centres who may stand in statistics."""
    newest = (
        Consent.objects.filter(person=OuterRef("pk"))
        .order_by("-decided_at", "-created_at")
        .values("pk")[:1]
    )
    said_no = ConsentScope.objects.filter(
        consent=OuterRef("newest_consent"), scope=Purpose.STATISTICS, is_granted=False
    )
    return (
        present_people()
        .filter(centre__in=list(centres))
        .annotate(newest_consent=Subquery(newest))
        .filter(~Exists(said_no))
    )


def indicators() -> QuerySet[Indicator]:
    """Return the indicators in the order of the list."""
    return Indicator.objects.order_by("sort", "number", "code")


def target_for(indicator: Indicator, day: date) -> Target | None:
    """Return the programme's next target for an indicator, on or after a day."""
    return (
        Target.objects.filter(indicator=indicator, centre=None, by__gte=day).order_by("by").first()
    )


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts by row and column; rows and columns keep their order, zeros stand."""

    rows: list[str]
    columns: list[str]
    counts: Mapping[tuple[str, str], int]


def by_centre_and_sex(people: QuerySet[Person], centres: Iterable[Centre]) -> Breakdown:
    """Return counts of people by centre (code) and sex."""
    found = people.values("centre__code", "sex").annotate(n=Count("pk", distinct=True)).order_by()
    return Breakdown(
        rows=[centre.code for centre in centres],
        columns=list(Sex.values),
        counts={(row["centre__code"], row["sex"]): row["n"] for row in found},
    )


def by_age_and_sex(people: QuerySet[Person], day: date) -> Breakdown:
    """Return counts of people by age band on a day and sex; unknown ages have their own row."""
    bands = []
    for name, low, high in AGE_BANDS:
        first, last = born_between(low, high, day)
        bands.append(When(born_on__gte=first, born_on__lte=last, then=Value(name)))
    found = (
        people.annotate(band=Case(*bands, default=Value("?"), output_field=CharField()))
        .values("band", "sex")
        .annotate(n=Count("pk", distinct=True))
        .order_by()
    )
    return Breakdown(
        rows=[name for name, _low, _high in AGE_BANDS] + ["?"],
        columns=list(Sex.values),
        counts={(row["band"], row["sex"]): row["n"] for row in found},
    )


def by_trait_and_sex(people: QuerySet[Person]) -> Breakdown:
    """Return counts of people by the yes/no traits of the fixed set, and sex.

    Rows overlap (one woman may be poor and displaced), so they are never added up. Disability is
    sealed and therefore not counted here.
    """
    traits = {
        "idpoor": Q(id_poor__in=["level_1", "level_2", "at_risk"]),
        "displaced": Q(is_displaced="yes"),
        "cannot_read": Q(can_read_khmer=False),
        "female_headed": Q(household__head_sex=Sex.FEMALE),
    }
    counts: dict[tuple[str, str], int] = {}
    for name, condition in traits.items():
        found = people.filter(condition).values("sex").annotate(n=Count("pk", distinct=True))
        counts |= {(name, row["sex"]): row["n"] for row in found.order_by()}
    return Breakdown(rows=list(traits), columns=list(Sex.values), counts=counts)
