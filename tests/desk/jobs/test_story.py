"""From a vacancy to a job, as an officer clicks it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import FollowUp
from spean.jobs import services
from spean.jobs.models import EmployerLink, JobReferral, JobSeeker, Placement
from spean.people.services import withdraw_consent
from tests.desk.cases.writing import hidden
from tests.factories.jobs import VacancyFactory, terms
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def html_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    html: str = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def answered(client, scene, answer, vacancy=None):
    url = at("match", scene.person.pk, (vacancy or scene.vacancy).pk)
    return client.post(url, {"id": hidden(client.get(url), "id"), "answer": answer})


def moved(client, referral, how):
    return client.post(at("referral_move", referral.pk), {"how": how}, follow=True)


def test_the_question_to_her_stands_before_the_reasons_and_weighs_both_answers_alike(client, scene):
    html = html_of(client, at("match", scene.person.pk, scene.vacancy.pk))

    question = html.index("shall we send your name to the employer?")
    assert question < html.index("Why this job?") < html.index("We never use sex, age")
    assert scene.person.given_name in html[question - 80 : question]
    assert html.count("btn equal") == 2 and "btn main" not in html


def test_the_whole_story_from_her_yes_to_the_first_day_of_work(client, scene):
    answered(client, scene, "yes")
    referral = JobReferral.objects.get()
    assert referral.state == "agreed"

    moved(client, referral, "send")
    moved(client, referral, "meet")
    place = at("place", referral.pk)
    form = {key: value for key, value in terms().items() if value is not None}
    sent = client.post(
        place,
        {
            **form,
            "id": hidden(client.get(place), "id"),
            "revision": 1,
            "started_on": "២០ វិច្ឆិកា ២០២៥",
            "has_contract_copy": "yes",
            "wage": "២៦០",
        },
    )

    assert sent.status_code == 302 and sent["Location"] == at("person", scene.person.pk)
    placement = Placement.objects.get()
    assert (placement.wage, placement.has_contract_copy) == (260, True)
    assert FollowUp.objects.filter(about_id=placement.pk).count() == 4
    assert "20 November 2025" in html_of(client, at("referral", referral.pk))


def test_her_no_asks_why_and_is_not_asked_again(client, scene):
    url = at("match_no", scene.person.pk, scene.vacancy.pk)
    mark = {"id": hidden(client.get(url), "id")}
    assert "f err" in client.post(url, mark).content.decode(), "a reason is asked for"

    assert client.post(url, {**mark, "reason": "distance", "note": "ឆ្ងាយ"}).status_code == 302

    referral = JobReferral.objects.get()
    assert (referral.state, referral.decline_reason) == ("declined", "distance")
    assert str(scene.vacancy.pk) not in html_of(client, at("matches", scene.person.pk))


def test_let_me_think_promises_to_ask_tomorrow(client, scene):
    answered(client, scene, "later")

    promise = FollowUp.objects.get()
    assert scene.vacancy.label_en in promise.what
    assert JobReferral.objects.get().state == "proposed"


def test_a_wrong_reason_becomes_a_task(client, scene):
    url = at("match_wrong", scene.person.pk, scene.vacancy.pk)
    mark = {"id": hidden(client.get(url), "id")}

    client.post(url, {**mark, "what": "ផ្លូវដាច់"})

    assert "ផ្លូវដាច់" in FollowUp.objects.get().what


def test_i_can_do_this_against_a_closed_gate_becomes_a_task_for_today(client, scene):
    JobSeeker.objects.update_or_create(person=scene.person, defaults={"wage_floor": 9_000})

    answered(client, scene, "can")

    promise = FollowUp.objects.get()
    assert scene.vacancy.label_en in promise.what
    assert promise.due_on == timezone.localdate() and promise.is_discreet
    assert not JobReferral.objects.exists()


def test_a_closed_gate_is_a_sentence_and_no_button(client, scene, pursat):
    closed = VacancyFactory(employer__centre=pursat, employer__unchecked=True)

    html = html_of(client, at("match", scene.person.pk, closed.pk))

    assert "has not been checked by two people yet" in html
    assert 'value="yes"' not in html
    client.post(at("match", scene.person.pk, closed.pk), {"answer": "yes"})
    assert not JobReferral.objects.exists()


def test_without_consent_she_is_not_sent_and_the_page_leads_to_the_consent(client, scene):
    referral = scene.agreed()
    withdraw_consent(actor=scene.officer, person_id=scene.person.pk, withdrawn_at=MORNING)

    page = moved(client, referral, "send").content.decode()

    referral.refresh_from_db()
    assert referral.state == "agreed"
    assert at("consent", scene.person.pk) in page and "has not agreed that employers see" in page


@pytest.mark.parametrize(
    ("how", "reason", "state"),
    [
        ("decline", "wage", "declined"),
        ("refuse", "skill", "refused"),
        ("close", "no_answer", "closed"),
    ],
)
def test_every_end_has_its_reason(client, scene, how, reason, state):
    referral = scene.agreed()
    moved(client, referral, "send")
    url = f"{at('referral_no', referral.pk)}?how={how}"
    mark = {"id": hidden(client.get(url), "id")}
    assert client.post(url, mark).status_code == 200, "a reason is asked for"

    assert client.post(url, {**mark, "reason": reason}).status_code == 302

    referral.refresh_from_db()
    assert referral.state == state
    assert "btn main" not in html_of(client, at("referral", referral.pk))


def test_a_link_is_shown_once_with_a_drawing_to_scan(client, scene):
    url = at("link_new", scene.vacancy.pk)
    mark = {"id": hidden(client.get(at("vacancy", scene.vacancy.pk)), "id"), "days": "7"}

    page = client.post(url, mark).content.decode()

    address = re.search(r'value="http://testserver(/e/[^"]+)"', page)
    assert address and "<svg" in page and "qr" in page
    assert client.get(address[1]).status_code == 200
    assert "This link was shown once already" in client.post(url, mark).content.decode()
    assert EmployerLink.objects.count() == 1
    again = html_of(client, at("vacancy", scene.vacancy.pk))
    assert "/e/" not in again and "Counsellor" not in again

    client.post(at("link_end", EmployerLink.objects.get().pk))
    assert "This link has ended" in client.get(address[1]).content.decode()


def test_people_who_could_suit_are_counted_and_never_scored(client, scene):
    other = scene.looking(given_name_lat="Dara", family_name_km="មេឃ")

    html = html_of(client, at("vacancy_people", scene.vacancy.pk))

    assert other.name in html and scene.person.name in html
    assert re.search(r"\d+ of \d+ fit", html)
    part = client.get(at("vacancy_people", scene.vacancy.pk), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and other.name in part.content.decode()


def test_wishes_are_asked_written_and_read_again(client, scene):
    url = at("wishes", scene.person.pk)
    page = client.get(url)
    marks = {"id": hidden(page, "id"), "revision": hidden(page, "revision")}
    sent = client.post(
        url,
        {
            **marks,
            "is_looking": "yes",
            "radius_km": "៣០",
            "accepts_dormitory": "no",
            "available_from": "1 July 2027",
            "wage_wanted": "250",
            "wage_floor": "180.5",
            "night_work": "no",
            "licences": "driving C, forklift",
            "wanted_work_1": "7122",
            "refused_work_1": "7122",
            "party": "ដារា",
        },
    )

    assert sent.status_code == 302, sent.content.decode()[:3000]
    wishes = JobSeeker.objects.get(person=scene.person)
    assert (wishes.radius_km, wishes.accepts_dormitory, wishes.will_relocate) == (30, False, None)
    assert wishes.wanted_occupations.get() == wishes.refused_occupations.get()
    html = html_of(client, url)
    for text in ("180.5", "driving C, forklift", "ដារា", "1 July 2027"):
        assert text in html, text

    stale = client.post(url, {**marks, "is_looking": "no"}).content.decode()
    assert "A colleague saved this" in stale
    wishes.refresh_from_db()
    assert wishes.is_looking


def test_an_employer_hears_of_nobody_before_the_second_check(client, scene, manager):
    services.record_employer(
        actor=scene.officer,
        id=scene.vacancy.employer_id,
        centre=scene.centre,
        values={"licence": "OTHER"},
        revision=1,
    )
    employer = at("employer", scene.vacancy.employer_id)
    assert "before anybody is shown" in html_of(client, employer)

    client.post(at("employer_check", scene.vacancy.employer_id))
    assert "The second is by another person" in html_of(client, employer)
    client.force_login(manager)
    client.post(at("employer_check", scene.vacancy.employer_id))

    scene.vacancy.employer.refresh_from_db()
    assert scene.vacancy.employer.second_verified_by == manager
