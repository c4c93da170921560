"""What is refused at the door: in the words of the protocol, in the trail, and nothing changed."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.directory.services.registries import ask_for_password
from spean.people.models import RegistryJob, RegistryMessage
from tests.registries.conftest import CARD
from tests.registries.peer import BASE, Peer, by_card, records, search, send, verify

pytestmark = pytest.mark.django_db


def refusal(answer):
    message = answer.json()["message"]
    assert message["ack_status"] == "ERR" and message["timestamp"] and message["correlation_id"]
    return message["error"]["code"], message["error"]["message"]


def nothing_was_done():
    is_kept = AuditEntry.objects.filter(action="people.registry_refused").exists()
    return is_kept and not RegistryJob.objects.exists()


def test_a_signed_message_is_taken_and_the_answer_is_signed(client, peer, sophea):
    from spean.directory.selectors.registries import our_key

    answer = peer.ask(client, "sync/search", by_card(CARD))

    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    verify(answer.json(), our_key().public)


def test_another_ones_signature_is_refused(client, peer, sophea):
    forged = peer.signed(peer.header("search"), by_card(CARD), key=Ed25519PrivateKey.generate())

    answer = send(client, "sync/search", forged)

    assert answer.status_code == 401
    assert refusal(answer)[0] == "err.signature.invalid"
    assert nothing_was_done()


@pytest.mark.parametrize("signature", ["", "unsigned-stub", None])
def test_an_unsigned_message_is_refused(client, peer, sophea, signature):
    body = {"header": peer.header("search"), "message": by_card(CARD), "signature": signature}

    assert refusal(send(client, "sync/search", body))[0] == "err.signature.missing"


def test_an_unsigned_message_is_refused_with_real_people_whatever_is_set(client, peer, settings):
    settings.SPEAN_SPDCI_UNSIGNED, settings.SPEAN_IS_DEMO = True, False
    body = {"header": peer.header("search"), "message": by_card(CARD)}

    assert refusal(send(client, "sync/search", body))[0] == "err.signature.missing"


def test_an_unsigned_message_is_answered_in_a_demo_of_invented_people(
    client, peer, sophea, settings
):
    settings.SPEAN_SPDCI_UNSIGNED, settings.SPEAN_IS_DEMO = True, True
    body = {"header": peer.header("search"), "message": by_card(CARD)}

    answer = send(client, "sync/search", body)

    assert answer.json()["message"]["search_response"][0]["status"] == "succ"
    assert records(answer) == [], "she is not marked as invented"


def test_a_signature_that_lapsed_is_refused(client, peer):
    long_ago = int(timezone.now().timestamp()) - 600
    body = peer.signed(peer.header("search"), by_card(CARD), created=long_ago)

    assert refusal(send(client, "search", body))[0] == "err.signature.invalid"
    assert nothing_was_done()


def test_a_message_is_taken_once(client, peer):
    body = peer.signed(peer.header("search"), by_card(CARD))

    assert send(client, "search", body).json()["message"]["ack_status"] == "ACK"
    assert "rjct.message_id.duplicate" in refusal(send(client, "search", body))[1]
    assert RegistryJob.objects.count() == 1


def test_an_old_message_is_refused(client, peer):
    old = (datetime.now(UTC) - timedelta(hours=1)).isoformat()

    answer = peer.ask(client, "search", by_card(CARD), message_ts=old)

    assert "rjct.message_ts.invalid" in refusal(answer)[1]


def test_an_unknown_sender_is_refused(client, peer):
    stranger = Peer("stranger")
    body = stranger.signed(stranger.header("search"), by_card(CARD))
    stranger.row.delete()

    answer = send(client, "search", body)

    assert (answer.status_code, refusal(answer)[0]) == (401, "err.sender_id.invalid")
    assert nothing_was_done()


def test_a_registry_out_of_use_is_not_known(client, peer):
    type(peer.row).objects.update(is_active=False)

    assert refusal(peer.ask(client, "search", by_card(CARD)))[0] == "err.sender_id.invalid"


def test_a_key_that_was_replaced_holds_until_its_day(client, peer):
    peer.row.public_keys[0]["until"] = (timezone.localdate() - timedelta(days=1)).isoformat()
    peer.row.save()

    assert refusal(peer.ask(client, "search", by_card(CARD)))[0] == "err.signature.invalid"


@pytest.mark.parametrize("size", [1_000_000, 0, -1, "ten", 1.5, True])
@pytest.mark.parametrize("place", ["request", "criteria"])
def test_an_impossible_page_is_refused(client, peer, size, place):
    page = {"pagination": {"page_size": size, "page_number": 1}}
    asked = by_card(CARD, **(page if place == "criteria" else {"request": page}))

    code, reason = refusal(peer.ask(client, "search", asked))
    one = peer.ask(client, "sync/search", asked).json()["message"]["search_response"][0]

    assert code == "err.request.bad" and "rjct.pagination.invalid" in reason
    assert (one["status"], one["status_reason_code"]) == ("rjct", "rjct.pagination.invalid")
    assert not RegistryJob.objects.exclude(state="taken").exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"timestamp": "not-a-timestamp"}, "rjct.timestamp.invalid"),
        ({"timestamp": "2024-01-15T10:30:00"}, "rjct.timestamp.invalid"),
        ({"timestamp": "2024-13-15T10:30:00Z"}, "rjct.timestamp.invalid"),
        ({"locale": "en"}, "locale"),
        ({"locale": "ENG"}, "locale"),
        ({"reference_id": ""}, "rjct.reference_id.invalid"),
        ({"search_criteria": None}, "search_criteria"),
    ],
)
def test_a_request_of_another_shape_is_refused(client, peer, change, reason):
    assert reason in refusal(peer.ask(client, "search", by_card(CARD, request=change)))[1]
    assert nothing_was_done()


@pytest.mark.parametrize(
    ("query_type", "query"),
    [
        ("graphql", {"type": "x", "value": {"query": "{ id }"}}),
        ("idtype-value", {"type": "UIN"}),
        ("idtype-value", "UIN"),
        ("expression", {"type": "x", "value": {"expression": "{ person }"}}),
        ("expression", {"type": "x", "value": {"expression": {"query": {"soul": {"$eq": 1}}}}}),
        ("predicate", []),
        ("predicate", [{"expression1": {"attribute_name": "age", "operator": "ne"}}]),
        (None, {}),
    ],
)
def test_a_query_that_is_not_understood_is_refused(client, peer, query_type, query):
    assert "rjct." in refusal(peer.ask(client, "search", search(query, query_type)))[1]


def test_two_requests_of_one_id_are_refused(client, peer):
    asked = by_card(CARD)
    asked["search_request"] *= 2

    assert "rjct.reference_id.duplicate" in refusal(peer.ask(client, "search", asked))[1]


def test_ids_have_ninety_nine_letters_at_most(client, peer):
    long, longest = by_card(CARD), by_card(CARD)
    longest["transaction_id"], long["transaction_id"] = "x" * 99, "x" * 100

    assert peer.ask(client, "search", longest).json()["message"]["ack_status"] == "ACK"
    assert refusal(peer.ask(client, "search", long))[0] == "err.request.bad"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b'"x"', b"{}", b'{"header":{},"message":[]}', b'{"header":{"a":NaN}}',
        b"[" * 100_000, b'{"header":{},"header":{},"message":{}}', "{\"header\":\"\ud800\"".encode(
            "utf-8", "surrogatepass"
        ),
    ],
)  # fmt: skip
def test_what_is_no_envelope_is_refused(client, db, body):
    assert refusal(send(client, "search", body))[0] == "err.request.bad"
    assert nothing_was_done()


def test_another_kind_of_content_is_refused(client, peer):
    body = json.dumps(peer.signed(peer.header("search"), by_card(CARD)))

    answer = client.post(f"{BASE}search", body, content_type="text/plain")

    assert (answer.status_code, refusal(answer)[0]) == (415, "err.request.bad")
    assert nothing_was_done()


def test_a_body_that_is_too_large_is_refused(client, peer):
    answer = send(client, "search", b'{"a":"' + b"x" * 600_000 + b'"}')

    assert (answer.status_code, refusal(answer)[0]) == (413, "err.request.bad")
    assert nothing_was_done()


def test_too_many_messages_in_a_minute_are_put_off(client, peer, monkeypatch):
    monkeypatch.setattr("spean.people.services.registry_receiving.MOST_A_MINUTE", 1)
    peer.ask(client, "search", by_card(CARD))

    answer = peer.ask(client, "search", by_card(CARD))

    assert (answer.status_code, refusal(answer)[0]) == (429, "err.request.too_many_requests")


def test_only_posts_are_taken(client, db):
    assert client.get(f"{BASE}search").status_code == 405


def test_a_password_that_was_agreed_is_needed_besides_the_signature(client, peer):
    ask_for_password(actor=None, peer_id=peer.row.pk, secret="agreed-password")
    body = peer.signed(peer.header("search"), by_card(CARD))

    without = send(client, "search", body)
    wrong = send(client, "search", body, Authorization="Bearer invalid-token")
    right = send(client, "search", body, Authorization="Bearer agreed-password")

    assert [without.status_code, wrong.status_code, right.status_code] == [401, 401, 200]
    assert refusal(without)[0] == "err.request.unauthorized"


def test_ids_of_old_messages_are_let_go(client, peer):
    old = timezone.now() - timedelta(days=1)
    RegistryMessage.objects.create(peer=peer.row, message_id="old", received_at=old)

    peer.ask(client, "search", by_card(CARD))

    assert not RegistryMessage.objects.filter(message_id="old").exists()
