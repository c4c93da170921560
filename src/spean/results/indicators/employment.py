"""Referred and placed, each placement with how it is known: indicator 9 of table 2.7."""

from uuid import UUID

from django.db.models import QuerySet

from spean.jobs.choices import Known, ProofGrade
from spean.jobs.models import JobReferral, Placement, Vacancy
from spean.people.models import Person
from spean.results.rules import Period
from spean.results.selectors import people_counted


def people_referred(centres: list[UUID], period: Period) -> QuerySet[Person]:
    """Return the people whose profile went to an employer in the period."""
    sent = JobReferral.objects.filter(
        sent_at__date__gte=period.since, sent_at__date__lte=period.until
    )
    return people_counted(centres).filter(pk__in=sent.values("person"))


def people_placed(centres: list[UUID], period: Period) -> QuerySet[Person]:
    """Return the people who started a job in the period (indicator 9)."""
    return people_counted(centres).filter(pk__in=_placements(period).values("person"))


def people_placed_with_nssf(centres: list[UUID], period: Period) -> QuerySet[Person]:
    """Return the people who started a job that is registered with NSSF."""
    covered = _placements(period).filter(has_nssf=Known.YES)
    return people_counted(centres).filter(pk__in=covered.values("person"))


def vacancies_collected(centres: list[UUID], period: Period) -> int:
    """Return the number of vacancies that the centres wrote down in the period."""
    return Vacancy.objects.filter(
        centre__in=centres,
        created_at__date__gte=period.since,
        created_at__date__lte=period.until,
    ).count()


def placed_by_proof(centres: list[UUID], period: Period) -> dict[str, int]:
    """Return how the placements of the period are known: people by their best proof (G0 to G4)."""
    best: dict[UUID, str] = {}
    counted = people_counted(centres).values("pk")
    rows = _placements(period).filter(person__in=counted).values_list("person", "proof")
    for person, proof in rows:
        best[person] = max(proof, best.get(person, ""))
    return {grade: sum(proof == grade for proof in best.values()) for grade in ProofGrade.values}


def _placements(period: Period) -> QuerySet[Placement]:
    return Placement.objects.filter(started_on__gte=period.since, started_on__lte=period.until)
