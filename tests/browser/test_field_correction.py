"""Somebody's file is corrected far from the desk, while a colleague works at the desk."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import User
from spean.people.models import Person
from spean.surveys.models import FieldConflict, Submission
from spean.surveys.services.programme import load_programme_forms
from tests.browser.answering import asked, pick, say, write
from tests.browser.conftest import Visit
from tests.browser.fieldwork import Fieldworker
from tests.browser.town import Town
from tests.browser.walker import km

pytestmark = pytest.mark.long
GIVEN, CALLED = "នាមខ្លួនជាអក្សរខ្មែរ", "ឈ្មោះហៅក្រៅ"


@pytest.fixture
def person(town: Town) -> Person:
    """Return somebody of Pursat who lives in Boeng Bat Kandaol."""
    return town.person("សុខ", "សុភា", "018 000 555", marital_status="single")


@pytest.fixture
def correcting(her: Fieldworker, person: Person, counsellor: User) -> Fieldworker:
    """Return a telephone without a connection, with the correction of a person open on it."""
    load_programme_forms(now=timezone.now())
    her.arrive(counsellor)
    her.offline()
    her.go(f"person/{person.pk}")
    her.page.locator("main a.door[href*='spean_correction']").click()
    her.page.locator(".odk-form").wait_for()
    return her


@pytest.fixture
def at_the_desk(visitor: Visit, colleague: User, person: Person) -> Callable[..., None]:
    """Return what a colleague does at the desk: correct one section of the file."""

    def correct(section: str, **answers: str) -> None:
        with visitor() as desk:
            desk.let_in(colleague)
            desk.go(reverse("desk:person_edit", args=[person.pk, section]))
            desk.fill(**answers)
            desk.press("Save", within="main form[novalidate]")

    return correct


def standing(her: Fieldworker, question: str) -> str:
    """Return what stands in a question of text."""
    return asked(her, question).locator("input[type=text]").first.input_value()


def sent(her: Fieldworker, person: Person) -> None:
    """Finish, and give the connection back until everything is sent."""
    her.finish()
    assert her.unsent == 1
    her.offline(False)
    her.wait_for_unsent(0)
    assert Submission.objects.get().state == "applied"
    person.refresh_from_db()


def test_what_two_people_changed_in_different_fields_stands_together(
    correcting: Fieldworker, at_the_desk: Callable[..., None], person: Person, town: Town
) -> None:
    assert standing(correcting, GIVEN) == "សុភា"
    assert "បឹងបត់កណ្ដោល" in asked(correcting, "ឃុំ/សង្កាត់").inner_text()
    correcting.walker.fits()
    write(correcting, CALLED, "ភា")
    pick(correcting, "ឃុំ/សង្កាត់", "ស្វាយចេក")
    at_the_desk("background", marital_status="married")

    sent(correcting, person)

    assert (person.nickname, person.marital_status) == ("ភា", "married")
    assert (person.area, person.given_name_km) == (town.market, "សុភា")
    assert not FieldConflict.objects.exists()


def test_a_field_that_two_people_changed_is_chosen_at_the_desk(
    visitor: Visit, correcting: Fieldworker, at_the_desk: Callable[..., None], person: Person,
    counsellor: User,
) -> None:  # fmt: skip
    write(correcting, GIVEN, "សុភី")
    say(correcting, "ស្ថានភាពគ្រួសារ", "មេម៉ាយ ឬពោះម៉ាយ")
    at_the_desk("name", given_name_km="សុភ័ក្រ")

    sent(correcting, person)

    # The other field of the same correction is written; nobody's name is written over.
    assert (person.given_name_km, person.marital_status) == ("សុភ័ក្រ", "widowed")
    with visitor() as desk:
        desk.let_in(counsellor)
        desk.go(reverse("desk:today"))
        desk.press("Choose")
        assert desk.page.url.endswith(reverse("desk:conflicts"))
        card = desk.page.locator("main section.card")
        assert "សុភ័ក្រ" in card.inner_text() and "សុភី" in card.inner_text()
        desk.follow(card.locator("button[value=theirs]"))
        assert km("Nobody changed the same twice") in desk.text
    person.refresh_from_db()
    assert (person.given_name_km, FieldConflict.objects.get().took_theirs) == ("សុភី", True)
