"""The first page: what it says, what it never says, and for whom."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from spean.casework.choices import Question
from spean.people.contracts import Contact, ScopeAnswer
from tests.factories.casework import case_for, follow_up_for, note_for, screened
from tests.factories.people import consent

pytestmark = pytest.mark.django_db
PAGE = "/desk/"


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def today(monkeypatch):
    """Let the factories' day be the real one, because the page asks the clock."""
    day = timezone.localdate()
    monkeypatch.setattr("tests.factories.casework.TODAY", day)
    return day


def page(client, viewer, path=PAGE):
    client.force_login(viewer)
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_row_says_what_to_do_and_whether_one_may_call(client, counsellor, pursat, today):
    contact = Contact(number="012 000 417")
    case = case_for(counsellor, pursat, contacts=(contact,))
    follow_up_for(case, what="ជួយសរសេរលិខិត")

    html = page(client, counsellor)

    assert "ជួយសរសេរលិខិត" in html and case.person.name in html
    assert "Safe to call" in html and "1 person is waiting for you." in html


def test_who_said_no_to_being_telephoned_is_visited(client, counsellor, pursat, today):
    no = ScopeAnswer(scope="contact_by_phone", is_granted=False)
    decision = consent()
    case = case_for(
        counsellor,
        pursat,
        contacts=(Contact(number="012 000 417"),),
        consent=replace(decision, scopes=(*decision.scopes, no)),
    )
    follow_up = follow_up_for(case)

    pages = [
        page(client, counsellor, path)
        for path in (
            PAGE,
            reverse("desk:people"),
            reverse("desk:person", args=[case.person_id]),
            reverse("desk:follow_up", args=[follow_up.pk]),
        )
    ]

    for html in pages:
        assert "Do not call · visit" in html
        assert "tel:+85512000417" not in html


def test_no_number_stands_on_the_page(client, counsellor, pursat, today):
    contacts = (Contact(number="012 000 417", safe_to_call="never"),)
    follow_up_for(case_for(counsellor, pursat, contacts=contacts))

    html = page(client, counsellor)

    assert "000 417" not in html and "12000417" not in html
    assert "Do not call · visit" in html


def test_neither_answers_nor_discreet_words_stand_on_the_page(client, counsellor, pursat, today):
    case = case_for(counsellor, pursat)
    screened(case, "self_harm", "not_free", "urgent_health", override_reason="")
    tomorrow = today + timedelta(days=1)
    note_for(
        case,
        now=timezone.now(),
        topics=("PRO5",),
        summary="ឈឺធ្ងន់",
        next_step="នាំទៅពេទ្យ",
        next_on=tomorrow,
        happened_on=today - timedelta(days=1),
    )
    follow_up_for(case, 0, what="រឿងអំពើហិង្សា", is_discreet=True)

    html = page(client, counsellor) + page(client, counsellor, "/desk/today/now/")

    secrets = ["ឈឺធ្ងន់", "នាំទៅពេទ្យ", "រឿងអំពើហិង្សា", "self_harm", "urgent_health"]
    assert not [word for word in [*secrets, *map(str, Question.labels)] if word in html]
    assert "Open the file: a promised step is due." in html


def test_the_control_the_same_words_do_stand_there_when_they_are_not_discreet(
    client, counsellor, pursat, today
):
    follow_up_for(case_for(counsellor, pursat), 0, what="រឿងអំពើហិង្សា")

    assert "រឿងអំពើហិង្សា" in page(client, counsellor)


def test_another_centre_and_a_sealed_person_are_not_there(
    client, counsellor, officer_elsewhere, pursat, today
):
    case = case_for(counsellor, pursat, given_name_km="ពិសិដ្ឋ")
    follow_up_for(case)
    assert "ពិសិដ្ឋ" in page(client, counsellor)

    assert "ពិសិដ្ឋ" not in page(client, officer_elsewhere)
    case.person.is_sealed = True
    case.person.save()
    assert "ពិសិដ្ឋ" not in page(client, counsellor)


def test_seven_rows_are_shown_and_the_others_are_a_link_away(client, counsellor, pursat, today):
    for number in range(9):
        follow_up_for(case_for(counsellor, pursat, nickname=str(number)))

    html = page(client, counsellor)
    rest = page(client, counsellor, "/desk/today/now/")

    assert html.count('<li class="row">') == 7 and "See the 2 others" in html
    assert rest.count('<li class="row">') == 9


def test_nobody_waiting_is_one_kind_sentence(client, counsellor):
    html = page(client, counsellor)

    assert "Nobody is waiting today" in html
    assert "UNDEFINED-TEMPLATE-VARIABLE" not in html


def test_exactly_one_button_is_filled(client, counsellor, pursat, today):
    follow_up_for(case_for(counsellor, pursat))

    main = page(client, counsellor).split('<main class="wrap"')[1].split("</main>")[0]

    assert len(re.findall(r'class="btn main"', main)) == 1


def test_a_khmer_page_has_khmer_days_and_digits(client, counsellor, pursat, today, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "km"
    follow_up_for(case_for(counsellor, pursat))

    html = page(client, counsellor)

    assert "១ នាក់រង់ចាំអ្នក។" in html and "កុំឱ្យហួសថ្ងៃនេះ" in html
    assert '<html lang="km"' in html


@pytest.mark.parametrize(
    ("who", "door"),
    [
        ("volunteer", "desk:people"),
        ("job_officer", "desk:people"),
        ("registrar", "desk:duplicates"),
    ],
)
def test_who_has_no_caseload_is_told_what_to_do_here(client, request, who, door):
    html = page(client, request.getfixturevalue(who))

    assert reverse(door) in html and "This is what you can do here." in html


def test_a_part_that_does_not_exist_is_not_found(client, counsellor):
    client.force_login(counsellor)

    assert client.get("/desk/today/never/").status_code == 404
    assert client.get("/desk/today/now/?page=x").status_code == 200


def test_a_role_without_casework_does_not_find_the_lists(client, volunteer):
    client.force_login(volunteer)

    assert client.get("/desk/today/now/").status_code == 404


def test_the_search_leads_to_the_register_and_never_writes_a_name_into_an_address(
    client, counsellor
):
    client.force_login(counsellor)

    assert client.get("/desk/search/?q=Sok").url == reverse("desk:people")


def test_the_page_costs_the_same_for_few_and_many_people(client, counsellor, pursat, today):
    client.force_login(counsellor)

    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        return len(seen)

    follow_up_for(case_for(counsellor, pursat)), follow_up_for(case_for(counsellor, pursat), 3)
    few = cost()
    for number in range(6):
        follow_up_for(case_for(counsellor, pursat, nickname=str(number)), number % 4)

    # Six of them count what is due in the work on skills.
    assert cost() == few <= 31
