"""Whatever stands anywhere in a message, the answer is one of the protocol's and never a fault."""

import copy

import pytest

from tests.registries.peer import Peer, by_card, ident, search, send, stamp
from tests.registries.suite import EXPRESSION, PREDICATE

pytestmark = pytest.mark.django_db

NASTY = [
    *(None, True, 0, -1, 10**400, 1.5, "", "\x00", "a\x00b", "x" * 3000, [], {}, [[]], {"$and": 1}),
    *({"\x00": 1}, "🦓", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+14:00", "'; DROP TABLE"),
]


def places(value, way=()):
    """Yield the way to every part of a message."""
    if way:
        yield way
    inside = value if isinstance(value, dict | list) else ()
    for name, part in inside.items() if isinstance(inside, dict) else enumerate(inside):
        yield from places(part, (*way, name))


def changed(whole, way, value):
    made = copy.deepcopy(whole)
    inner = made
    for name in way[:-1]:
        inner = inner[name]
    inner[way[-1]] = value
    return made


def messages():
    when = {"transaction_id": ident(), "timestamp": stamp()}
    asked = {"reference_id": "r", "txn_type": "search", "attribute_type": "transaction_id"}
    criteria = {"reg_event_type": "REGISTER", "notify_record_type": "Person"}
    one = {"reference_id": "r", "timestamp": stamp()}
    wanted = {**criteria, "filter": {"type": "SPEAN", "value": "1"}}
    found = {**one, "status": "succ", "data": {"reg_records": [{}]}}
    sort = [{"attribute_name": "age", "sort_order": "asc"}]
    page = {"page_size": 1, "page_number": 1}
    return {
        "sync/search": by_card("1", kind="SPEAN", sort=sort, pagination=page),
        "search": search(EXPRESSION[1], EXPRESSION[0]),
        "sync/search ": search(PREDICATE[1], PREDICATE[0]),
        "subscribe": {**when, "subscribe_request": [{**one, "subscribe_criteria": wanted}]},
        "unsubscribe": {**when, "subscription_codes": ["x"]},
        "sync/txn/status": {**when, "txnstatus_request": {**asked, "attribute_value": "x"}},
        "on-search": {**when, "correlation_id": "c", "search_response": [found]},
    }


@pytest.mark.parametrize("path", list(messages()))
def test_nothing_in_a_message_is_a_fault(client, path):
    peer = Peer()
    whole = messages()[path]

    for way in places(whole):
        for value in NASTY:
            answer = peer.ask(client, path.strip(), changed(whole, way, value))
            assert answer.status_code < 500, (way, value)


def test_nothing_in_a_header_is_a_fault(client):
    peer = Peer()
    header = peer.header("search", sender_uri="https://x", locale="khm")

    for way in places(header):
        for value in NASTY:
            body = peer.signed(changed(header, way, value), by_card("1"))
            assert send(client, "search", body).status_code < 500, (way, value)


@pytest.mark.parametrize("text", ['{"header":{"a":1e999},"message":{}}', '{"\\ud800":1}'])
def test_numbers_without_end_and_half_letters_are_refused(client, db, text):
    assert send(client, "search", text).json()["message"]["ack_status"] == "ERR"


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch):
    monkeypatch.setattr("spean.people.services.registry_receiving.MOST_A_MINUTE", 10**9)
