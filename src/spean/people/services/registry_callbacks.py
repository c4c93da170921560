"""Answers that other registries send later: kept where they answer a question of ours."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.people.gateways.spdci.checking import bad, moment, records_of, transaction_of
from spean.people.gateways.spdci.envelope import Body, Refused
from spean.people.models import RegistryAnswer, RegistryResult
from spean.people.services.registry_receiving import Arrived, note_refusal
from spean.people.services.sealing import opened_unseen, seal_for

_PARTS: Final[Mapping[str, tuple[str, type]]] = {
    "on-search": ("search_response", list),
    "on-subscribe": ("subscribe_response", list),
    "on-unsubscribe": ("status", str),
    "txn-on-status": ("txnstatus_response", dict),
    "notify": ("notify_event", list),
}
_STATUS: Final = ("rcvd", "pdng", "succ", "rjct")


def take_answer(arrived: Arrived, action: str, now: datetime) -> None:
    """Take what a registry sends of its own accord, and keep what answers a question of ours.

    :raises Refused: if it is not as it must be
    """
    try:
        transaction = transaction_of(arrived.message)
        _check(arrived.message, action)
    except Refused as refused:
        note_refusal(arrived.peer, refused)
        raise
    with one_writer():
        kept = _keep(arrived, transaction, now) if action == "on-search" else 0
        on = Ref("registry-peer", arrived.peer.pk)
        audit(actor=None, action="people.registry_came", on=on, what=action, kept=kept)


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
        if "data" in one:
            records_of(one["data"])


def _keep(arrived: Arrived, transaction: str, now: datetime) -> int:
    """Keep the answers to our own waiting questions; what nobody asked is let fall."""
    waiting = RegistryAnswer.objects.select_for_update(of=("self",)).select_related("person")
    rows = {
        str(row.pk): row
        for row in waiting.filter(peer=arrived.peer, result=RegistryResult.WAITING)
        if str(row.pk) == transaction
    }
    kept = 0
    for one in arrived.message["search_response"]:
        row = rows.pop(one["reference_id"], None)
        if row is None or one["status"] in {"rcvd", "pdng"}:
            continue
        records = records_of(one["data"]) if "data" in one else []
        row.result = RegistryResult.FOUND if records else RegistryResult.NOT_FOUND
        context = f"registry-answer:{row.pk}"
        asked = opened_unseen(row.person, row.sealed, context) or {}
        row.sealed = seal_for(row.person, {**asked, "records": records}, context=context)
        row.answered_at = now
        row.revision += 1
        row.save()
        kept += 1
    return kept
