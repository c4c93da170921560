"""How the field page looks and reads: each place at both widths, in both languages, dark too."""

from typing import Any

import pytest
from django.utils import timezone

from spean.accounts.models import User
from spean.casework.services import open_case
from spean.directory.models import Centre
from spean.surveys.models import Submission
from spean.surveys.selectors import answer_as_sent
from spean.surveys.services.programme import load_programme_forms
from tests.browser.conftest import Visit
from tests.browser.fieldwork import Fieldworker, visits_in_use
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, PHONE, Size

PLACES = ("", "people", "outbox", "more", "code", "remove")


@pytest.mark.long
@pytest.mark.parametrize(("size", "language", "scheme"), [
    (PHONE, "km", "light"), (PHONE, "en", "dark"), (LAPTOP, "km", "dark"), (LAPTOP, "en", "light"),
])  # fmt: skip
def test_every_place_is_looked_at(
    visitor: Visit, transactional_db: None, counsellor: User, pursat: Centre,
    size: Size, language: str, scheme: Any,
) -> None:  # fmt: skip
    visits_in_use(pursat)
    with visitor(size=size, color_scheme=scheme) as walker:
        her = Fieldworker(walker)
        walker.let_in(counsellor)
        her.open()
        her.page.locator("#code-new").wait_for()
        walker.seen()
        if language == "en":
            her.page.get_by_role("button", name="English").click()
            her.page.locator("#code-new").wait_for()
            walker.seen()
        her.choose_code()
        her.offline()
        her.begin("visit")
        her.answer(0, "ទន្លេ សុខា")
        walker.seen()
        her.press_finish()
        her.page.locator(".form-error-message, .validation-message").first.wait_for()
        walker.seen()
        her.choose("ស្រី" if language == "km" else "Woman")
        her.finish()
        walker.seen()
        for place in PLACES:
            her.go(place)
            her.page.locator("main h1").wait_for()
            walker.seen()
        her.go()
        walker.enlarge(320, 512)
        her.lock()
        walker.seen()
        her.excuse()


def test_a_person_is_found_on_the_telephone_and_her_number_stands_in_the_form(
    her: Fieldworker, town: Town, counsellor: User
) -> None:
    latin = {"family_name_lat": "Sok", "given_name_lat": "Sophea"}
    person = town.person("សុខ", "សុភា", "018 000 555", **latin)
    open_case(actor=counsellor, person=person, now=timezone.now())
    load_programme_forms(now=timezone.now())
    her.arrive(counsellor)
    her.offline()
    her.go("people")

    her.page.locator("#search").fill("soph")

    her.page.locator("#found a", has_text="សុខ សុភា").click()
    her.walker.seen()
    her.page.locator("main a.door[href*='spean_follow_up']").click()
    her.page.locator(".odk-form").wait_for()
    assert her.page.locator(".question-container input").first.input_value() == person.client_number
    her.walker.seen()
    her.choose("បាទ/ចាស")
    her.finish()
    her.offline(False)
    her.wait_for_unsent(0)
    said = answer_as_sent(Submission.objects.get()).decode()
    assert f"<person_id>{person.pk}</person_id>" in said


@pytest.mark.long
def test_the_programmes_own_questionnaires_open(
    her: Fieldworker, counsellor: User, commune: object
) -> None:
    load_programme_forms(now=timezone.now())
    her.arrive(counsellor)
    doors = her.page.locator("main a.door")
    addresses = [one.get_attribute("href") for one in doors.all()]
    assert len(addresses) >= 5
    her.offline()
    for address in addresses:
        her.page.locator(f"main a.door[href='{address}']").click()
        her.page.locator(".question-container").first.wait_for()
        her.walker.seen()
        her.go()
        doors.first.wait_for()
    assert her.stored("drafts") == [], "looking at a form is no draft"


def test_it_can_be_put_on_the_home_screen(her: Fieldworker, counsellor: User) -> None:
    her.arrive(counsellor)

    session = her.context.new_cdp_session(her.page)
    said = session.send("Page.getAppManifest")
    assert said["errors"] == [] and said["url"].endswith("/field/app.webmanifest")
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {one["errorId"] for one in faults} <= {"in-incognito"}
