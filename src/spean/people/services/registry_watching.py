"""We wish to be told when another registry's record changes: begun, taken note of, ended."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import RegistryPeer
from spean.people.gateways.registry_line import (
    Line,
    NoReply,
    Question,
    subscribe_message,
    unsubscribe_message,
)
from spean.people.gateways.spdci.envelope import Body
from spean.people.models import RegistryAnswer, RegistryWatch
from spean.people.perms import may_edit, may_open_sensitive
from spean.people.selectors import consent_in_force
from spean.people.services.registry_asking import Inquiry, RegistrySilent, check_inquiry, line_to
from spean.people.services.registry_keeping import context_of
from spean.people.services.sealing import opened_unseen

_MOST: Final = 200
_OPEN: Final = ("asked", "on")


def watch_record(*, actor: User, answer: RegistryAnswer) -> RegistryWatch:
    """Ask a registry to tell when the record of an answer changes; twice is once.

    :raises NotAllowed: if the actor may not open this person's protected answers
    :raises NoConsentToAsk: if no consent in force covers this registry
    :raises NotItsPurpose: if the purpose was not agreed
    :raises NoLine: if it cannot be asked over the line
    :raises RegistrySilent: if it did not take the wish
    """
    now = timezone.now()
    person, peer = answer.person, answer.peer
    _may(actor, answer)
    kept = opened_unseen(person, bytes(answer.sealed), context_of(answer.pk)) or {}
    check_inquiry(actor, person, peer, Inquiry(kept["type"], kept["number"], answer.purpose))
    line = line_to(peer, now, Line)
    row = _begun(actor, answer)
    if row.state == "on":
        return row
    question = Question(row.pk, kept["type"], kept["number"], answer.purpose)
    try:
        line.hand_in("subscribe", "subscribe", subscribe_message(question, now), now)
    except NoReply:
        raise RegistrySilent from None
    return row


def end_watch(*, actor: User, answer: RegistryAnswer) -> None:
    """Take no more notices of a record; the registry is told so now, or at the next round.

    :raises NotAllowed: if the actor may not open this person's protected answers
    """
    _may(actor, answer)
    row = RegistryWatch.objects.filter(answer=answer, state__in=_OPEN).first()
    if row is not None:
        _end(actor, row.pk)
        _tell(row.pk, timezone.now())


def end_unallowed(now: datetime) -> int:
    """End what no consent covers any more, and tell registries of ends; return how many."""
    ended = 0
    open_rows = RegistryWatch.objects.filter(state__in=_OPEN)
    for row in open_rows.select_related("answer__person", "answer__peer")[:_MOST]:
        if not _is_allowed(row.answer, now):
            _end(None, row.pk)
            ended += 1
    ending = RegistryWatch.objects.filter(state="ending").order_by("updated_at")
    for id in list(ending.values_list("pk", flat=True)[:_MOST]):
        _tell(id, now)
    return ended


def note_subscribed(peer: RegistryPeer, transaction: str, message: Body) -> int:
    """Take a registry's answer to our wish; return how many of ours it was about."""
    row = _of(peer, transaction, "asked")
    ours = [one for one in message["subscribe_response"] if one["reference_id"] == transaction]
    if row is None or len(ours) != 1:
        return 0
    if ours[0]["status"] in {"succ", "rjct"}:
        row.code = _code(ours[0])
        row.state = "on" if row.code and ours[0]["status"] == "succ" else "ended"
        row.save(update_fields=["code", "state", "updated_at"])
    return 1


def note_unsubscribed(peer: RegistryPeer, transaction: str) -> int:
    """Take a registry's word that a subscription of ours ended."""
    row = _of(peer, transaction, "told")
    if row is None:
        return 0
    row.state = "ended"
    row.save(update_fields=["state", "updated_at"])
    return 1


def note_notice(peer: RegistryPeer, events: list[Body], now: datetime) -> list[UUID]:
    """Note that records changed, not what changed; return the subscriptions that are ours."""
    rows = RegistryWatch.objects.select_for_update(of=("self",)).filter(
        answer__peer=peer, state="on"
    )
    changed = []
    for row in rows.select_related("answer__person", "answer__peer"):
        if any(_is_about(one, row.code) for one in events) and _is_allowed(row.answer, now):
            row.changed_at = now
            row.save(update_fields=["changed_at", "updated_at"])
            on = Ref("person", row.answer.person_id)
            audit(actor=None, action="people.registry_changed", on=on, peer=str(peer.pk))
            changed.append(row.pk)
    return changed


def is_id(text: str) -> bool:
    """Tell whether a text is an id of ours."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


@one_writer()
def _begun(actor: User, answer: RegistryAnswer) -> RegistryWatch:
    row, is_new = RegistryWatch.objects.select_for_update().get_or_create(answer=answer)
    if not is_new and row.state in {"ending", "told", "ended"}:
        # Another id: a registry answers one transaction once.
        row.delete()
        row, is_new = RegistryWatch.objects.create(answer=answer), True
    if is_new:
        _trail(actor, row, "people.registry_watched")
    return row


@one_writer()
def _end(actor: User | None, id: UUID) -> None:
    row = RegistryWatch.objects.select_for_update().get(pk=id)
    row.state = "ending" if row.code else "ended"
    row.save(update_fields=["state", "updated_at"])
    _trail(actor, row, "people.registry_unwatched")


def _tell(id: UUID, now: datetime) -> None:
    row = RegistryWatch.objects.select_related("answer__peer").get(pk=id)
    if row.state != "ending":
        return
    with one_writer():
        # Before it is sent: the other side may answer sooner than this returns.
        RegistryWatch.objects.filter(pk=id, state="ending").update(state="told")
    try:
        line = line_to(row.answer.peer, now, Line)
        message = unsubscribe_message(row.pk, row.code, now)
        line.hand_in("unsubscribe", "unsubscribe", message, now)
    except (NoReply, DomainError):
        with one_writer():
            RegistryWatch.objects.filter(pk=id, state="told").update(state="ending")


def _trail(actor: User | None, row: RegistryWatch, action: str) -> None:
    peer = str(row.answer.peer_id)
    audit(actor=actor, action=action, on=Ref("person", row.answer.person_id), peer=peer)


def _may(actor: User, answer: RegistryAnswer) -> None:
    if not (may_edit(actor, answer.person) and may_open_sensitive(actor, answer.person)):
        raise NotAllowed


def _is_allowed(answer: RegistryAnswer, now: datetime) -> bool:
    peer, today = answer.peer, timezone.localdate(now)
    is_agreed = peer.is_active and answer.purpose in peer.purposes
    found = consent_in_force(answer.person, peer.scope, today, recipient=peer.recipient)
    return is_agreed and bool(found)


def _of(peer: RegistryPeer, transaction: str, state: str) -> RegistryWatch | None:
    if not is_id(transaction):
        return None
    rows = RegistryWatch.objects.select_for_update(of=("self",))
    return rows.filter(pk=transaction, answer__peer=peer, state=state).first()


def _code(one: Body) -> str:
    """Return the name a registry gives a subscription, by either of its two names."""
    several: Any = one.get("subscriptions")
    first: Any = several[0] if isinstance(several, list) and len(several) == 1 else {}
    code = first.get("code") or first.get("subscription_code") if isinstance(first, dict) else ""
    return code if isinstance(code, str) and len(code) <= 99 else ""


def _is_about(event: Body, code: str) -> bool:
    said = (event.get("subscription_code"), event.get("code"), event["reference_id"])
    head, _dash, number = str(event["reference_id"]).rpartition("-")
    return code in said or (head == code and number.isdigit())
