"""Answers that other registries send later: kept where they answer a question of ours."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.people.gateways.registry_line import Reply
from spean.people.gateways.spdci.checking import bad, moment, records_of, transaction_of
from spean.people.gateways.spdci.envelope import Body, Refused
from spean.people.services.registry_keeping import keep_reply, waiting_locked
from spean.people.services.registry_receiving import Arrived, note_refusal
from spean.people.services.registry_watching import (
    is_id,
    note_notice,
    note_subscribed,
    note_unsubscribed,
)

_PARTS: Final[Mapping[str, tuple[str, type]]] = {
    "on-search": ("search_response", list),
    "on-subscribe": ("subscribe_response", list),
    "on-unsubscribe": ("status", str),
    "txn-on-status": ("txnstatus_response", dict),
    "notify": ("notify_event", list),
}
_STATUS: Final = ("rcvd", "pdng", "succ", "rjct")


def take_answer(arrived: Arrived, action: str, now: datetime) -> list[UUID]:
    """Take what a registry sends of its own accord, and keep what answers a question of ours.

    Return the subscriptions whose record changed.

    :raises Refused: if it is not as it must be, or answers nothing that waits for an answer
    """
    try:
        transaction = transaction_of(arrived.message)
        _check(arrived.message, action)
        with one_writer():
            changed, kept = _take(arrived, action, transaction, now)
            on = Ref("registry-peer", arrived.peer.pk)
            audit(actor=None, action="people.registry_came", on=on, what=action, kept=kept)
    except Refused as refused:
        note_refusal(arrived.peer, refused)
        raise
    return changed


def _take(arrived: Arrived, action: str, transaction: str, now: datetime) -> tuple[list[UUID], int]:
    peer, message = arrived.peer, arrived.message
    changed: list[UUID] = []
    # How far a question is, is asked in the same breath: "txn-on-status" keeps nothing.
    kept = 1 if action == "txn-on-status" else 0
    if action == "notify":
        changed = note_notice(peer, message["notify_event"], now)
        kept = len(changed)
    elif action == "on-search":
        kept = _keep(arrived, transaction, now)
    elif action == "on-subscribe":
        kept = note_subscribed(peer, transaction, message)
    elif action == "on-unsubscribe":
        kept = note_unsubscribed(peer, transaction)
    # The published suites send invented answers to a demo, unsigned; they change nothing either.
    if not kept and not arrived.is_unsigned:
        raise bad("rjct.transaction_id.invalid: nothing here waits for this.")
    return changed, kept


def _check(message: Body, action: str) -> None:
    name, kind = _PARTS[action]
    part = message.get(name)
    if not isinstance(part, kind):
        raise bad(f"{name} is missing.")
    for one in part if isinstance(part, list) else ():
        if not isinstance(one, dict) or not isinstance(one.get("reference_id"), str):
            raise bad("rjct.reference_id.invalid")
        moment(one.get("timestamp"), "rjct.timestamp.invalid")
        if action != "notify" and one.get("status") not in _STATUS:
            raise bad("A status is rcvd, pdng, succ or rjct.")
        if "data" in one and one.get("status") != "rjct":
            records_of(one["data"])


def _keep(arrived: Arrived, transaction: str, now: datetime) -> int:
    """Keep the answer to our own waiting question; what nobody asked is let fall."""
    ours = [one for one in arrived.message["search_response"] if one["reference_id"] == transaction]
    row = waiting_locked(UUID(transaction)) if ours and is_id(transaction) else None
    if row is None or row.peer_id != arrived.peer.pk or len(ours) != 1:
        return 0
    if ours[0]["status"] in {"rcvd", "pdng"}:
        return 1
    is_refused = ours[0]["status"] == "rjct"
    has_records = "data" in ours[0] and not is_refused
    records = records_of(ours[0]["data"]) if has_records else []
    keep_reply(None, row, Reply(bool(records), records=records, is_refused=is_refused), now)
    return 1
