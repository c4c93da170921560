"""Answers that are sent later: to the agreed address alone, until they are taken, and only once."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.directory.selectors.registries import our_key
from spean.people.models import Person, RegistryJob, RegistrySubscription
from spean.people.services import withdraw_consent
from spean.people.services.registry_jobs import MOST_TRIES, deliver_due
from spean.people.services.registry_subscriptions import note_changes
from tests.registries.conftest import CARD
from tests.registries.peer import Peer, by_card, ident, stamp, verify

pytestmark = pytest.mark.django_db


class Hook:
    """A small server of the other side that keeps what it is sent."""

    def __init__(self):
        self.came, self.status = [], 200
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.came.append((self.path, json.loads(body)))
                self.send_response(hook.status)
                if hook.status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()

            def log_message(self, *_args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.uri = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def hook():
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def peer(db, hook):
    return Peer(callback_uri=hook.uri)


def subscription(number=CARD, **more):
    criteria = {
        "reg_event_type": "REGISTER",
        "filter": {"type": "UIN", "value": number},
        "notify_record_type": "Person",
        "authorize": {"purpose": {"code": "SP-ELIG"}},
        **more,
    }
    one = {"reference_id": ident(), "timestamp": stamp(), "subscribe_criteria": criteria}
    return {"transaction_id": ident(), "subscribe_request": [one]}


def test_a_search_is_acknowledged_and_answered_later(client, peer, hook, sophea):
    asked = by_card(CARD)

    ack = peer.ask(client, "search", asked).json()["message"]
    taken = deliver_due(timezone.now())

    assert ack["ack_status"] == "ACK" and taken == 1
    ((path, body),) = hook.came
    verify(body, our_key().public)
    assert path == "/registry/on-search"
    assert body["header"]["action"] == "on-search" and body["header"]["status"] == "succ"
    assert body["message"]["transaction_id"] == asked["transaction_id"]
    assert body["message"]["correlation_id"] == ack["correlation_id"]
    (one,) = body["message"]["search_response"]
    assert one["data"]["reg_records"][0]["name"]["surname"] == "Sok"


def test_what_was_sent_is_not_sent_again_and_nothing_of_it_is_kept(client, peer, hook, sophea):
    peer.ask(client, "search", by_card(CARD))

    deliver_due(timezone.now())
    deliver_due(timezone.now() + timedelta(days=1))

    job = RegistryJob.objects.get()
    assert len(hook.came) == 1
    assert (job.state, bytes(job.wrapped)) == ("taken", b"")


def test_what_waits_does_not_show_whom_it_is_about(client, peer, sophea):
    peer.ask(client, "search", by_card(CARD))

    job = RegistryJob.objects.get()
    assert CARD.encode() not in bytes(job.wrapped)
    assert CARD not in json.dumps([job.references, job.transaction_id])


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_was_not_taken_is_tried_again_later_and_is_the_same_message(
    client, peer, hook, sophea, status
):
    peer.ask(client, "search", by_card(CARD))
    now = timezone.now()
    hook.status = status

    assert deliver_due(now) == 0
    assert deliver_due(now + timedelta(seconds=1)) == 0
    hook.status = 200
    assert deliver_due(now + timedelta(minutes=5)) == 1

    first, second = [body["header"]["message_id"] for _path, body in hook.came]
    assert first == second


def test_it_is_given_up_at_last(client, peer, hook, sophea):
    peer.ask(client, "search", by_card(CARD))
    hook.status = 500

    for day in range(MOST_TRIES + 3):
        deliver_due(timezone.now() + timedelta(days=day))

    assert len(hook.came) == MOST_TRIES
    assert RegistryJob.objects.get().state == "given-up"


def test_a_consent_taken_back_before_the_answer_leaves_is_taken_back_there_too(
    client, peer, hook, sophea, counsellor
):
    peer.ask(client, "search", by_card(CARD))

    withdraw_consent(actor=counsellor, person_id=sophea.pk, withdrawn_at=timezone.now())
    deliver_due(timezone.now())

    ((_path, body),) = hook.came
    assert body["message"]["search_response"][0]["data"]["reg_records"] == []


@pytest.mark.parametrize(
    "uri",
    [
        "http://169.254.169.254/latest",
        "https://idpoor.example.org.evil.example/in",
        "http://127.0.0.1@evil.example/in",
        "http://127.0.0.1:9/other-port",
        "file:///etc/passwd",
        "http://[::1",
        7,
    ],
)
def test_an_answer_is_never_sent_where_a_message_points(client, peer, sophea, uri):
    answer = peer.ask(client, "search", by_card(CARD), sender_uri=uri)

    assert answer.json()["message"]["error"]["code"] == "err.sender_uri.invalid"
    assert not RegistryJob.objects.exists()


def test_below_the_agreed_address_a_message_may_choose(client, peer, hook, sophea):
    peer.ask(client, "search", by_card(CARD), sender_uri=f"{hook.uri}/mine/on-search")

    deliver_due(timezone.now())

    assert hook.came[0][0] == "/mine/on-search"


def test_a_subscription_has_a_code_whoever_it_is_about(client, peer, hook, sophea):
    for number in (CARD, "020999999"):
        peer.ask(client, "subscribe", subscription(number))

    deliver_due(timezone.now())

    for path, body in hook.came:
        (one,) = body["message"]["subscribe_response"]
        assert path == "/registry/on-subscribe"
        assert one["status"] == "succ" and one["subscriptions"][0]["status"] == "subscribe"
    assert RegistrySubscription.objects.count() == 2


@pytest.fixture
def subscribed(client, peer, hook, sophea):
    peer.ask(client, "subscribe", subscription())
    deliver_due(timezone.now())
    return hook.came.pop()[1]["message"]["subscribe_response"][0]["subscriptions"][0]["code"]


def changed(person):
    Person.objects.filter(pk=person.pk).update(marital_status="widowed")


def test_a_change_is_told_once_and_stands_in_the_trail(subscribed, hook, sophea):
    assert note_changes(timezone.now()) == 0

    changed(sophea)
    assert (note_changes(timezone.now()), note_changes(timezone.now())) == (1, 0)
    deliver_due(timezone.now())

    ((path, body),) = hook.came
    (event,) = body["message"]["notify_event"]
    assert path == "/registry/notify"
    assert event["data"]["reg_records"]["marital_status"] == "widowed"
    assert AuditEntry.objects.filter(action="people.registry_told", ref_id=sophea.pk).exists()


def test_after_the_consent_ended_no_change_is_told(subscribed, hook, sophea, counsellor):
    changed(sophea)
    note_changes(timezone.now())
    withdraw_consent(actor=counsellor, person_id=sophea.pk, withdrawn_at=timezone.now())

    deliver_due(timezone.now())
    changed(sophea)

    assert note_changes(timezone.now()) == 0
    assert hook.came == []


@pytest.mark.parametrize("name", ["subscription_codes", "sunscription_codes"])
def test_a_subscription_is_ended_by_either_spelling(client, peer, subscribed, hook, sophea, name):
    message = {"transaction_id": ident(), "timestamp": stamp(), name: [subscribed]}

    peer.ask(client, "unsubscribe", message)
    deliver_due(timezone.now())
    changed(sophea)

    assert hook.came[0][0] == "/registry/on-unsubscribe"
    assert hook.came[0][1]["message"]["status"] == "succ"
    assert note_changes(timezone.now()) == 0


def test_another_ones_subscription_is_not_ended(client, subscribed, hook, sophea):
    other = Peer("other", callback_uri=hook.uri)
    message = {"transaction_id": ident(), "timestamp": stamp(), "subscription_codes": [subscribed]}

    other.ask(client, "unsubscribe", message)
    deliver_due(timezone.now())

    assert hook.came[0][1]["message"]["status_reason_code"] == "rjct.subscription_code.invalid"
    assert RegistrySubscription.objects.get().ended_at is None


def status_of(transaction, kind="transaction_id"):
    asked = {
        "reference_id": ident(),
        "txn_type": "search",
        "attribute_type": kind,
        "attribute_value": transaction,
    }
    return {"transaction_id": ident(), "txnstatus_request": asked}


def test_a_peer_learns_how_far_its_own_question_is(client, peer, sophea):
    asked = by_card(CARD)
    peer.ask(client, "search", asked)
    other = Peer("other")

    own = peer.ask(client, "sync/txn/status", status_of(asked["transaction_id"])).json()
    by_reference = [asked["search_request"][0]["reference_id"]]
    listed = peer.ask(client, "sync/txn/status", status_of(by_reference, "reference_id_list"))
    foreign = other.ask(client, "sync/txn/status", status_of(asked["transaction_id"])).json()

    def states(body):
        found = body["message"]["txnstatus_response"]["txn_status"]["search_response"]
        return [one["status"] for one in found]

    assert states(own) == states(listed.json()) == ["pdng"]
    assert states(foreign) == []


def test_the_status_is_sent_later_too(client, peer, hook):
    peer.ask(client, "txn/status", status_of("never-asked"), action="txn-status")

    deliver_due(timezone.now())

    ((path, body),) = hook.came
    assert path == "/registry/txn/on-status"
    assert body["header"]["action"] == "txn-on-status"


def test_no_log_and_no_address_says_whom_it_is_about(client, peer, hook, sophea, caplog):
    caplog.set_level("DEBUG")

    peer.ask(client, "sync/search", by_card(CARD))
    peer.ask(client, "search", by_card(CARD))
    deliver_due(timezone.now())
    peer.ask(client, "search", {"transaction_id": CARD, "search_request": []})

    assert hook.came, "it was sent"
    said = "".join(f"{one.getMessage()} {one.__dict__}" for one in caplog.records)
    said += "".join(path for path, _body in hook.came)
    for word in (CARD, "Sophea", "Sok", "\u179f\u17bb\u1781"):
        assert word not in said
