import logging
import uuid
from datetime import timedelta

import pytest

from spean.core.refs import Ref
from spean.outreach import services
from spean.outreach.gateways import log
from spean.outreach.models import Message
from spean.outreach.selectors import messages_to, messages_visible_to
from spean.people.contracts import Contact
from spean.people.models import ContactPoint, Person
from spean.people.services import withdraw_consent
from tests.factories.jobs import willing
from tests.factories.people import MORNING, consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return willing(counsellor, pursat)


def queued(actor, person, about=None):
    return services.queue_message(
        actor=actor,
        person=person,
        template="please-call",
        about=about or Ref("placement", uuid.uuid4()),
        now=MORNING,
    )


def test_a_message_waits_and_is_sent_once(counsellor, person):
    message = queued(counsellor, person)
    assert (message.state, message.held_reason) == ("queued", "")

    assert services.send_due(now=MORNING) == 1
    assert services.send_due(now=MORNING) == 0
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.attempts) == ("sent", MORNING, 1)


def test_one_act_writes_one_message_however_often_it_is_told(counsellor, person):
    about = Ref("placement", uuid.uuid4())

    assert queued(counsellor, person, about) == queued(counsellor, person, about)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"consent": consent("share_employer")}, "no-consent"),
        ({"contacts": ()}, "no-safe-telephone"),
        (
            {"contacts": (Contact(number="012 345 678", owner="neighbour"),)},
            "no-safe-telephone",
        ),
        (
            {"contacts": (Contact(number="012 345 678", safe_to_call="later"),)},
            "no-safe-telephone",
        ),
        (
            {"contacts": (Contact(number="012 345 678", safe_to_call="never"),)},
            "no-safe-telephone",
        ),
    ],
)
def test_without_consent_or_a_safe_telephone_it_is_held(counsellor, pursat, changes, why):
    message = queued(counsellor, willing(counsellor, pursat, **changes))

    assert (message.state, message.held_reason) == ("held", why)
    assert services.send_due(now=MORNING) == 0


def test_a_sealed_person_gets_no_message(counsellor, person):
    Person.objects.filter(pk=person.pk).update(is_sealed=True)
    person.refresh_from_db()

    assert queued(counsellor, person).held_reason == "sealed"


def test_consent_taken_back_before_sending_holds_the_message(counsellor, person):
    message = queued(counsellor, person)
    withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=MORNING)

    assert services.send_due(now=MORNING) == 0
    message.refresh_from_db()
    assert (message.state, message.held_reason) == ("held", "no-consent")


def test_a_telephone_that_became_unsafe_holds_the_message(counsellor, person):
    message = queued(counsellor, person)
    ContactPoint.objects.filter(person=person).update(safe_to_call="never")

    services.send_due(now=MORNING)

    message.refresh_from_db()
    assert (message.state, message.held_reason) == ("held", "no-safe-telephone")


def test_what_cannot_be_sent_is_tried_later_and_given_up_at_last(counsellor, person, monkeypatch):
    def broken(_number, _text):
        raise log.CannotSend

    monkeypatch.setattr(log, "send", broken)
    message, now = queued(counsellor, person), MORNING

    assert services.send_due(now=now) == 0
    message.refresh_from_db()
    assert (message.state, message.not_before) == ("queued", now + timedelta(minutes=2))
    assert services.send_due(now=now) == 0, "it waits before the next try"

    for _try in range(services.TRIES):
        now += timedelta(hours=2)
        services.send_due(now=now)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("failed", services.TRIES)


def test_the_log_holds_neither_number_nor_text(counsellor, person, caplog):
    queued(counsellor, person)

    with caplog.at_level(logging.INFO, logger="spean.outreach"):
        services.send_due(now=MORNING)

    assert "message left" in caplog.text
    assert "345678" not in caplog.text.replace(" ", "") and "មជ្ឈមណ្ឌល" not in caplog.text


def test_messages_of_another_centre_are_in_no_list(counsellor, officer_elsewhere, person):
    message = queued(counsellor, person)

    assert list(messages_visible_to(counsellor)) == [message] == list(messages_to(person))
    assert not messages_visible_to(officer_elsewhere).exists()


def test_moved_messages_come_back(counsellor, pursat, person):
    other = willing(counsellor, pursat, given_name_lat="Dara")
    message = queued(counsellor, person)

    moves = services.move_person(actor=counsellor, source=person, target=other)
    assert list(messages_to(other)) == [message]

    services.move_back(actor=counsellor, source=person, moves=moves)
    assert list(messages_to(person)) == [message]
