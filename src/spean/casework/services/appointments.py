"""The appointment book: an hour kept free for somebody, and what came of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import AppointmentState, FollowUpKind, FollowUpState
from spean.casework.contracts import AppointmentWords
from spean.casework.models import Appointment, FollowUp
from spean.casework.rules.day import overlap
from spean.casework.services.cases import open_case_of
from spean.casework.services.revisions import already_made, locked_at, put
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import ServiceType
from spean.people.models import Person

# An appointment is never longer than this, so no other one that overlaps began earlier.
LONGEST = timedelta(hours=8)


class AppointmentInThePast(DomainError):
    """Nobody can come to an hour that is over."""

    code = "appointment-in-the-past"
    message = _("This hour is past. Please choose a later one, or write a note about what was.")


class AppointmentTooFar(DomainError):
    """More than a year ahead is a mistake in the year, as a rule one of the Buddhist era."""

    code = "appointment-too-far"
    message = _("This is more than a year ahead. Please look at the year again.")


class OfficerIsBusy(DomainError):
    """One officer sees one person at a time."""

    code = "officer-is-busy"
    message = _("This officer has another appointment at that hour. Please choose another hour.")


class StillToCome(DomainError):
    """Nobody has missed an hour that has not come."""

    code = "appointment-still-to-come"
    message = _("This appointment is still to come. Cancel it if the person will not come.")


@one_writer()
def book_appointment(
    *, actor: User, person: Person, id: UUID, words: AppointmentWords, now: datetime
) -> Appointment:
    """Keep an hour of an officer free for a person.

    :raises AppointmentInThePast: if the hour is over
    :raises AppointmentTooFar: if it lies more than a year ahead
    :raises OfficerIsBusy: if the officer has another appointment then
    :raises NoOpenCase: if the person has no open case
    """
    made = already_made(Appointment, id, "booked_by", actor)
    if made is not None:
        return made
    if words.starts_at < now:
        raise AppointmentInThePast
    if words.starts_at > now + timedelta(days=366):
        raise AppointmentTooFar
    case = open_case_of(person)
    _check_free(words)
    appointment = Appointment.objects.create(
        id=id,
        case=case,
        centre_id=person.centre_id,
        officer_id=words.officer_id,
        starts_at=words.starts_at,
        minutes=words.minutes,
        place=words.place,
        purpose=ServiceType.objects.filter(code=words.purpose).first(),
        booked_by=actor,
    )
    audit(actor=actor, action="casework.booked", on=Ref("appointment", appointment.pk))
    return appointment


def _check_free(words: AppointmentWords) -> None:
    """Refuse a second appointment of the officer at the same time; the writer's lock holds.

    :raises OfficerIsBusy: if there is one
    """
    span = (words.starts_at, words.minutes)
    around = Appointment.objects.filter(
        officer=words.officer_id,
        state=AppointmentState.BOOKED,
        starts_at__gt=words.starts_at - LONGEST,
        starts_at__lt=words.starts_at + timedelta(minutes=words.minutes),
    )
    if any(overlap(span, (one.starts_at, one.minutes)) for one in around):
        raise OfficerIsBusy


@one_writer()
def move_appointment(
    *, actor: User, appointment: Appointment, revision: int, move: str, now: datetime
) -> Appointment:
    """Say what came of an appointment: keep, miss, cancel; or take that back.

    Whoever missed it stands on Today from now on, to be asked how she is.

    :raises ChangedMeanwhile: if it was saved after it was opened here
    :raises IllegalMove: if it cannot go that way
    :raises StillToCome: if it is called missed before its hour
    """
    appointment = locked_at(appointment, revision)
    state = flows.APPOINTMENT.move(appointment.state, move)
    if state == AppointmentState.MISSED and appointment.starts_at > now:
        raise StillToCome
    put(appointment, {"state": state})
    _keep_task(appointment, now)
    ref = Ref("appointment", appointment.pk)
    audit(actor=actor, action="casework.appointment_moved", on=ref, state=state)
    return appointment


def _keep_task(appointment: Appointment, now: datetime) -> None:
    about = {"about_kind": "appointment", "about_id": appointment.pk}
    task = FollowUp.objects.filter(kind=FollowUpKind.MISSED, **about).first()
    is_missed = appointment.state == AppointmentState.MISSED
    if task is None and is_missed:
        FollowUp.objects.create(
            case=appointment.case,
            kind=FollowUpKind.MISSED,
            due_on=timezone.localdate(now),
            **about,
        )
    elif task is not None and is_missed and task.state == FollowUpState.CANCELLED:
        put(task, {"state": flows.FOLLOW_UP.move(task.state, "resume")})
    elif task is not None and not is_missed and task.state == FollowUpState.DUE:
        put(task, {"state": flows.FOLLOW_UP.move(task.state, "cancel")})
