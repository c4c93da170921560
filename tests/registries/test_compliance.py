"""What the published suites ask of a registry (OpenSPP/spdci-compliance, SR-Mockup-Compliance).

Their features are played here with their own payloads: unsigned, against a demo of invented people.
"""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import clear_url_caches
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from spean.directory.models import RegistryPeer
from spean.directory.services.registries import ask_for_password
from spean.people.services.registry_jobs import deliver_due
from spean.people.services.registry_subscriptions import note_changes
from tests.registries.peer import ident, records, send, stamp
from tests.registries.suite import (
    BY_NUMBER,
    EXPRESSION,
    PREDICATE,
    envelope,
    search,
    status,
    subscribe,
    unsubscribe,
)
from tests.registries.test_async import Hook

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parents[1] / "standards" / "spdci" / "social_api_v1.0.0.json"


def fits(name, value):
    whole = json.loads(SCHEMAS.read_text())
    schema = {"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)


@pytest.fixture
def hook():
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def demo(settings, counsellor, pursat, hook):
    settings.SPEAN_IS_DEMO = settings.SPEAN_SPDCI_UNSIGNED = True
    # The suite's own server takes any free port of this computer.
    call_command("registry_compliance", callback="http://127.0.0.1:3336", verbosity=0)
    clear_url_caches()
    return hook


ASYNC = [
    ("search", search, "/registry/on-search", "on-search", "SearchResponse"),
    ("subscribe", subscribe, "/registry/on-subscribe", "on-subscribe", "SubscribeResponse"),
    ("unsubscribe", unsubscribe, "/registry/on-unsubscribe", "on-unsubscribe",
     "UnSubscribeResponse"),
    ("txn/status", status, "/registry/txn/on-status", "txn-on-status", "TxnStatusResponse"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "make", "callback", "action", "schema"), ASYNC)
def test_async_requests_are_acknowledged_and_called_back(
    client, demo, path, make, callback, action, schema
):
    body = make(uri=f"{demo.uri}{callback}")

    answer = send(client, path, body)
    deliver_due(timezone.now())

    assert answer.status_code in {200, 202}
    assert answer["Content-Type"].startswith("application/json")
    fits("Response", answer.json())
    ack = answer.json()["message"]
    assert ack["ack_status"] == "ACK"
    ((where, came),) = demo.came
    assert (where, came["header"]["action"]) == (callback, action)
    assert came["message"]["transaction_id"] == body["message"]["transaction_id"]
    assert came["message"]["correlation_id"] == ack["correlation_id"]
    fits("MsgCallbackHeader", came["header"])
    fits("MsgHeader", came["header"])
    both = ("Published", "Repaired") if schema == "SubscribeResponse" else ("",)
    for version in both:
        fits(f"{schema}{version}", came["message"])


@pytest.mark.parametrize("query", [BY_NUMBER, EXPRESSION, PREDICATE])
def test_every_kind_of_query_is_answered_at_once_and_later(client, demo, query):
    later = send(client, "search", search(query))
    at_once = send(client, "sync/search", search(query))

    assert later.json()["message"]["ack_status"] == "ACK"
    assert at_once.status_code == 200
    fits("MsgCallbackHeader", at_once.json()["header"])
    fits("SearchResponse", at_once.json()["message"])
    assert at_once.json()["header"]["action"] == "on-search"


@pytest.mark.parametrize("query", [BY_NUMBER, PREDICATE])
def test_the_person_of_the_suite_is_found_and_her_record_fits(client, demo, query):
    (record,) = records(send(client, "sync/search", search(query)))

    fits("RegRecord", record)


def test_the_status_is_answered_at_once(client, demo):
    answer = send(client, "sync/txn/status", status())

    fits("TxnStatusResponse", answer.json()["message"])
    assert answer.json()["header"]["action"] == "txn-on-status"


PATHS = [
    ("search", search),
    ("subscribe", subscribe),
    ("unsubscribe", unsubscribe),
    ("txn/status", status),
    ("sync/search", search),
    ("sync/txn/status", status),
]


@pytest.mark.parametrize(("path", "make"), PATHS)
@pytest.mark.parametrize("part", ["message", "header"])
def test_a_request_without_a_part_is_refused(client, demo, path, make, part):
    body = make()
    del body[part]

    answer = send(client, path, body)

    assert answer.status_code == 200
    fits("Response", answer.json())
    assert answer.json()["message"]["ack_status"] == "ERR"


@pytest.mark.parametrize(("path", "make"), PATHS)
def test_with_a_token_agreed_nothing_goes_without_it(client, demo, path, make):
    peer = RegistryPeer.objects.get(sender_id="test-client")
    ask_for_password(actor=None, peer_id=peer.pk, secret="t0ken")

    without = send(client, path, make())
    right = send(client, path, make(), Authorization="Bearer t0ken")

    assert without.status_code == 401
    fits("Response", without.json())
    assert right.status_code == 200


def test_a_token_that_opens_nothing_is_refused_even_where_none_is_asked_for(client, demo):
    answer = send(client, "search", search(), Authorization="Bearer invalid-token")

    assert answer.status_code == 401


@pytest.mark.parametrize("signature", ["invalid-signature", "!@#$%^&*()", "abc"])
def test_an_invalid_signature_is_refused_even_in_a_demo(client, demo, signature):
    answer = send(client, "search", {**search(), "signature": signature})

    assert answer.json()["message"]["error"]["code"] == "err.signature.invalid"


@pytest.mark.parametrize(
    ("make", "path", "is_taken"),
    [
        (lambda: search(timestamp="not-a-timestamp"), "search", False),
        (lambda: search(timestamp=stamp()), "search", True),
        (lambda: subscribe(timestamp="2024-01-15T10:30:00"), "subscribe", False),
        (lambda: search(locale="eng"), "search", True),
        (lambda: search(locale="en"), "search", False),
        (lambda: search(locale="ENG"), "search", False),
        (lambda: search(reference_id="r" * 50), "search", True),
        (lambda: unsubscribe(codes=["s" * 99]), "unsubscribe", True),
        (lambda: unsubscribe(codes=["s" * 100]), "unsubscribe", False),
        (lambda: search(pagination={"page_size": 10, "page_number": 2}), "search", True),
        (lambda: search(pagination={"page_size": 0, "page_number": 1}), "search", False),
        (lambda: search(pagination={"page_size": 10, "page_number": 0}), "search", False),
        (lambda: search(pagination={"page_size": -1, "page_number": 1}), "search", False),
    ],
)
def test_formats_and_bounds_are_those_of_the_specification(client, demo, make, path, is_taken):
    answer = send(client, path, make())

    assert (answer.json()["message"]["ack_status"] == "ACK") is is_taken


def test_a_page_is_respected_at_once(client, demo):
    answer = send(client, "sync/search", search(pagination={"page_size": 5, "page_number": 1}))

    assert answer.json()["message"]["search_response"][0]["pagination"]["page_size"] == 5


def callbacks():
    now = stamp()
    one = {"reference_id": "r1", "timestamp": now, "status": "succ"}
    ids = {"transaction_id": ident(), "correlation_id": ident()}
    data = {"version": "1.0.0", "reg_record_type": "Member"}
    event = {"reference_id": "r1", "timestamp": now, "data": {**data, "reg_records": {}}}
    found = {"search_response": [{**one, "data": {**data, "reg_records": []}}]}
    txn = {"txn_type": "search", "txn_status": {**ids, "search_response": []}}
    return [
        ("on-search", "on-search", {**ids, **found}),
        ("on-subscribe", "on-subscribe", {**ids, "subscribe_response": [one]}),
        ("on-unsubscribe", "on-unsubscribe", {**ids, "timestamp": now, "status": "succ"}),
        ("txn/on-status", "txn-on-status", {**ids, "txnstatus_response": txn}),
        ("on-status", "txn-on-status", {**ids, "txnstatus_response": txn}),
        ("notify", "notify", {"transaction_id": ids["transaction_id"], "notify_event": [event]}),
    ]


@pytest.mark.parametrize(("path", "action", "message"), callbacks())
def test_what_a_registry_calls_back_is_taken(client, demo, path, action, message):
    body = envelope(action, message)
    body["header"] |= {"status": "succ", "completed_count": 1}
    without = envelope(action, {"transaction_id": ident()})

    answer = send(client, path, body)

    fits("Response", answer.json())
    assert answer.json()["message"]["ack_status"] == "ACK"
    assert send(client, path, without).json()["message"]["ack_status"] == "ERR"


def test_a_request_with_no_body_gets_the_four_parts_that_the_mockup_expects(client, demo):
    answer = client.generic("POST", "/api/spdci/v1/registry/subscribe")

    assert answer.status_code == 200
    assert set(answer.json()["message"]) == {
        "ack_status", "timestamp", "error", "correlation_id"
    }  # fmt: skip


def test_a_content_type_is_needed(client, demo):
    answer = client.post(
        "/api/spdci/v1/registry/search", json.dumps(search()), content_type="text/plain"
    )

    assert answer.status_code == 415


def test_a_notice_fits_the_specification(client, demo):
    from spean.people.models import Person

    send(client, "subscribe", subscribe(uri=demo.uri))
    deliver_due(timezone.now())
    demo.came.clear()
    Person.objects.filter(documents__isnull=False).update(marital_status="married")
    RegistryPeer.objects.update(callback_uri=demo.uri)

    note_changes(timezone.now())
    deliver_due(timezone.now() + timedelta(seconds=1))

    for _path, body in demo.came:
        fits("MsgCallbackHeader", body["header"])
        fits("NotifyEventRequest", body["message"])
    assert demo.came
