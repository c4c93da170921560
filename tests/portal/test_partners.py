"""The partner's page: what she allowed and no more; one tap; calm when it is over."""

import logging
import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.casework.models import ServiceReferral
from spean.casework.services.referral_links import MOST_OPENINGS
from spean.casework.services.referral_papers import attach_paper
from spean.people.contracts import Contact
from spean.people.services import withdraw_consent
from tests.casework.test_referral_links import MARKERS, PHONE
from tests.factories.referrals import PDF, case_allowing, partner, referral_link, referred
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    cache.clear()


@pytest.fixture
def case(counsellor, pursat):
    home = AreaFactory(code="150501", label_km="ឃុំសម្គាល់", label_en="Areamarker")
    contacts = (Contact(number=PHONE),)
    return case_allowing(counsellor, pursat, contacts=contacts, area_id=home.pk, **MARKERS)


@pytest.fixture
def referral(case):
    return referred(case, partner(), now=timezone.now())


def link_to(referral, **changes):
    link, token = referral_link(referral, now=timezone.now(), **changes)
    return link, reverse("portal:referral", args=[token])


def read(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def stands(referral):
    referral.refresh_from_db()
    return referral.state, referral.reason_code


def test_by_default_nothing_on_the_page_names_the_person(client, referral, case):
    html = read(client, link_to(referral)[1])

    assert case.person.client_number in html and "គ. ឈ." in html
    words = [*MARKERS.values(), "Areamarker", "ឃុំសម្គាល់", "0970000166", "ឈឺខ្នង"]
    assert [word for word in words if word in html] == []
    text = re.sub(r"<[^>]+>", " ", html).lower()
    for word in ("return", "migrant", "thai", "abroad", "female", "debt"):
        assert word not in text, word


def test_what_she_chose_is_there(client, case):
    chosen = referred(case, partner(), now=timezone.now(), shared=("name", "phone", "reason"))
    html = read(client, link_to(chosen)[1])

    assert case.person.name in html and "tel:+85597" in html and "ឈឺខ្នង" in html
    assert "Areamarker" not in html


def test_the_last_day_is_said_twice_and_nobody_keeps_or_lists_the_page(client, referral):
    link, url = link_to(referral)
    page = client.get(url)

    text = re.sub(r"<[^>]+>", "", page.content.decode())
    day = timezone.localtime(link.expires_at)
    assert len(re.findall(rf"{day.day} {day:%B}", text)) >= 2
    assert "no-store" in page["Cache-Control"] and "noindex" in page["X-Robots-Tag"]


def test_the_way_to_the_end_is_one_tap_each(client, referral):
    _link, url = link_to(referral)
    for move in ("acknowledge", "accept", "contact", "start", "finish"):
        assert client.post(url, {"answer": move}).status_code == 302

    assert stands(referral) == ("done", "")
    assert referral.answered_by == "link"
    assert "nothing more for you to do" in read(client, url)


def test_a_no_asks_why_first(client, referral):
    _link, url = link_to(referral)
    assert "Why not?" in read(client, url + "?no=1")

    client.post(url, {"answer": "decline"})
    assert stands(referral) == ("sent", "")
    client.post(url, {"answer": "decline", "reason": "no_place"})
    assert stands(referral) == ("declined", "no_place")


def test_the_second_of_two_answers_is_refused_clearly_and_changes_nothing(client, referral):
    _link, url = link_to(referral)
    client.post(url, {"answer": "accept"})
    referral.refresh_from_db()
    revision = referral.revision

    page = client.post(url, {"answer": "decline", "reason": "no_place"}, follow=True)

    assert "This was answered already" in page.content.decode()
    assert stands(referral) == ("accepted", "") and referral.revision == revision
    entry = AuditEntry.objects.get(action="casework.referral_answer_refused")
    assert entry.ref_id == referral.pk
    assert entry.detail == {"move": "decline", "state": "accepted"}


@pytest.mark.parametrize("said", ["", "withdraw", "destroy"])
def test_what_no_partner_may_say_changes_nothing(client, referral, said):
    _link, url = link_to(referral)
    client.post(url, {"answer": said, "reason": "person"})

    assert stands(referral) == ("sent", "")


def expired(referral, link):
    link.expires_at = timezone.now() - timedelta(seconds=1)
    link.save()


def used_up(referral, link):
    link.opened = MOST_OPENINGS
    link.save()


def taken_back(referral, link):
    actor, person = referral.sent_by, referral.case.person_id
    withdraw_consent(actor=actor, person_id=person, withdrawn_at=timezone.now())


@pytest.mark.parametrize("end", [expired, used_up, taken_back])
def test_every_dead_link_shows_the_same_calm_page_and_is_written_down(client, referral, end):
    link, url = link_to(referral)
    end(referral, link)
    forged = reverse("portal:referral", args=["x" * 32])
    before = ServiceReferral.objects.values().get()

    pages = [client.get(url), client.post(url, {"answer": "accept"}), client.get(forged)]

    assert [page.status_code for page in pages] == [200, 200, 200]
    bodies = {re.sub(r'name="next" value="[^"]*"', "", p.content.decode()) for p in pages}
    assert len({re.sub(r'csrf\w*" value="[^"]*"', "", body) for body in bodies}) == 1
    assert "This link has ended" in bodies.pop()
    assert ServiceReferral.objects.values().get() == before
    kept = AuditEntry.objects.filter(action="casework.referral_link_refused")
    assert kept.count() == 3


def test_no_link_stands_in_a_log_or_in_the_trail(client, referral, caplog):
    _link, url = link_to(referral)
    token = url.rstrip("/").rpartition("/")[2]
    with caplog.at_level(logging.DEBUG):
        client.get(url)
        client.post(url, {"answer": "accept"})
        client.get(url.replace(token, token[:-1]))

    said = " ".join(one.getMessage() for one in caplog.records if "portal" not in one.name)
    assert token not in said
    assert token not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def attached(referral):
    sent = {"name": "letter.pdf", "content": PDF, "now": timezone.now(), "id": uuid.uuid4()}
    return attach_paper(actor=referral.sent_by, referral_id=referral.pk, **sent)


def test_a_paper_is_given_to_keep_while_the_link_lives(client, referral):
    paper = attached(referral)
    link, url = link_to(referral)

    assert f"{url}{paper.pk}/" in read(client, url)
    page = client.get(f"{url}{paper.pk}/")
    assert page.content == PDF and page["Content-Disposition"].startswith("attachment")
    assert "no-store" in page["Cache-Control"]

    expired(referral, link)
    gone = client.get(f"{url}{paper.pk}/")
    assert gone.status_code == 200 and PDF not in gone.content


def test_a_paper_that_never_was_shows_the_calm_page(client, referral):
    _link, url = link_to(referral)

    assert "This link has ended" in client.get(f"{url}{uuid.uuid4()}/").content.decode()
