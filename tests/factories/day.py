"""Appointments and numbers of a day, made by the services themselves."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from spean.casework.contracts import AppointmentWords
from spean.casework.models import Appointment, Case, Ticket
from spean.casework.services.appointments import book_appointment
from spean.casework.services.tickets import take_ticket
from spean.directory.models import Centre
from tests.factories.people import MORNING


def appointment_for(case: Case, now: datetime = MORNING, **changes: Any) -> Appointment:
    """Book an hour of the officer who opened the case, an hour from now."""
    words = {"officer_id": case.opened_by_id, "starts_at": now + timedelta(hours=1), **changes}
    return book_appointment(
        actor=case.opened_by,
        person=case.person,
        id=uuid.uuid4(),
        words=AppointmentWords(**words),
        now=now,
    )


def ticket_at(centre: Centre, officer: Any, now: datetime = MORNING, **more: Any) -> Ticket:
    """Give the next number."""
    return take_ticket(actor=officer, centre=centre, id=uuid.uuid4(), now=now, **more)
