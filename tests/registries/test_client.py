"""We ask later, ask how far it is, and are told of changes: the client and the server of one site.

The other registry is this very site, over a real line; faults are signed by one of the tests.
"""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.casework.models import FollowUp
from spean.casework.services import open_case
from spean.directory.models import Organisation, RegistryPeer
from spean.directory.services.registries import new_key
from spean.pathways.registry_rounds import go_round
from spean.people.models import Person, RegistryAnswer, RegistryJob, RegistryWatch
from spean.people.services import withdraw_consent
from spean.people.services.registry_asking import (
    Inquiry,
    NoConsentToAsk,
    RegistrySilent,
    ask_registry,
    open_answers,
)
from spean.people.services.registry_following import ask_how_far
from spean.people.services.registry_jobs import OUR_ID, deliver_due
from spean.people.services.registry_watching import end_watch, watch_record
from tests.registries.conftest import CARD
from tests.registries.peer import FIELDS, Peer, send


@pytest.fixture
def mirror(transactional_db, live_server, settings):
    """A second registry that is this very site: it knows us as a peer, and we know it as one."""
    settings.SPEAN_IS_DEMO = True
    key = new_key(actor=None, now=timezone.now())
    return RegistryPeer.objects.create(
        organisation=Organisation.objects.create(kind="authority", label_en="Mirror"),
        sender_id=OUR_ID,
        service_uri=f"{live_server.url}/api/spdci/v1",
        callback_uri=f"{live_server.url}/api/spdci/v1",
        is_asked_later=True,
        public_keys=[{"id": str(key.pk), "key": key.public, "until": ""}],
        purposes=["SP-ELIG"],
        scope="share_commune_idpoor",
        record_kinds=["Person", "Group"],
        fields=FIELDS,
    )


@pytest.fixture
def ask(mirror, sophea, counsellor):
    def go(number=CARD, **changes):
        inquiry = Inquiry(type="UIN", number=number, purpose="SP-ELIG", way="spdci")
        given = {"actor": counsellor, "person": sophea, "peer": mirror, "id": uuid.uuid4()}
        return ask_registry(inquiry=inquiry, **{**given, **changes})

    return go


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def deliver():
    return deliver_due(timezone.now() + timedelta(seconds=1))


def test_a_question_waits_until_its_answer_comes_to_our_door(ask, sophea, counsellor):
    row = ask()
    assert row.result == "waiting"

    assert deliver() == 1

    (answer,) = open_answers(viewer=counsellor, person=sophea)
    assert answer.row.result == "found" and answer.row.answered_at
    assert (answer.row.asked_by, answer.row.purpose) == (counsellor, "SP-ELIG")
    assert answer.kept["records"][0]["poverty_score"] == 1
    assert CARD.encode() not in bytes(answer.row.sealed)


def test_somebody_who_is_not_there_is_not_found_later_either(ask):
    row = ask("999999")
    deliver()

    assert fresh(row).result == "not_found"


def test_a_registry_that_does_not_take_the_question_is_silent(ask, mirror):
    mirror.service_uri = "http://127.0.0.1:9/nobody"

    with pytest.raises(RegistrySilent):
        ask()
    assert RegistryAnswer.objects.get().result == "waiting"


def test_how_far_it_is_can_be_asked_and_is_no_answer_yet(ask, counsellor, sophea):
    row = ask()

    assert ask_how_far(actor=counsellor, answer=row) == "pdng"
    (answer,) = open_answers(viewer=counsellor, person=sophea)
    assert (answer.row.result, answer.kept["status"]) == ("waiting", "pdng")
    RegistryJob.objects.all().delete()
    assert ask_how_far(actor=counsellor, answer=row) == ""


def test_the_round_asks_after_what_waits_for_an_hour(ask):
    row = ask()
    RegistryJob.objects.update(next_try_at=timezone.now() + timedelta(days=1))
    go_round()
    assert not AuditEntry.objects.filter(action="people.registry_status").exists()

    RegistryAnswer.objects.filter(pk=row.pk).update(updated_at=timezone.now() - timedelta(hours=2))
    go_round()
    assert AuditEntry.objects.filter(action="people.registry_status").count() == 1


def found(id, status="succ", **more):
    one = {
        "reference_id": str(id),
        "timestamp": timezone.now().isoformat(),
        "status": status,
        "data": {"reg_records": [{"poverty_score": 2}]},
        **more,
    }
    return {"transaction_id": str(id), "correlation_id": "c", "search_response": [one]}


@pytest.fixture
def late(counsellor, sophea):
    """A registry of the tests, and a question to it that waits."""
    other = Peer("late")
    inquiry = Inquiry(type="UIN", number=CARD, purpose="SP-ELIG", way="csv")
    given = {"actor": counsellor, "person": sophea, "peer": other.row, "id": uuid.uuid4()}
    row = ask_registry(inquiry=inquiry, **given)
    RegistryAnswer.objects.update(way="spdci")
    return other, row


def is_refused(answer):
    return answer.json()["message"]["ack_status"] == "ERR"


@pytest.mark.django_db
def test_an_answer_to_no_question_is_refused_and_stands_in_the_trail(client, late):
    other, row = late

    assert is_refused(other.ask(client, "on-search", found(uuid.uuid4())))
    assert is_refused(Peer("else").ask(client, "on-search", found(row.pk)))
    assert fresh(row).result == "waiting"
    assert AuditEntry.objects.filter(action="people.registry_refused").count() == 2


