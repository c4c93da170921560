"""What is due to each learner by month, what was paid, and what is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import centres_where, centres_where_assigned
from spean.people.selectors.visible import presence
from spean.skills.choices import EnrolmentState
from spean.skills.choices.attendance import PaidProof
from spean.skills.models import Enrolment, StipendPayment
from spean.skills.rules.attendance import MonthDue, due_of, months_after, months_of, share_of
from spean.skills.selectors.attendance import Standing, enrolments_visible_to, standings, terms_on


@dataclass(frozen=True, slots=True)
class StipendRow:
    """One month of one learner: what is due, what was paid, whether it is late."""

    enrolment: Enrolment
    due: MonthDue
    payment: StipendPayment | None
    is_over: bool
    is_late: bool

    @property
    def may_be_paid(self) -> bool:
        """Tell whether this month can be paid now."""
        return self.is_over and self.payment is None and self.due.due_khr > 0


def stipends_of(enrolments: Iterable[Enrolment], today: date) -> list[StipendRow]:
    """Return every month of these learners, oldest first, in few queries whatever their number."""
    terms = terms_on(today)
    rows = [one for one in enrolments if one.course.stipend_khr]
    paid = {
        (payment.enrolment_id, payment.month): payment
        for payment in StipendPayment.objects.filter(enrolment__in=rows).defer("sealed")
    }
    found = [row for one in standings(rows, terms) for row in _rows(one, paid, terms, today)]
    return sorted(found, key=lambda row: row.due.month)


def late_stipends(viewer: User, today: date) -> list[StipendRow]:
    """Return what should have been paid by now at the viewer's centres, oldest first."""
    since = today - timedelta(days=730)
    seen = enrolments_visible_to(viewer, "courses.edit").filter(
        course__stipend_khr__gt=0, course__ends_on__gte=since
    )
    # Who was paid each month that is over owes no reckoning: the marks of years are not read.
    payments = StipendPayment.objects.filter(enrolment__in=seen).order_by()
    paid = dict(payments.values_list("enrolment").annotate(Count("pk")))
    owed = [one for one in seen if paid.get(one.pk, 0) < len(_months_over(one, today))]
    return [row for row in stipends_of(owed, today) if row.is_late and row.may_be_paid]


def payments_visible_to(viewer: User) -> QuerySet[StipendPayment]:
    """Return the payments with a photograph of people whose class 3 details the viewer may open."""
    everybody = centres_where(viewer, "people.sensitive")
    hers = Q(
        enrolment__person__centre__in=centres_where_assigned(viewer, "people.sensitive"),
        enrolment__person__assigned_to=viewer.pk,
    )
    found = StipendPayment.objects.filter(
        Q(enrolment__person__centre__in=everybody) | hers, presence("enrolment__person")
    )
    return found.filter(proof=PaidProof.PICTURE).select_related("enrolment__person")


def _last_day(one: Enrolment) -> date:
    if one.state == EnrolmentState.DROPPED and one.ended_on:
        return min(one.course.ends_on, one.ended_on)
    return one.course.ends_on


def _end_of(month: date, last: date) -> date:
    return min(last, months_after(month, 1) - timedelta(days=1))


def _months_over(one: Enrolment, today: date) -> list[date]:
    last = _last_day(one)
    months = months_of(one.course.starts_on, min(last, today))
    return [month for month in months if _end_of(month, last) < today]


def _rows(
    one: Standing,
    paid: Mapping[tuple[UUID, date], StipendPayment],
    terms: Mapping[str, float | None],
    today: date,
) -> list[StipendRow]:
    course, late = one.enrolment.course, terms["stipend_late"]
    last = _last_day(one.enrolment)
    found = []
    for month in months_of(course.starts_on, min(last, today)):
        marks = [mark for day, mark in one.marks if day.replace(day=1) == month]
        full = 100.0 if terms["stipend_full"] is None else terms["stipend_full"]
        span = (course.starts_on, last)
        due = due_of(course.stipend_khr, month, span, share_of(marks), full_from=full)
        ends = _end_of(month, last)
        is_late = late is not None and today > ends + timedelta(days=int(late))
        payment = paid.get((one.enrolment.pk, month))
        found.append(StipendRow(one.enrolment, due, payment, today > ends, is_late))
    return found
