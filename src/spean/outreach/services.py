"""Acts of this room: a message is queued with its act, and sent once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.outreach.choices import MessageChannel, MessageState
from spean.outreach.gateways import log
from spean.outreach.models import Message, MessageTemplate
from spean.people.choices import SafeToCall, Scope
from spean.people.models import ContactPoint, Person
from spean.people.selectors import consent_in_force

TRIES = 5


@one_writer()
def queue_message(
    *,
    actor: User | None,
    person: Person,
    template: str,
    about: Ref,
    now: datetime,
    not_before: datetime | None = None,
) -> Message:
    """Put one neutral text for one person into the outbox, in the transaction of its act.

    It leaves at `not_before`, or as soon as it can. Without consent to be called, or without a
    telephone that is safe, it is held and says why: the officer tells her in person.
    """
    text = MessageTemplate.objects.get(code=template)
    language = "en" if person.language == "en" else "km"
    held = _why_held(person, timezone.localdate(now))
    message, is_new = Message.objects.get_or_create(
        idempotency_key=f"{template}:{about}",
        defaults={
            "person": person,
            "template": text,
            "language": language,
            "channel": MessageChannel.LOG,
            "state": MessageState.HELD if held else MessageState.QUEUED,
            "held_reason": held,
            "not_before": not_before,
        },
    )
    if is_new:
        audit(actor=actor, action="outreach.queued", on=Ref("message", message.id), held=held)
    return message


@one_writer()
def drop_message(*, actor: User, template: str, about: Ref) -> None:
    """Hold back a text that was queued about something which is not to be any more."""
    waiting = Message.objects.select_for_update().filter(
        idempotency_key=f"{template}:{about}", state=MessageState.QUEUED
    )
    for message in waiting:
        message.state, message.held_reason = MessageState.HELD, "not-needed"
        message.save()
        audit(actor=actor, action="outreach.dropped", on=Ref("message", message.id))


def _why_held(person: Person, today: date) -> str:
    if person.is_sealed or person.merged_into_id is not None:
        return "sealed"
    if not consent_in_force(person, Scope.CONTACT_PHONE, today):
        return "no-consent"
    return "" if _safe_number(person) else "no-safe-telephone"


def _safe_number(person: Person) -> str:
    contact = (
        ContactPoint.objects.filter(
            person=person, is_current=True, safe_to_call=SafeToCall.SAFE, owner="self"
        )
        .order_by("sort", "created_at")
        .first()
    )
    return contact.number if contact else ""


def send_due(*, now: datetime, limit: int = 100) -> int:
    """Send what waits in the outbox, one transaction each; return how many left.

    Consent and safety are asked again at the moment of sending: she may have taken them back.
    """
    waiting = list(
        Message.objects.filter(state=MessageState.QUEUED)
        .exclude(not_before__gt=now)
        .order_by("created_at", "id")
        .values_list("pk", flat=True)[:limit]
    )
    return sum(_send_one(message_id, now) for message_id in waiting)


@one_writer()
def _send_one(message_id: UUID, now: datetime) -> bool:
    message = (
        Message.objects.select_for_update(of=("self",))
        .select_related("person", "template")
        .get(pk=message_id)
    )
    if message.state != MessageState.QUEUED:
        return False
    message.held_reason = _why_held(message.person, timezone.localdate(now))
    if message.held_reason:
        message.state = MessageState.HELD
    else:
        _hand_over(message, now)
    message.save()
    audit(
        actor=None,
        action="outreach.handled",
        on=Ref("message", message.id),
        state=str(message.state),
    )
    return message.state == MessageState.SENT


def _hand_over(message: Message, now: datetime) -> None:
    template: MessageTemplate = message.template
    text = template.text_en if message.language == "en" else template.text_km
    message.attempts += 1
    try:
        log.send(_safe_number(message.person), text)
    except log.CannotSend:
        message.not_before = now + timedelta(minutes=2**message.attempts)
        if message.attempts >= TRIES:
            message.state = MessageState.FAILED
    else:
        message.state, message.sent_at = MessageState.SENT, now


@one_writer()
def move_person(*, actor: User, source: Person, target: Person) -> list[dict[str, str]]:
    """Move the messages of one record to the other; return what it takes to undo."""
    ids = list(Message.objects.filter(person=source).values_list("pk", flat=True))
    Message.objects.filter(pk__in=ids).update(person=target)
    return [{"kind": "message", "id": str(id)} for id in ids]


@one_writer()
def move_back(*, actor: User, source: Person, moves: Iterable[Mapping[str, str]]) -> None:
    """Give back to `source` exactly the messages that `move_person` took."""
    Message.objects.filter(pk__in=[move["id"] for move in moves]).update(person=source)
