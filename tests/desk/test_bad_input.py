"""Bad input is refused with a sentence, stands in the trail, and changes nothing else."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from spean.accounts.models import AuditEntry
from spean.casework.models import Assessment, ReferralLink
from spean.casework.rules.sustainability import DIMENSIONS
from spean.directory.services.registries import new_key
from spean.people.models import Person
from spean.surveys.choices import Effect
from tests.casework.test_sustainability import BEST
from tests.console.everything import canonical
from tests.desk.cases.writing import sent
from tests.directory.lawmaking import drafted, lawyer, second
from tests.factories.casework import case_for, plan_for, service_type
from tests.factories.forms import in_use
from tests.factories.referrals import case_allowing, partner, referral_link, referred
from tests.pathways.test_surveying import asked
from tests.registries.conftest import (
    CARD,
    _rounds_are_made_by_hand,
    peer,
    register_one,
    sophea,
)
from tests.registries.peer import by_card, send

__all__ = ["_rounds_are_made_by_hand", "lawyer", "peer", "register_one", "second", "sophea"]
pytestmark = pytest.mark.django_db
KHMER = re.compile(r"[\u1780-\u17ff]")
TRAIL = {"accounts.AuditEntry", "accounts.AuditHead"}


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    cache.clear()


@contextmanager
def only_the_trail(action: str, *more: str) -> Iterator[dict]:
    """Require one new entry of this action, and no other change in any table but those named."""
    before, last = canonical(), AuditEntry.objects.count()
    found: dict = {}
    yield found
    after = canonical()
    changed = {name for name in after if after[name] != before[name]}
    assert changed - TRAIL - {*more} == set()
    entries = AuditEntry.objects.filter(seq__gt=last)
    assert [one.action for one in entries] == [action]
    found["entry"] = entries.get()


def says(response, sentence):
    """Require a page in Khmer that holds the Khmer of the sentence."""
    html = response.content.decode()
    with translation.override("km"):
        khmer = gettext(sentence)
    assert response.status_code == 200 and '<html lang="km"' in html
    assert KHMER.search(khmer) and khmer in html


@pytest.fixture
def referral(counsellor, pursat):
    return referred(case_allowing(counsellor, pursat), partner(), now=timezone.now())


@pytest.fixture
def link(referral):
    made, token = referral_link(referral, now=timezone.now())
    return made, reverse("portal:referral", args=[token])


ENDED = "This link has ended. Call the centre for a new one."
TWICE = "This was answered already. Nothing was changed; below you see how it stands."
PAST = "This hour is past. Please choose a later one, or write a note about what was."
MARK = "Please add the signature, the photograph or the recording of the yes."
HEARD = "Please write who heard the person say yes."
CHOOSE = "Please choose one of the answers."


@pytest.mark.parametrize("way", ["get", "post"])
def test_an_expired_link_is_refused(client, link, way):
    made, url = link
    ReferralLink.objects.filter(pk=made.pk).update(expires_at=timezone.now() - timedelta(days=1))

    with only_the_trail("casework.referral_link_refused") as kept:
        page = getattr(client, way)(url, {"answer": "accept"})

    says(page, ENDED)
    assert kept["entry"].detail == {"why": "expired"}


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_forged_link_is_refused(client, link, way):
    _made, url = link
    forged = url[:-2] + ("A" if url[-2] != "A" else "B") + "/"

    with only_the_trail("casework.referral_link_refused") as kept:
        page = getattr(client, way)(forged, {"answer": "accept"})

    says(page, ENDED)
    assert kept["entry"].detail == {"why": "unknown"}


def test_the_second_answer_to_a_referral_is_refused(client, link):
    _made, url = link
    client.post(url, {"answer": "accept"})

    with only_the_trail("casework.referral_answer_refused") as kept:
        client.post(url, {"answer": "decline", "reason": "no_place"})

    says(client.get(url), TWICE)
    assert kept["entry"].detail == {"move": "decline", "state": "accepted"}


def test_an_appointment_in_the_past_is_refused(client, counsellor, pursat):
    case = case_for(counsellor, pursat)
    service_type()
    client.force_login(counsellor)
    values = {"minutes": "30", "officer": counsellor.pk, "place": "centre", "at": "9:30"}
    values |= {"id": uuid.uuid4(), "on_day": "1/1/2026"}

    with only_the_trail("casework.refused") as kept:
        page = client.post(reverse("desk:appointment_new", args=[case.person_id]), values)

    says(page, PAST)
    assert kept["entry"].detail == {"reason": "appointment-in-the-past"}
    assert kept["entry"].ref_id == case.person_id


@pytest.mark.parametrize(
    ("said", "reason", "sentence"),
    [
        ({"mode": "verbal", "witness": " "}, "witness-missing", HEARD),
        ({"mode": "thumbprint"}, "mark-missing", MARK),
        ({"mode": "voice"}, "mark-missing", MARK),
        ({"mode": ""}, "incomplete", "Please fill this in."),
        ({"mode": "nobody"}, "incomplete", CHOOSE),
    ],
)
def test_a_plan_agreed_by_nobody_is_refused(client, counsellor, pursat, said, reason, sentence):
    plan = plan_for(case_for(counsellor, pursat))
    client.force_login(counsellor)

    with only_the_trail("casework.refused") as kept:
        page = sent(client, "desk:plan_agree", plan.pk, **said)

    says(page, sentence)
    assert kept["entry"].detail == {"reason": reason} and kept["entry"].ref_id == plan.pk


def test_a_survey_half_answered_is_kept_as_said_but_scores_nothing(client, counsellor, pursat):
    form = in_use(
        pursat, questionnaire__form_id="spean_rss", questionnaire__effect=Effect.SUSTAINABILITY
    )
    case = case_for(counsellor, pursat)
    person, before = Person.objects.filter(pk=case.person_id), case.revision
    known = person.values().get()
    half = {name: said for place, (name, said) in enumerate(BEST.items()) if place % 2}

    asked(counsellor, form, case, half)

    made = Assessment.objects.get()
    assert [getattr(made, one) for one in DIMENSIONS] == [None, None, None]
    assert (made.composite, made.alarms, made.is_alarming) == (None, [], False)
    entry = AuditEntry.objects.get(action="casework.assessed")
    assert entry.detail["unscored"] == list(DIMENSIONS)
    case.refresh_from_db()
    assert (case.revision, person.values().get()) == (before, known)
    client.force_login(counsellor)
    says(client.get(reverse("desk:person", args=[case.person_id])), "Too little was answered")


def test_a_rule_that_contradicts_another_of_the_same_day_is_refused(client, lawyer, second):
    row = drafted(lawyer, valid_from=date(2026, 1, 1))
    client.force_login(second)

    with only_the_trail("directory.rule_refused") as kept:
        page = client.post(reverse("desk:rule_publish", args=[row.pk]), {"revision": "1"})

    says(client.get(page["Location"]), "ចាប់ពីថ្ងៃទី")
    assert kept["entry"].detail == {"reason": "contradicts"} and kept["entry"].ref_id == row.pk


# Of a message that is understood, its id is kept for half an hour, so that it is not taken twice,
# and that it was answered, so that the other side may ask once more.
UNDERSTOOD = ("people.RegistryMessage", "people.RegistryJob")


def refusal(answer):
    return answer.json()["message"]["error"]["code"]


@pytest.mark.parametrize("path", ["search", "sync/search"])
def test_a_message_with_a_wrong_signature_is_refused(client, peer, sophea, path):
    forged = peer.signed(peer.header("search"), by_card(CARD), key=Ed25519PrivateKey.generate())

    with only_the_trail("people.registry_refused") as kept:
        answer = send(client, path, forged)

    assert (answer.status_code, refusal(answer)) == (401, "err.signature.invalid")
    assert kept["entry"].detail == {"code": "err.signature.invalid"}


@pytest.mark.parametrize("path", ["search", "sync/search"])
def test_a_message_sent_again_is_refused(client, peer, sophea, path):
    body = peer.signed(peer.header("search"), by_card(CARD))
    send(client, path, body)

    with only_the_trail("people.registry_refused") as kept:
        answer = send(client, path, body)

    assert refusal(answer) == "err.request.bad"
    assert kept["entry"].detail["reason"] == "rjct.message_id.duplicate"


@pytest.mark.parametrize("size", [10**6, 10**30, 0, -1, 1.5, "10", True])
def test_a_page_of_a_million_people_is_refused(client, peer, sophea, size):
    asked_for = by_card(CARD, pagination={"page_size": size, "page_number": 1})
    new_key(actor=None, now=timezone.now())

    with only_the_trail("people.registry_refused", *UNDERSTOOD) as kept:
        answer = peer.ask(client, "sync/search", asked_for)

    (one,) = answer.json()["message"]["search_response"]
    assert one["status"] == "rjct" and "data" not in one
    assert one["status_reason_code"] == "rjct.pagination.invalid" and one["status_reason_message"]
    assert kept["entry"].detail == {"reason": "rjct.pagination.invalid"}


def test_what_changes_something_is_caught(client, link):
    with pytest.raises(AssertionError), only_the_trail("casework.referral_moved"):
        client.post(link[1], {"answer": "accept"})
