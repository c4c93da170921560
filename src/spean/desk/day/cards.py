"""What the day puts on a person's page: her next appointment, and a number for the queue."""

from uuid import uuid4

from django.utils import timezone

from spean.accounts.models import User
from spean.casework.choices import AppointmentState, CaseState
from spean.casework.selectors import case_of
from spean.casework.selectors.day import appointments_visible_to, between
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the card of a person's appointments, for who works on cases."""
    if not can(viewer, "casework.view", person):
        return None
    case = case_of(person)
    if case is None or case.state != CaseState.OPEN:
        return None
    today = timezone.localdate()
    booked = appointments_visible_to(viewer).filter(case=case, state=AppointmentState.BOOKED)
    coming = list(between(booked, today, today.replace(year=today.year + 2, day=1))[:3])
    context = {
        "person": person,
        "coming": coming,
        "new_id": uuid4(),
        "may_edit": can(viewer, "casework.edit", person),
    }
    return Card("desk/day/_card.html", context)
