"""The employer's link: blind, short, and equal to everybody who has none."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import FollowUp
from spean.jobs import services
from spean.jobs.models import JobReferral, Placement
from spean.jobs.selectors import unread_answers
from spean.people.contracts import Contact
from spean.people.models import Person
from spean.people.services import withdraw_consent
from tests.factories.casework import case_for
from tests.factories.jobs import SeekerFactory, VacancyFactory, link_for, sent
from tests.factories.people import consent, whole_return
from tests.factories.serving import AreaFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db

MARKERS = {
    "family_name_km": "គ្រួសារសម្គាល់",
    "given_name_km": "ឈ្មោះសម្គាល់",
    "family_name_lat": "Familymarker",
    "given_name_lat": "Givenmarker",
    "nickname": "Nickmarker",
    "address": "Addressmarker",
}
PHONE = "097 000 0166"


def kept(code, polarity, source, **params):
    return {"code": code, "polarity": polarity, "params": params, "source": source}


REASONS = [
    kept("skill-held", "plus", "counsellor", skill="tile", grade="counsellor"),
    kept("skill-missing", "missing", "none", skill="saw"),
    kept("near-home", "plus", "map", km=3.7, radius=15),
    kept("wage-below-wanted", "minus", "employer", wage=260, wanted=777),
    kept("wage-may-miss-floor", "minus", "employer", wage=260, floor=888),
    kept("care-conflict", "minus", "self", demand="saturdays"),
]


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def vacancy(pursat):
    SkillFactory(code="tile", label_en="Laying tiles")
    SkillFactory(code="saw", label_en="Stone saw")
    return VacancyFactory(employer__centre=pursat, openings=10)


@pytest.fixture
def person(counsellor, pursat):
    home = AreaFactory(code="150501", label_km="ឃុំសម្គាល់", label_en="Areamarker")
    case = case_for(
        counsellor,
        pursat,
        consent=consent("share_employer"),
        contacts=(Contact(number=PHONE),),
        returns=(whole_return(place="Placemarker"),),
        area_id=home.pk,
        **MARKERS,
    )
    SeekerFactory(person=case.person, wage_wanted=777, wage_floor=888)
    return case.person


@pytest.fixture
def referral(counsellor, person, vacancy):
    return sent(counsellor, person, vacancy, reasons=REASONS)


@pytest.fixture
def url(counsellor, pursat, vacancy, referral):
    _link, token = link_for(counsellor, vacancy, pursat, now=timezone.now())
    return reverse("portal:answer", args=[token])


def read(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def answer(client, url, referral, said, **more):
    return client.post(url, {"who": str(referral.pk), "answer": said, **more})


def named(html, person):
    words = [*MARKERS.values(), "Areamarker", "ឃុំសម្គាល់", "Placemarker", person.client_number]
    phones = ["0970000166", "097 000 0166", "970000166"]
    return [word for word in (*words, *phones) if word in html]


def test_before_a_meeting_nothing_names_the_person(client, url, person):
    html = read(client, url)

    assert "Candidate 1" in html and "Laying tiles" in html and "Stone saw" in html
    assert "about 4 km away" in html and "seen by the centre" in html
    assert not named(html, person)
    text = re.sub(r"<[^>]+>", " ", html).lower()
    for word in ("return", "migrant", "thai", "abroad", "woman", "female", "years old"):
        assert word not in text, word


def test_her_wage_her_floor_and_her_family_stay_with_the_centre(client, url):
    # Without what nobody reads: an id can hold any three digits.
    text = re.sub(r"<[^>]+>", " ", read(client, url)).lower()

    for word in ("777", "888", "household", "family", "saturdays"):
        assert word not in text, word


def test_after_want_to_meet_name_and_safe_telephone_are_shown(client, url, referral, person):
    assert answer(client, url, referral, "meet").status_code == 302

    html = read(client, url)
    assert person.name in html and "097 000 0166" in html
    referral.refresh_from_db()
    assert (referral.state, referral.answered_by) == ("meeting", "link")


@pytest.mark.parametrize(
    "contact",
    [
        {"safe_to_call": "later"},
        {"safe_to_call": "never"},
        {"owner": "neighbour"},
    ],
)
def test_a_telephone_that_is_not_hers_or_not_safe_is_never_shown(
    client, url, referral, person, contact
):
    person.contacts.update(**contact)
    answer(client, url, referral, "meet")

    html = read(client, url)
    assert person.name in html
    assert "000 0166" not in html and "tel:+855" not in html


def test_a_no_asks_for_its_reason_and_keeps_it(client, url, referral):
    html = read(client, f"{url}?no={referral.pk}")
    offered = re.findall(r'name="reason" value="(\w+)"', html)
    assert 3 <= len(offered) <= 6

    answer(client, url, referral, "no")
    referral.refresh_from_db()
    assert referral.state == "sent", "a no without a reason is not kept"

    answer(client, url, referral, "no", reason=offered[1])
    referral.refresh_from_db()
    assert (referral.state, referral.refusal_reason) == ("refused", "skill")
    assert "Candidate" not in read(client, url)


def test_that_she_has_started_is_news_for_the_officer_and_no_placement(
    client, url, referral, counsellor, officer_elsewhere
):
    answer(client, url, referral, "meet")
    answer(client, url, referral, "started")

    assert "You said that the work has begun" in read(client, url)
    today = timezone.localdate()
    assert list(unread_answers(counsellor, today)) == [referral]
    assert not unread_answers(officer_elsewhere, today).exists()
    assert not Placement.objects.exists() and not FollowUp.objects.exists()


@pytest.mark.parametrize(("said", "more"), [("meet", {}), ("no", {"reason": "skill"})])
def test_an_answer_sent_twice_is_one_answer(client, url, referral, said, more):
    answer(client, url, referral, said, **more)
    first = JobReferral.objects.values().get()

    assert answer(client, url, referral, said, **more).status_code == 302
    assert JobReferral.objects.values().get() == first


@pytest.mark.parametrize("who", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_an_answer_for_nobody_changes_nothing(client, url, referral, who):
    assert client.post(url, {"who": who, "answer": "meet"}).status_code == 302

    referral.refresh_from_db()
    assert referral.state == "sent"


def test_somebody_behind_another_link_is_not_answered_for(client, url, counsellor, pursat, vacancy):
    other = case_for(counsellor, pursat, consent=consent("share_employer")).person
    elsewhere = sent(counsellor, other, VacancyFactory(employer__centre=pursat))

    page = answer(client, url, elsewhere, "meet")

    elsewhere.refresh_from_db()
    assert elsewhere.state == "sent" and page.status_code == 302


def test_consent_taken_back_makes_her_vanish_also_after_a_meeting_was_asked(
    client, url, referral, counsellor, person
):
    answer(client, url, referral, "meet")
    assert person.name in read(client, url)

    withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=timezone.now())

    html = read(client, url)
    assert not named(html, person) and "Candidate" not in html


def test_a_sealed_person_was_never_there(client, url, person):
    Person.objects.filter(pk=person.pk).update(is_sealed=True)

    html = read(client, url)
    assert "Candidate" not in html and not named(html, person)


def ended_links(counsellor, pursat, vacancy):
    """Yield the address of a link that ended in each of the ways a link can end."""
    now = timezone.now()
    yield "A" * 32
    old, token = link_for(counsellor, vacancy, pursat, now=now - timedelta(days=9), days=3)
    assert old.expires_at < now
    yield token
    link, token = link_for(counsellor, vacancy, pursat, now=now)
    services.withdraw_link(actor=counsellor, link_id=link.pk, now=now)
    yield token
    barred = VacancyFactory(employer__centre=pursat)
    _link, token = link_for(counsellor, barred, pursat, now=now)
    services.blacklist_employer(
        actor=counsellor, employer_id=barred.employer_id, reason="x", until=None
    )
    yield token


def test_whatever_ended_a_link_the_answer_is_the_same(counsellor, pursat, vacancy):
    answers = set()
    for token in ended_links(counsellor, pursat, vacancy):
        page = Client().get(reverse("portal:answer", args=[token]))
        headers = tuple(sorted(page.headers.items()))
        answers.add((page.status_code, page.content, headers))
        assert token not in page.content.decode()

    assert len(answers) == 1
    assert "តំណនេះឈប់ប្រើបានហើយ" in answers.pop()[1].decode()


def test_an_ended_link_takes_no_answer(client, url, referral, counsellor, vacancy, pursat):
    link, token = link_for(counsellor, vacancy, pursat, now=timezone.now())
    services.withdraw_link(actor=counsellor, link_id=link.pk, now=timezone.now())

    page = answer(client, reverse("portal:answer", args=[token]), referral, "meet")

    referral.refresh_from_db()
    assert referral.state == "sent" and b"This link has ended" in page.content


def test_no_copy_of_the_page_stays_anywhere(client, url):
    page = client.get(url)

    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin", "no other site learns the address"
    assert not re.search(r'(?:href|src)="https?://', page.content.decode())


def test_the_page_works_without_scripts(client, url, referral):
    html = read(client, url)

    assert "hx-" not in html and "<form" in html
    assert html.count('value="meet"') == 1


def test_neither_link_nor_person_reaches_the_log(client, url, referral, person, caplog):
    with caplog.at_level("DEBUG"):
        read(client, url)
        answer(client, url, referral, "meet")
        client.get(reverse("portal:answer", args=["unknown-token"]))

    token = url.strip("/").split("/")[-1]
    assert token not in caplog.text and "unknown-token" not in caplog.text
    assert not named(caplog.text, person)


def test_a_form_from_elsewhere_is_refused(url, referral):
    strict = Client(enforce_csrf_checks=True)

    assert answer(strict, url, referral, "meet").status_code == 403
    referral.refresh_from_db()
    assert referral.state == "sent"