@pytest.mark.django_db
def test_what_was_answered_is_not_answered_again(client, late, counsellor, sophea):
    other, row = late
    body = other.signed(other.header("on-search"), found(row.pk))
    assert not is_refused(send(client, "on-search", body))

    second = found(row.pk, data={"reg_records": [{"poverty_score": 9}]})
    assert is_refused(send(client, "on-search", body))
    assert is_refused(other.ask(client, "on-search", second))
    (answer,) = open_answers(viewer=counsellor, person=sophea)
    assert answer.kept["records"] == [{"poverty_score": 2}]


@pytest.mark.django_db
def test_an_answer_that_another_key_signed_changes_nothing(client, late):
    other, row = late
    body = other.signed(other.header("on-search"), found(row.pk), key=Peer("thief").key)

    assert send(client, "on-search", body).status_code == 401
    assert fresh(row).result == "waiting"


@pytest.mark.django_db
def test_a_question_that_was_turned_away_is_not_said_to_be_not_found(client, late):
    other, row = late
    other.ask(client, "on-search", found(row.pk, "rjct", data={}))

    assert fresh(row).result == "refused"


@pytest.fixture
def watched(ask, counsellor):
    row = ask()
    deliver()
    watch = watch_record(actor=counsellor, answer=fresh(row))
    deliver()
    return fresh(watch)


def test_a_subscription_is_made_once_and_has_the_registrys_name(watched, counsellor):
    assert watched.state == "on" and watched.code.startswith("sub-")

    assert watch_record(actor=counsellor, answer=watched.answer).pk == watched.pk
    assert not RegistryJob.objects.filter(state="waiting").exists()


def test_of_a_change_the_officer_gets_one_quiet_step(watched, counsellor, sophea):
    open_case(actor=counsellor, person=sophea, now=timezone.now())
    for level in ("level_2", "level_1"):
        Person.objects.filter(pk=sophea.pk).update(id_poor=level)
        go_round()

    assert fresh(watched).changed_at
    (step,) = FollowUp.objects.filter(about_kind="registry_watch")
    assert step.is_discreet and step.case.person_id == sophea.pk


def test_without_her_consent_nothing_is_subscribed(ask, counsellor, sophea):
    row = ask()
    deliver()
    withdraw_consent(actor=counsellor, person_id=sophea.pk, withdrawn_at=timezone.now())

    with pytest.raises(NoConsentToAsk):
        watch_record(actor=counsellor, answer=fresh(row))
    assert not RegistryWatch.objects.exists()


def test_when_the_consent_ends_the_registry_is_told_to_end_it(watched, counsellor, sophea):
    withdraw_consent(actor=counsellor, person_id=sophea.pk, withdrawn_at=timezone.now())

    go_round()
    deliver()

    assert fresh(watched).state == "ended"


def test_an_officer_ends_it_and_what_comes_afterwards_is_refused(watched, counsellor, sophea):
    end_watch(actor=counsellor, answer=watched.answer)
    deliver()

    assert fresh(watched).state == "ended"
    Person.objects.filter(pk=sophea.pk).update(id_poor="level_2")
    go_round()
    assert fresh(watched).changed_at is None


@pytest.mark.django_db
def test_a_notice_that_nobody_asked_for_is_refused(client, late, counsellor, sophea):
    open_case(actor=counsellor, person=sophea, now=timezone.now())
    other, row = late
    watch = RegistryWatch.objects.create(answer=row, state="on", code="sub-1")

    def notice(peer, code):
        event = {"reference_id": code, "timestamp": timezone.now().isoformat(), "data": {}}
        event["data"] = {"reg_records": {"poverty_score": 3}}
        message = {"transaction_id": uuid.uuid4().hex, "notify_event": [event]}
        return peer.ask(client, "notify", message)

    assert is_refused(notice(other, "sub-2"))
    assert is_refused(notice(Peer("else"), "sub-1-1"))
    assert not FollowUp.objects.exists()
    assert not is_refused(notice(other, "sub-1-1"))
    assert fresh(watch).changed_at and FollowUp.objects.count() == 1


def test_the_page_says_that_no_answer_came_yet_and_then_shows_it(client, ask, counsellor, sophea):
    client.force_login(counsellor)
    url = reverse("desk:registry_ask", args=[sophea.pk])
    more = reverse("desk:registry_more", args=[sophea.pk])
    row = ask()

    page = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert 'value="status"' in page
    assert client.post(more, {"id": row.pk, "act": "status"}).status_code == 302
    deliver()
    page = client.get(url).content.decode()
    assert 'value="status"' not in page and 'value="watch"' in page
    assert client.post(more, {"id": row.pk, "act": "watch"}).status_code == 302
    assert 'value="stop"' in client.get(url).content.decode()
    assert client.post(more, {"id": row.pk, "act": "stop"}).status_code == 302
    assert fresh(row).watch.state in {"ending", "told", "ended"}
    assert client.post(more, {"id": row.pk, "act": "other"}).status_code == 302


def test_a_colleague_does_not_reach_the_buttons(client, ask, colleague, sophea):
    client.force_login(colleague)
    row = ask()
    more = reverse("desk:registry_more", args=[sophea.pk])

    assert client.post(more, {"id": row.pk, "act": "status"}).status_code == 404
