"""Appointments and numbers in words, as a list in a shared room may show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spean.casework.choices import AppointmentState
from spean.casework.models import Appointment, Case, Ticket
from spean.casework.rules import is_discreet
from spean.casework.rules.day import waited
from spean.core.wording import digits_text
from spean.people.models import ContactPoint
from spean.people.selectors import not_to_telephone

PLACES = {"centre": "house", "phone": "telephone", "home": "geo-alt"}
STATES = {
    AppointmentState.BOOKED: "calendar-event",
    AppointmentState.KEPT: "check-circle-fill",
    AppointmentState.MISSED: "x-circle",
    AppointmentState.CANCELLED: "x-circle",
}


@dataclass(frozen=True, slots=True)
class Hour:
    """One appointment of a list."""

    appointment: Appointment
    purpose: str
    drawing: str
    state_drawing: str
    contact: ContactPoint | None
    is_declined: bool

    @property
    def url(self) -> str:
        """Return the address of the appointment."""
        return reverse("desk:appointment", args=[self.appointment.pk])


def hours(found: Iterable[Appointment]) -> list[Hour]:
    """Return appointments as a list shows them."""
    rows = list(found)
    declined = not_to_telephone([row.case.person_id for row in rows]) if rows else set()
    return [
        Hour(
            appointment=row,
            purpose=purpose_text(row),
            drawing=PLACES[row.place],
            state_drawing=STATES[AppointmentState(row.state)],
            contact=_first(row.case.person.contacts.all()) if row.place == "phone" else None,
            is_declined=row.case.person_id in declined,
        )
        for row in rows
    ]


def _first(contacts: Iterable[Any]) -> ContactPoint | None:
    order = ["safe", "later", "never"]
    current = [one for one in contacts if one.is_current]
    return min(current, key=lambda one: order.index(one.safe_to_call), default=None)


def purpose_text(appointment: Appointment) -> str:
    """Return what it is for; what touches health, violence or law is only a talk."""
    kind = appointment.purpose
    if kind is None or is_discreet([kind.code]):
        return _("A talk")
    return str(kind.label)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the queue, with whose it is where the viewer may know."""

    ticket: Ticket
    case: Case | None
    minutes: int

    @property
    def waited(self) -> str:
        """Return how long it waited, or waits."""
        return _("%(minutes)s minutes") % {"minutes": digits_text(self.minutes)}


def numbers(tickets: Iterable[Ticket], names: dict[Any, Case], now: datetime) -> list[Number]:
    """Return numbers of the queue as the page shows them."""
    return [
        Number(one, names.get(one.pk), waited(one.taken_at, one.called_at or one.ended_at or now))
        for one in tickets
    ]
