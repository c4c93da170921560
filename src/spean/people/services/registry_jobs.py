"""Answers that are owed to other registries: noted when asked, sent later, again until taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.directory.models import RegistryPeer
from spean.directory.selectors.registries import our_key, private_half
from spean.directory.services.registries import new_key
from spean.people.gateways.spdci.checking import (
    codes_of,
    requests_of,
    status_asked,
    transaction_of,
)
from spean.people.gateways.spdci.envelope import (
    Body,
    Refused,
    Way,
    callback_header,
    stamp,
)
from spean.people.gateways.spdci.sending import (
    NotDelivered,
    WrongAddress,
    answer_address,
    post,
    sealed_envelope,
)
from spean.people.gateways.spdci.signing import Signer
from spean.people.models import RegistryJob
from spean.people.services.registry_answering import (
    answer_all,
    is_unsigned_allowed,
    read_asked,
)
from spean.people.services.registry_receiving import Arrived, note_refusal
from spean.people.services.registry_subscriptions import (
    as_search,
    end_subscriptions,
    notice,
    subscribe,
    unwrapped,
    wrapped,
)

OUR_ID: Final = "spean"
MOST_TRIES: Final = 8
_REPLY: Final = {
    "search": "on-search",
    "subscribe": "on-subscribe",
    "unsubscribe": "on-unsubscribe",
    "txn-status": "txn-on-status",
    "notify": "notify",
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that waits to be sent, or is sent at once as an answer."""

    action: str
    message: Body
    count: int
    message_id: str = ""


def answer_now(arrived: Arrived, action: str, now: datetime) -> Body:
    """Answer a search or a question after a transaction in the same breath, signed.

    :raises Refused: if the message is not as it must be
    """
    try:
        transaction = transaction_of(arrived.message)
        job = RegistryJob(peer=arrived.peer, action=action, transaction_id=transaction)
        message = _message(job, arrived.message, now)
    except Refused as refused:
        note_refusal(arrived.peer, refused)
        raise
    if action == "search":
        _keep(job, [one["reference_id"] for one in message["search_response"]], now)
    return _signed(arrived.peer, Outgoing(_REPLY[action], message, _count(message)), now)


@one_writer()
def _keep(job: RegistryJob, references: list[str], now: datetime) -> None:
    # So that it can be asked after; nothing of what was asked or answered.
    job.references, job.state, job.next_try_at = references, "taken", now
    job.save(force_insert=True)


def owe_answer(arrived: Arrived, action: str, now: datetime) -> RegistryJob:
    """Note that an answer is owed; the message is read whole first, so that it can be given.

    :raises Refused: if the message is not as it must be, or wants its answer somewhere else
    """
    try:
        references = _checked(arrived, action)
        address = _address(arrived, action)
    except Refused as refused:
        note_refusal(arrived.peer, refused)
        raise
    with one_writer():
        job = RegistryJob(
            peer=arrived.peer,
            action=action,
            transaction_id=transaction_of(arrived.message),
            references=references,
            next_try_at=now,
        )
        job.wrapped = wrapped(job.pk, {"message": arrived.message, "uri": address})
        job.save(force_insert=True)
        on = Ref("registry-peer", arrived.peer.pk)
        audit(actor=None, action="people.registry_owed", on=on, what=action)
    return job


def deliver_due(now: datetime, *, most: int = 100) -> int:
    """Send the answers that are owed by now; return how many were taken."""
    due = RegistryJob.objects.filter(state="waiting", next_try_at__lte=now)
    ids = list(due.order_by("next_try_at").values_list("pk", flat=True)[:most])
    return sum(_deliver(id, now) for id in ids)


def _deliver(id: UUID, now: datetime) -> bool:
    with one_writer():
        job = RegistryJob.objects.select_for_update().select_related("peer").get(pk=id)
        if job.state != "waiting" or not job.peer.is_active:
            return False
        kept = unwrapped(id, job.wrapped)
        # Asked anew at each try: a consent taken back meanwhile is taken back here too.
        message = _message(job, kept["message"], now)
        _put_off(job, now)
    if not kept["uri"] or not message:
        return _close(job, "kept")
    # What leaves has the id of what is owed: taken twice, it is one message at the other side.
    outgoing = Outgoing(_REPLY[job.action], message, _count(message), message_id=str(job.pk))
    try:
        post(kept["uri"], _signed(job.peer, outgoing, now))
    except NotDelivered:
        if job.tries >= MOST_TRIES:
            _close(job, "given-up")
        return False
    return _close(job, "taken")


def _put_off(job: RegistryJob, now: datetime) -> None:
    job.tries += 1
    job.next_try_at = now + timedelta(seconds=30 * 2**job.tries)
    job.save(update_fields=["tries", "next_try_at", "updated_at"])


