"""Introduced, placed, earning by work of their own: indicators 7, 9 and 13 of table 2.7."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet

from spean.casework.choices import FollowUpKind, FollowUpState
from spean.casework.models import FollowUp, FollowUpAnswers
from spean.jobs.choices import Known, ProofGrade
from spean.jobs.models import JobReferral, Placement, Vacancy
from spean.results.selectors import First, Reach, Ways, end_of

KEPT_DAYS = 90
_LATER_CALLS = (FollowUpKind.MONTH_3, FollowUpKind.MONTH_6, FollowUpKind.MONTH_12)


def people_referred() -> First:
    """Return referrals that went to an employer (indicator 7)."""
    return First(JobReferral.objects.filter(sent_at__isnull=False), "sent_at", "person")


def people_placed() -> First:
    """Return jobs that people started (indicator 9)."""
    return First(Placement.objects.all(), "started_on", "person")


def people_earning_own() -> First:
    """Return calls in which people said that work of their own leaves them money (indicator 13).

    Neither a plan, a course nor a benefit is an income: only what was asked and answered counts,
    and only that it was, never how much.
    """
    asked = FollowUpAnswers.objects.filter(income_checked_on__isnull=False)
    return First(asked, "income_checked_on", "follow_up__case__person")


def ways_of_placements(day: date) -> dict[str, Ways]:
    """Return how placed people are taken apart: best proof, NSSF, and the job after 90 days."""
    begun = _placements(day)
    grades = sorted(ProofGrade.values, reverse=True)
    proofs = tuple((grade, _with(begun.filter(proof=grade))) for grade in grades[:-1])
    covered = ((Known.YES, Known.YES), (Known.NO, Known.NO))
    nssf = tuple((row.value, _with(begun.filter(has_nssf=known))) for row, known in covered)
    return {
        "proof": Ways(proofs, grades[-1], by_column=False),
        "nssf": Ways(nssf, Known.UNKNOWN.value, by_column=False),
        "kept": Ways(_kept(begun, day), "unknown", by_column=False),
    }


def vacancies_collected(reach: Reach) -> QuerySet[Any]:
    """Return the vacancies that the viewer's centres wrote down."""
    return Vacancy.objects.filter(centre__in=reach.centre_ids)


def written_until(day: date) -> Q:
    """Hold for records made by the end of a day."""
    return Q(created_at__lte=end_of(day))


def _placements(day: date) -> QuerySet[Placement]:
    return Placement.objects.filter(started_on__lte=day)


def _with(placements: QuerySet[Placement]) -> Q:
    return Q(pk__in=placements.values("person"))


def _kept(begun: QuerySet[Placement], day: date) -> tuple[tuple[str, Q], ...]:
    """Return the rows of a job after 90 days; who was not asked since is not known."""
    ninety = ExpressionWrapper(F("started_on") + timedelta(days=KEPT_DAYS), DateField())
    begun = begun.annotate(ninety=ninety)
    asked = FollowUp.objects.filter(
        about_kind="placement", kind__in=_LATER_CALLS, state=FollowUpState.REACHED
    ).filter(done_at__lte=end_of(day))
    lasted = Q(ended_on=None) | Q(ended_on__gte=F("ninety"))
    known = begun.filter(lasted, pk__in=asked.values("about_id"), ninety__lte=day)
    left = begun.filter(ended_on__lt=F("ninety"))
    return (("yes", _with(known)), ("no", _with(left)))
