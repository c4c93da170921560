"""An appointment is booked, with a neutral word the day before if the person agreed to that."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework.contracts import AppointmentWords
from spean.casework.models import Appointment
from spean.casework.services import appointments as casework
from spean.core.refs import Ref
from spean.outreach.choices import MessageState
from spean.outreach.services import drop_message, queue_message
from spean.people.models import Person

TEXT = "tomorrow"
MORNING = time(9)


@one_writer()
def book(
    *, actor: User, person: Person, id: UUID, words: AppointmentWords, now: datetime
) -> tuple[Appointment, bool]:
    """Book an appointment; return it, and whether a reminder will go out the day before.

    None goes out without her consent and a telephone of her own that is safe, nor where the
    morning before has passed: then she takes a printed slip along.
    """
    made = casework.book_appointment(actor=actor, person=person, id=id, words=words, now=now)
    at = _morning_before(made.starts_at)
    if at <= now:
        return made, False
    about = Ref("appointment", made.pk)
    message = queue_message(
        actor=actor, person=person, template=TEXT, about=about, now=now, not_before=at
    )
    return made, message.state == MessageState.QUEUED


@one_writer()
def move(
    *, actor: User, appointment: Appointment, revision: int, move: str, now: datetime
) -> Appointment:
    """Say what came of an appointment; of one that is not to be, nobody is reminded."""
    moved = casework.move_appointment(
        actor=actor, appointment=appointment, revision=revision, move=move, now=now
    )
    drop_message(actor=actor, template=TEXT, about=Ref("appointment", appointment.pk))
    return moved


def _morning_before(moment: datetime) -> datetime:
    day = timezone.localdate(moment) - timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))
