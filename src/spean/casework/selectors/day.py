"""The day of a centre: its appointments, its queue, its lists."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from spean.accounts.models import User
from spean.casework.choices import AppointmentState, CaseState, FollowUpState, TicketState, Triage
from spean.casework.models import (
    Appointment,
    Case,
    FollowUp,
    NoteTemplate,
    Screening,
    ServiceEvent,
    Ticket,
)
from spean.casework.selectors import cases_visible_to, follow_ups_visible_to, within_reach
from spean.directory.models import Centre
from spean.directory.perms import centres_where
from spean.people.models import ContactPoint


def appointments_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[Appointment]:
    """Return the appointments of people in reach, with person, officer and purpose."""
    found = Appointment.objects.filter(within_reach(viewer, action, "case__person"))
    return found.select_related("case__person__area", "officer", "purpose", "centre")


def between(found: QuerySet[Appointment], first: date, last: date) -> QuerySet[Appointment]:
    """Return the appointments from the first to the last day, in the order of their hours."""
    in_use = ContactPoint.objects.filter(is_current=True).order_by("sort", "created_at")
    return (
        found.filter(starts_at__gte=_morning(first), starts_at__lt=_morning(last, 1))
        .prefetch_related(Prefetch("case__person__contacts", queryset=in_use))
        .order_by("starts_at", "pk")
    )


def todays_appointments(viewer: User, today: date) -> QuerySet[Appointment]:
    """Return what this viewer has booked for today and has not come about yet."""
    found = appointments_visible_to(viewer).filter(officer=viewer.pk, state=AppointmentState.BOOKED)
    return between(found, today, today)


def late_appointments(viewer: User, today: date) -> QuerySet[Appointment]:
    """Return those of days gone by of which nobody said whether they were kept."""
    found = appointments_visible_to(viewer, "people.assign")
    return found.filter(state=AppointmentState.BOOKED, starts_at__lt=_morning(today)).order_by(
        "starts_at"
    )


def tickets_visible_to(viewer: User, action: str = "casework.queue") -> QuerySet[Ticket]:
    """Return the numbers of the viewer's centres. They bear no name: see `names_on`."""
    found = Ticket.objects.filter(centre_id__in=centres_where(viewer, action))
    return found.select_related("centre", "called_by", "appointment")


def queue_of(viewer: User, centre: Centre, day: date) -> QuerySet[Ticket]:
    """Return a day's numbers of a centre, in their order."""
    return tickets_visible_to(viewer).filter(centre=centre, day=day).order_by("number")


def names_on(viewer: User, tickets: Collection[Ticket]) -> dict[UUID, Case]:
    """Return ticket -> case, of people whom the viewer may see. One query."""
    ids = {ticket.case_id for ticket in tickets if ticket.case_id}
    seen = Case.objects.filter(within_reach(viewer, "people.view", "person"), pk__in=ids)
    known = {case.pk: case for case in seen.select_related("person")}
    return {one.pk: known[one.case_id] for one in tickets if one.case_id in known}


def waiting_count(viewer: User, today: date) -> int:
    """Return how many numbers of the viewer's centres wait today."""
    return tickets_visible_to(viewer).filter(day=today, state=TicketState.WAITING).count()


def next_ticket(centre: Centre, now: datetime) -> Ticket | None:
    """Return the number to call: whose appointed hour has come, else the lowest."""
    waiting = Ticket.objects.filter(
        centre=centre, day=timezone.localdate(now), state=TicketState.WAITING
    )
    due = waiting.filter(appointment__starts_at__lte=now).order_by("appointment__starts_at")
    return due.first() or waiting.order_by("number").first()


def untouched_red(viewer: User) -> QuerySet[Case]:
    """Return open cases that are for today, for whom nothing was noted since the questions."""
    newest = (
        Screening.objects.filter(case=OuterRef(OuterRef("pk")))
        .order_by("-taken_at")
        .values("taken_at")
    )
    since = ServiceEvent.objects.filter(created_at__gte=newest[:1])
    noted = since.filter(Q(case=OuterRef("pk")) | Q(attendees=OuterRef("pk")))
    found = cases_visible_to(viewer, "people.assign")
    return (
        found.filter(~Exists(noted), state=CaseState.OPEN, triage=Triage.RED)
        .select_related("person__assigned_to")
        .order_by("waiting_since", "pk")
    )


def late_follow_ups(viewer: User, today: date) -> QuerySet[FollowUp]:
    """Return what was promised for a day gone by, at the centres that the viewer leads."""
    found = follow_ups_visible_to(viewer, "people.assign")
    return found.filter(
        state=FollowUpState.DUE, due_on__lt=today, case__state=CaseState.OPEN
    ).order_by("due_on")


def beginnings_for(viewer: User) -> QuerySet[NoteTemplate]:
    """Return the beginnings of notes that are the viewer's own or of all at her centres."""
    found = NoteTemplate.objects.filter(centre_id__in=centres_where(viewer, "casework.note"))
    mine = found.filter(Q(owner=None) | Q(owner=viewer.pk))
    return mine.select_related("centre", "owner").order_by("-is_active", "created_at")


def _morning(day: date, later: int = 0) -> datetime:
    moment = datetime.combine(day + timedelta(days=later), time.min)
    return timezone.make_aware(moment, timezone.get_default_timezone())
