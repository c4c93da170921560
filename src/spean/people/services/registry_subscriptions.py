"""Peers that want to know when a record changes: agreed to, looked at now and then, ended."""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from spean.accounts.services import audit, one_writer
from spean.core import crypto
from spean.core.refs import Ref
from spean.directory.models import RegistryPeer
from spean.people.gateways.spdci.envelope import VERSION, Body, Refused, stamp
from spean.people.gateways.spdci.query import guessed_type
from spean.people.gateways.spdci.sending import CALLBACKS
from spean.people.models import RegistryJob, RegistrySubscription
from spean.people.selectors.releasing import Released, TooMany
from spean.people.services.registry_answering import (
    REGISTRY,
    Asked,
    found_for,
    keep_trail,
    read_asked,
)
from spean.people.services.sealing import Sealed

_MOST_NOTICES: Final = 200


def as_search(request: Body) -> Body:
    """Return a request to subscribe as the search that finds its records."""
    criteria = request["subscribe_criteria"]
    query = criteria.get("filter")
    search = {
        "query_type": guessed_type(criteria.get("filter_type"), query),
        "query": query,
        "reg_record_type": criteria.get("notify_record_type", "Person"),
        "authorize": criteria.get("authorize"),
        "consent": criteria.get("consent"),
    }
    return {**request, "search_criteria": search}


@one_writer()
def subscribe(peer: RegistryPeer, request: Body, now: datetime) -> Body:
    """Take a subscription; the same request again has the same code. Nobody is told of by it.

    :raises Refused: if it is not understood
    """
    key = f"{peer.pk}:{request['reference_id']}"
    code = f"sub-{crypto.blind_index('registry-subscription', key)[:32]}"
    criteria = request["subscribe_criteria"]
    row = RegistrySubscription.objects.filter(code=code).first()
    if row is None:
        row = RegistrySubscription(peer=peer, code=code, event=str(criteria["reg_event_type"])[:60])
        row.wrapped = wrapped(row.pk, request)
        row.seen = _seen(row, _found(row)[1])
        row.save(force_insert=True)
        on = Ref("registry-peer", peer.pk)
        audit(actor=None, action="people.registry_subscribed", on=on, subscription=str(row.pk))
    # Both ways in which the specification names its parts.
    info = {
        "version": VERSION,
        "code": code,
        "subscription_code": code,
        "status": "unsubscribe" if row.ended_at else "subscribe",
        "timestamp": stamp(now),
        "reg_type": REGISTRY,
        "reg_event_type": row.event,
        "subscribe_criteria": criteria,
    }
    return {
        "reference_id": request["reference_id"],
        "timestamp": stamp(now),
        "status": "succ",
        "subscriptions": [info],
        "locale": request.get("locale", "khm"),
    }


@one_writer()
def end_subscriptions(peer: RegistryPeer, codes: list[str], now: datetime) -> Body:
    """End a peer's own subscriptions; of another's it is told what it is told of none."""
    own = RegistrySubscription.objects.select_for_update().filter(peer=peer, code__in=codes)
    ended = own.filter(ended_at=None).update(ended_at=now, wrapped=b"")
    known = set(own.values_list("code", flat=True))
    on = Ref("registry-peer", peer.pk)
    audit(actor=None, action="people.registry_unsubscribed", on=on, ended=ended)
    answer: Body = {
        "timestamp": stamp(now),
        "status": "succ" if known else "rjct",
        "subscription_status": [{"code": code, "status": "unsubscribe"} for code in codes],
    }
    if not known:
        answer["status_reason_code"] = "rjct.subscription_code.invalid"
    return answer


def note_changes(now: datetime) -> int:
    """Owe a notice for each subscription whose record changed; return how many.

    Where the consent ended, nothing is sent: silence is what somebody unknown would give, too.
    """
    rows = RegistrySubscription.objects.filter(ended_at=None, peer__is_active=True)
    ids = list(rows.order_by("updated_at").values_list("pk", flat=True)[:_MOST_NOTICES])
    return sum(_note(id, now) for id in ids)


@one_writer()
def _note(id: UUID, now: datetime) -> bool:
    row = RegistrySubscription.objects.select_for_update().select_related("peer").get(pk=id)
    if row.ended_at is not None:
        return False
    seen = _seen(row, _found(row)[1])
    is_news = bool(seen) and seen != row.seen
    row.seen = seen or row.seen
    row.save(update_fields=["seen", "updated_at"])
    if is_news and row.peer.callback_uri:
        job = RegistryJob(peer=row.peer, action="notify", transaction_id=str(uuid4()))
        job.next_try_at = now
        address = f"{row.peer.callback_uri.rstrip('/')}/{CALLBACKS['notify']}"
        job.wrapped = wrapped(job.pk, {"message": {"subscription": str(row.pk)}, "uri": address})
        job.save(force_insert=True)
    return is_news


@one_writer()
def notice(subscription_id: UUID, transaction_id: str, now: datetime) -> Body:
    """Return what a peer is told of a change, and write down that it is; {} for nothing any more.

    It is made when it is sent: a consent taken back meanwhile is taken back here too.
    """
    row = RegistrySubscription.objects.select_related("peer").get(pk=subscription_id)
    asked, records, told = (None, [], []) if row.ended_at else _found(row)
    if asked is None or not records:
        return {}
    keep_trail(row.peer, asked, told)
    events = [
        {
            "reference_id": f"{row.code}-{number}",
            "timestamp": stamp(now),
            "data": {
                "version": VERSION,
                "reg_type": REGISTRY,
                "reg_event_type": row.event,
                "reg_record_type": asked.kind,
                # One record to an event: here alone the specification has an object.
                "reg_records": record,
            },
            "locale": asked.locale,
        }
        for number, record in enumerate(records, start=1)
    ]
    return {"transaction_id": transaction_id, "notify_event": events}


def _found(row: RegistrySubscription) -> tuple[Asked | None, list[Body], list[Released]]:
    request = as_search(unwrapped(row.pk, row.wrapped))
    try:
        asked = read_asked(row.peer, request)
        records, told, _total = found_for(row.peer, asked)
    except (TooMany, Refused):
        return None, [], []
    return asked, records, told


def _seen(row: RegistrySubscription, records: list[Body]) -> str:
    if not records:
        return ""
    text = json.dumps(records, sort_keys=True)
    return crypto.blind_index(f"registry-seen:{row.pk}", text)


def wrapped(id: UUID, value: Any) -> bytes:
    """Wrap what names somebody by the site's master key, for one row."""
    return crypto.wrap(json.dumps(value).encode(), context=f"registry:{id}")


def unwrapped(id: UUID, sealed: Sealed) -> Any:
    """Return what was wrapped for a row.

    :raises CannotUnseal: if the master key is another one
    """
    return json.loads(crypto.unwrap(bytes(sealed), context=f"registry:{id}"))
