"""A shared room: the screen locks by itself and keeps the text. A keyboard: letters lead."""

import pytest
from django.urls import reverse

from spean.people.models import Person
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, km
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.long

SAID = "ពិភាក្សារឿងការងារ"


@pytest.fixture
def sophea(town: Town) -> Person:
    return scene.sophea(town)


def at_a_note(her: Walker, town: Town, sophea: Person) -> None:
    """Open a note and begin to write."""
    her.let_in(town.counsellor)
    her.go(reverse("desk:note", args=[sophea.pk]))
    her.write("summary", SAID)


def test_after_five_idle_minutes_the_screen_is_covered_and_the_text_is_kept(
    visitor: Visit, town: Town, sophea: Person
) -> None:
    with visitor(size=LAPTOP) as her:
        her.page.clock.install()
        at_a_note(her, town, sophea)
        screen = her.page.locator("#lock-screen")
        her.page.clock.fast_forward("04:00")
        assert not screen.is_visible()
        with her.page.expect_response("**/lock/"):
            her.page.clock.fast_forward("01:10")
        screen.wait_for(state="visible")
        her.seen()
        her.page.locator("#lock-password").fill(PASSWORD)
        with her.page.expect_response("**/unlock/"):
            her.named(km("Unlock"), within="#lock-screen").click()
        screen.wait_for(state="hidden")
        assert her.page.locator("[name=summary]").input_value() == SAID


def test_a_locked_screen_gives_nothing_to_a_window_beside_it(
    visitor: Visit, town: Town, sophea: Person
) -> None:
    with visitor(size=LAPTOP) as her:
        at_a_note(her, town, sophea)
        with her.page.expect_response("**/lock/"):
            her.page.keyboard.press("Control+Shift+KeyL")
        beside = her.page.context.new_page()
        beside.goto(her.site + reverse("desk:person", args=[sophea.pk]))
        assert "សុភា" not in beside.content()


def test_letters_lead_by_their_place_on_the_keyboard(
    visitor: Visit, town: Town, sophea: Person
) -> None:
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        keys = her.page.keyboard
        her.go(reverse("desk:person", args=[sophea.pk]))
        with her.page.expect_navigation(url="**/note/"):
            keys.press("KeyN")
        her.go(reverse("desk:person", args=[sophea.pk]))
        with her.page.expect_navigation(url="**/desk/"):
            keys.press("KeyG")
            keys.press("KeyT")
        keys.press("Slash")
        her.page.locator("[role=search] [type=search]:focus").wait_for()
        keys.type("n")
        assert her.page.locator("[role=search] [type=search]").input_value() == "n"
        her.page.locator("main h1").click()
        with her.page.expect_navigation(url="**/help/"):
            keys.press("Shift+Slash")
