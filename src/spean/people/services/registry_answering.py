"""Answers to other registries: each within a purpose and a consent, each in the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from spean.accounts.services import audit, audit_many, one_writer
from spean.core.refs import Ref
from spean.directory.models import RegistryPeer
from spean.people.gateways.spdci.checking import Page, page_of, purpose_of
from spean.people.gateways.spdci.envelope import VERSION, Body, Refused, stamp
from spean.people.gateways.spdci.query import (
    ByNumber,
    Query,
    Term,
    Tree,
    fields_asked,
    read_query,
    read_sort,
)
from spean.people.selectors.releasing import (
    NO_ONE,
    Agreement,
    Released,
    TooMany,
    comparing,
    released,
    with_number,
)
from spean.people.services.registry_records import group_records, person_record

REGISTRY: Final = "ns:org:RegistryType:Social"
_GROUPS: Final = frozenset({"group", "household", "family"})


def is_unsigned_allowed() -> bool:
    """Tell whether unsigned messages are taken: in a demo that was told so, and nowhere else."""
    return bool(settings.SPEAN_SPDCI_UNSIGNED and settings.SPEAN_IS_DEMO)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a message, read and found to be within what was agreed."""

    reference_id: str
    kind: str
    query: Query
    page: Page
    order: list[tuple[str, bool]]
    purpose: str
    locale: str


def read_asked(peer: RegistryPeer, request: Body) -> Asked:
    """Return a question that can be answered.

    :raises Refused: if it is not understood, or compares what the peer may not learn
    """
    criteria = request["search_criteria"]
    query = read_query(criteria.get("query_type"), criteria.get("query"))
    if not isinstance(query, ByNumber) and not fields_asked(query) <= set(peer.fields):
        raise Refused("err.request.bad", "rjct.filter.invalid: not within what was agreed.")
    return Asked(
        reference_id=request["reference_id"],
        kind=_kind(criteria),
        query=query,
        page=page_of(request, criteria),
        order=read_sort(criteria),
        purpose=purpose_of(criteria) or peer.default_purpose,
        locale=request.get("locale", "khm"),
    )


def answer_all(peer: RegistryPeer, requests: list[Body], now: datetime) -> list[Body]:
    """Answer each request of a search; who is told of stands in the trail before it is sent."""
    return [_answer(peer, request, now) for request in requests]


@one_writer()
def _answer(peer: RegistryPeer, request: Body, now: datetime) -> Body:
    head = {"reference_id": request["reference_id"], "timestamp": stamp(now)}
    try:
        asked = read_asked(peer, request)
        records, told, total = found_for(peer, asked)
    except Refused as refused:
        return head | _rejected(peer, refused.reason)
    except TooMany:
        return head | _rejected(peer, "rjct.search.too_many_records_found")
    keep_trail(peer, asked, told)
    return {
        **head,
        "status": "succ",
        "data": {
            "version": VERSION,
            "reg_type": REGISTRY,
            "reg_record_type": asked.kind,
            "reg_records": records,
        },
        "pagination": {
            "page_size": asked.page.size,
            "page_number": asked.page.number,
            "total_count": total,
        },
        "locale": asked.locale,
    }


def found_for(peer: RegistryPeer, asked: Asked) -> tuple[list[Body], list[Released], int]:
    """Return one page of records, who is told of in them, and how many there are in all.

    :raises TooMany: if more fit than can be told of
    """
    agreement = Agreement(peer.scope, peer.recipient, is_unsigned_allowed())
    is_allowed = asked.purpose in peer.purposes and asked.kind in peer.record_kinds
    wanted = _filter(asked.query) if is_allowed else NO_ONE
    people = released(agreement, wanted, timezone.localdate(), asked.order)
    number = _number(asked.query)
    if asked.kind == "Group":
        homes = group_records(people, peer.fields, number)
        page = homes[_part(asked.page)]
        told = [one for _record, some in page for one in some]
        return [record for record, _some in page], told, len(homes)
    told = people[_part(asked.page)]
    return [person_record(one.person, peer.fields, number) for one in told], told, len(people)


def _part(page: Page) -> slice:
    return slice((page.number - 1) * page.size, page.number * page.size)


def keep_trail(peer: RegistryPeer, asked: Asked, told: list[Released]) -> None:
    """Write into the trail who was told of, under which consent, and which fields."""
    on = Ref("registry-peer", peer.pk)
    purpose = asked.purpose if asked.purpose in peer.purposes else ""
    audit(actor=None, action="people.registry_asked", on=on, found=len(told), purpose=purpose)
    audit_many(
        actor=None,
        action="people.registry_told",
        acts=[
            (
                Ref("person", one.person.pk),
                {
                    "peer": str(peer.pk),
                    "consent": str(one.consent_id),
                    "purpose": purpose,
                    "kind": asked.kind,
                    "fields": list(peer.fields),
                },
            )
            for one in told
        ],
    )


def _rejected(peer: RegistryPeer, reason: str) -> Body:
    code, _colon, more = reason.partition(":")
    if not code.startswith("rjct."):
        code, more = "rjct.search_criteria.invalid", reason
    on = Ref("registry-peer", peer.pk)
    audit(actor=None, action="people.registry_refused", on=on, reason=code)
    return {"status": "rjct", "status_reason_code": code, "status_reason_message": more.strip()}


def _kind(criteria: Mapping[str, Any]) -> str:
    wanted = criteria.get("response_entity") or criteria.get("reg_record_type") or ""
    name = str(wanted).rpartition(":")[2].lower()
    return "Group" if name in _GROUPS else "Person"


def _number(query: Query) -> dict[str, str]:
    if not isinstance(query, ByNumber) or query.kind == "household":
        return {}
    return {"identifier_type": query.asked_type, "identifier_value": query.value}


def _filter(query: Query) -> Q:
    if isinstance(query, ByNumber):
        return with_number(query.kind, query.value)
    return _of_tree(query)


def _of_tree(tree: Tree) -> Q:
    if isinstance(tree, Term):
        return comparing(tree.attribute, tree.operator, tree.value, timezone.localdate())
    parts = [_of_tree(part) for part in tree.parts]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined | part if tree.word == "or" else joined & part
    return ~joined if tree.word == "not" else joined
