"""The queue of a centre's day: a number is taken, called, served."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import AppointmentState, TicketState
from spean.casework.models import Appointment, Case, Ticket
from spean.casework.selectors.day import next_ticket
from spean.casework.services.revisions import already_made, locked, put
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import Centre


class NobodyWaits(DomainError):
    """There is nobody to call."""

    code = "nobody-waits"
    message = _("Nobody is waiting")


class NotTodaysTicket(DomainError):
    """A queue ends with its day."""

    code = "not-todays-ticket"
    message = _("This number is of another day.")


class NotBooked(DomainError):
    """A number is for an appointment of today that is still booked."""

    code = "not-booked-today"
    message = _("This appointment is not for today, or it is over.")


@one_writer()
def take_ticket(
    *, actor: User, centre: Centre, id: UUID, now: datetime, case: Case | None = None
) -> Ticket:
    """Give the next number of the day to somebody who came in, known or not."""
    made = already_made(Ticket, id, "taken_by", actor)
    if made is not None:
        return made
    return _given(actor, now, Ticket(id=id, centre=centre, case=case))


@one_writer()
def arrive(*, actor: User, appointment: Appointment, id: UUID, now: datetime) -> Ticket:
    """Give a number to somebody who came to her appointment; the same appointment has one.

    :raises NotBooked: if the appointment is not for today, or was kept, missed or cancelled
    """
    made = already_made(Ticket, id, "taken_by", actor)
    made = made or Ticket.objects.filter(appointment=appointment).first()
    if made is not None:
        return made
    appointment = locked(appointment)
    is_today = timezone.localdate(appointment.starts_at) == timezone.localdate(now)
    if appointment.state != AppointmentState.BOOKED or not is_today:
        raise NotBooked
    blank = Ticket(
        id=id, centre_id=appointment.centre_id, case=appointment.case, appointment=appointment
    )
    return _given(actor, now, blank)


def _given(actor: User, now: datetime, ticket: Ticket) -> Ticket:
    ticket.day = timezone.localdate(now)
    # One writer at a time: nobody else reads the same last number.
    given = Ticket.objects.filter(centre=ticket.centre_id, day=ticket.day)
    ticket.number = (given.aggregate(last=Max("number"))["last"] or 0) + 1
    ticket.taken_at, ticket.taken_by = now, actor
    ticket.save(force_insert=True)
    audit(actor=actor, action="casework.ticket_taken", on=Ref("ticket", ticket.pk))
    return ticket


@one_writer()
def call_next(*, actor: User, centre: Centre, now: datetime) -> Ticket:
    """Call whoever is next; whom this officer called before is served.

    :raises NobodyWaits: if nobody waits at this centre today
    """
    found = next_ticket(centre, now)
    if found is None:
        raise NobodyWaits
    before = Ticket.objects.select_for_update().filter(
        centre=centre, day=found.day, state=TicketState.CALLED, called_by=actor
    )
    for one in before:
        _move(actor, one, "serve", now)
    return _move(actor, locked(found), "call", now)


@one_writer()
def move_ticket(*, actor: User, ticket: Ticket, move: str, now: datetime) -> Ticket:
    """Call, serve, send home or put back one number of today.

    :raises NotTodaysTicket: if the number is of another day
    :raises IllegalMove: if it cannot go that way
    """
    ticket = locked(ticket)
    if ticket.day != timezone.localdate(now):
        raise NotTodaysTicket
    return _move(actor, ticket, move, now)


def _move(actor: User, ticket: Ticket, move: str, now: datetime) -> Ticket:
    state = flows.TICKET.move(ticket.state, move)
    values: dict[str, object] = {"state": state}
    if state == TicketState.CALLED:
        values |= {"called_at": now, "called_by": actor, "ended_at": None}
    elif state == TicketState.WAITING:
        values |= {"called_at": None, "called_by": None, "ended_at": None}
    else:
        values["ended_at"] = now
    put(ticket, values)
    if state == TicketState.SERVED:
        _keep_appointment(ticket)
    audit(actor=actor, action="casework.ticket_moved", on=Ref("ticket", ticket.pk), state=state)
    return ticket


def _keep_appointment(ticket: Ticket) -> None:
    """Whoever was served has kept her appointment."""
    if ticket.appointment is None:
        return
    appointment = locked(ticket.appointment)
    if appointment.state == AppointmentState.BOOKED:
        put(appointment, {"state": flows.APPOINTMENT.move(appointment.state, "keep")})


@one_writer()
def name_ticket(*, actor: User, ticket: Ticket, case: Case) -> Ticket:
    """Say whose number it is, once that is known."""
    ticket = locked(ticket)
    put(ticket, {"case": case})
    audit(actor=actor, action="casework.ticket_named", on=Ref("ticket", ticket.pk))
    return ticket
