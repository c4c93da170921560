"""The same pages in English, in the dark, and two and four times as large."""

import pytest
from django.urls import reverse

from spean.people.models import Person
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, km

PUBLIC = ("/", "/help/", "/privacy/", "/about/", "/account/login/")
PLACES = ("today", "people", "jobs", "employers", "follow_ups", "results", "imports", "settings")
HERS = (
    "person",
    "history",
    "triage",
    "plan",
    "money",
    "note",
    "consent",
    "wishes",
    "matches",
    "skills",
)


DARK_PAPER = "rgb(17, 24, 26)"
# What is left across a laptop of 1280 pixels at 200 and at 400 per cent.
ENLARGED = (640, 320)


def addresses(town: Town, sophea: Person) -> list[str]:
    """Return the places of the desk, her own pages, and those of a job."""
    return [
        *(reverse(f"desk:{name}") for name in PLACES),
        *(reverse(f"desk:{name}", args=[sophea.pk]) for name in HERS),
        reverse("desk:match", args=[sophea.pk, town.vacancy.pk]),
        reverse("desk:vacancy", args=[town.vacancy.pk]),
    ]


@pytest.fixture
def sophea(town: Town) -> Person:
    scene.a_day(town)
    return scene.sophea(town)


def test_english_is_one_press_away_and_so_is_the_way_back(visitor: Visit, town: Town) -> None:
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:today"))
        assert her.page.locator("html").get_attribute("lang") == "km"
        her.follow(her.named("English"))
        assert her.page.locator("html").get_attribute("lang") == "en"
        assert her.named("Register someone").is_visible()
        her.follow(her.named("ខ្មែរ"))
        assert her.named(km("Register someone")).is_visible()


@pytest.mark.long
def test_every_page_stands_out_in_the_dark_and_fits_when_enlarged(
    visitor: Visit, town: Town, sophea: Person
) -> None:
    with visitor(color_scheme="dark") as her:
        for address in PUBLIC:
            her.go(address)
            her.enlarge(*ENLARGED)
        her.let_in(town.counsellor)
        for address in addresses(town, sophea):
            her.go(address)
            her.enlarge(*ENLARGED)
        assert her.page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK_PAPER