@one_writer()
def _close(job: RegistryJob, state: str) -> bool:
    job.state = state
    job.wrapped = b""
    job.save(update_fields=["state", "wrapped", "updated_at"])
    on = Ref("registry-peer", job.peer_id)
    audit(actor=None, action="people.registry_sent", on=on, what=job.action, how=state)
    return state == "taken"


def _message(job: RegistryJob, asked: Body, now: datetime) -> Body:
    """Return the message that answers another."""
    head = {"transaction_id": job.transaction_id, "correlation_id": str(job.pk)}
    if job.action == "notify":
        return notice(UUID(asked["subscription"]), job.transaction_id, now)
    if job.action == "search":
        requests = requests_of(asked, "search_request", "search_criteria")
        return {**head, "search_response": answer_all(job.peer, requests, now)}
    if job.action == "subscribe":
        requests = requests_of(asked, "subscribe_request", "subscribe_criteria")
        found = [subscribe(job.peer, one, now) for one in requests]
        return {**head, "subscribe_response": found}
    if job.action == "unsubscribe":
        return {**head, **end_subscriptions(job.peer, codes_of(asked), now)}
    return {**head, "txnstatus_response": status_of(job.peer, status_asked(asked), now)}


def status_of(peer: RegistryPeer, asked: Body, now: datetime) -> Body:
    """Tell a peer how far its own questions are; what came of them it has, or will be sent."""
    value = asked["attribute_value"]
    several = value if isinstance(value, list) else [value]
    own = RegistryJob.objects.filter(peer=peer).order_by("-created_at")
    if asked["attribute_type"] == "transaction_id":
        jobs = list(own.filter(transaction_id__in=several)[:50])
    elif asked["attribute_type"] == "correlation_id":
        jobs = list(own.filter(pk__in=[one for one in several if _is_id(one)])[:50])
    else:
        jobs = [job for job in own[:500] if set(several) & set(job.references)]
    states = {"waiting": "pdng", "taken": "succ", "kept": "succ", "given-up": "rjct"}
    found = [
        {"reference_id": reference, "timestamp": stamp(now), "status": states[job.state]}
        for job in jobs
        for reference in job.references
    ]
    first = jobs[0] if jobs else None
    return {
        "txn_type": asked["txn_type"],
        "txn_status": {
            "transaction_id": first.transaction_id if first else several[0],
            "correlation_id": str(first.pk) if first else "",
            "search_response": found,
        },
    }


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _checked(arrived: Arrived, action: str) -> list[str]:
    message = arrived.message
    transaction_of(message)
    if action == "search":
        requests = requests_of(message, "search_request", "search_criteria")
        for one in requests:
            read_asked(arrived.peer, one)
        return [one["reference_id"] for one in requests]
    if action == "subscribe":
        requests = requests_of(message, "subscribe_request", "subscribe_criteria")
        for one in requests:
            _check_event(one["subscribe_criteria"])
            read_asked(arrived.peer, as_search(one))
        return [one["reference_id"] for one in requests]
    if action == "unsubscribe":
        codes_of(message)
        return []
    return [status_asked(message)["reference_id"]]


def _check_event(criteria: Body) -> None:
    for name in ("reg_event_type", "notify_record_type"):
        if not isinstance(criteria.get(name), str) or not criteria[name]:
            raise Refused("err.request.bad", f"rjct.notify_types.invalid: {name} is missing.")


def _address(arrived: Arrived, action: str) -> str:
    asked, agreed = arrived.header.get("sender_uri"), arrived.peer.callback_uri
    try:
        return answer_address(agreed, asked, action, any_port=is_unsigned_allowed())
    except WrongAddress:
        reason = "Answers go to the address that was agreed, and to no other."
        raise Refused("err.sender_uri.invalid", reason) from None


def _signed(peer: RegistryPeer, outgoing: Outgoing, now: datetime) -> Body:
    header = callback_header(
        outgoing.action,
        Way(OUR_ID, peer.sender_id),
        now,
        count=outgoing.count,
        message_id=outgoing.message_id,
    )
    return sealed_envelope(our_signer(now), header, outgoing.message, int(now.timestamp()))


def our_signer(now: datetime) -> Signer:
    """Return what signs our messages; the first time it is asked for, a key is made."""
    key = our_key() or new_key(actor=None, now=now)
    return Signer(OUR_ID, str(key.pk), private_half(key))


def _count(message: Body) -> int:
    parts = ("search_response", "subscribe_response", "notify_event")
    return next((len(message[name]) for name in parts if name in message), 1)
