"""Who may stand in statistics.

Few may not: so the few are looked up, by indexes of their own, and everybody else counts.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from spean.people.choices import Scope as Purpose
from spean.people.models import Consent, ConsentScope, Person
from spean.results.selectors.reach import Reach


def people_who_count(day: date) -> QuerySet[Person]:
    """Return the people who may stand in statistics on a day.

    Sealed and merged files are not there. Left out is whoever said no, whose yes has run out, or
    who withdrew her decision; of files made one, every decision in force has a say (as in
    `people.rules.decisions_in_force`).
    """
    return Person.objects.exclude(pk__in=left_out(day))


def counted(reach: Reach, person: str = "") -> Q:
    """Return the filter "somebody of the viewer's centres who counts", along a path to her.

    A record without a person does not fit it.
    """
    path = f"{person}__" if person else ""
    who_counts = ~Q(**{f"{path}pk__in": left_out(reach.until)})
    return who_counts if reach.is_all else who_counts & Q(**{f"{path}centre__in": reach.centre_ids})


def left_out(day: date) -> QuerySet[Any]:
    """Return the ids of the people who do not stand in statistics on a day."""
    absent = Person.objects.filter(Q(is_sealed=True) | Q(merged_into__isnull=False)).order_by()
    refusals = _refusals(day)
    return absent.values("pk").union(
        _own(refusals).values("person"), _brought(refusals).values("person")
    )


def _refusals(day: date) -> QuerySet[Consent]:
    """Return the decisions that are no yes, newest or not."""
    answers = ConsentScope.objects.filter(scope=Purpose.STATISTICS, recipient="")
    said_no = answers.filter(is_granted=False).values("consent")
    ran_out = answers.filter(expires_on__lt=day).values("consent")
    withdrawn = Consent.objects.filter(withdrawn_at__isnull=False).values("pk")
    return Consent.objects.filter(pk__in=said_no.union(ran_out, withdrawn)).order_by()


def _own(refusals: QuerySet[Consent]) -> QuerySet[Consent]:
    """Return those that are the newest decision given under this file."""
    return refusals.filter(~Exists(_newer().filter(merged_from=None)), merged_from=None)


def _brought(refusals: QuerySet[Consent]) -> QuerySet[Consent]:
    """Return those that are the newest of another file, made one with this, and still stand."""
    last_merge = _of_her().order_by().values("person").annotate(last=Max("merged_at"))
    brought = refusals.annotate(last_merge=Subquery(last_merge.values("last")))
    return brought.filter(
        ~Exists(_newer().filter(merged_from=OuterRef("merged_from"))),
        ~Exists(_of_her().filter(merged_from=None, created_at__gt=OuterRef("last_merge"))),
        merged_from__isnull=False,
    )


def _of_her() -> QuerySet[Consent]:
    return Consent.objects.filter(person=OuterRef("person"))


def _newer() -> QuerySet[Consent]:
    return _of_her().filter(
        Q(decided_at__gt=OuterRef("decided_at"))
        | Q(decided_at=OuterRef("decided_at"), created_at__gt=OuterRef("created_at"))
    )
