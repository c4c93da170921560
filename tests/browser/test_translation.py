"""Out of work abroad, in Khmer: units with reasons, pictures to answer, confirmed together."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from spean.accounts.models import User
from spean.skills.models import UnitClaim
from spean.skills.services.start_set import load_start_set
from tests.browser import acts
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, PHONE, Walker, km


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        width = her.page.viewport_size["width"]
        path = Path(folder) / f"units-{name}-{width}.png"
        her.page.screenshot(path=path, full_page=True)


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_what_she_did_abroad_becomes_units_that_she_confirms(
    visitor: Visit, town: Town, facilitator: User, size: tuple[int, int]
) -> None:
    load_start_set()
    person = town.person("ភ្នំ", "វិចិត្រ", "018 000 611", sex="M")
    with visitor(size=size) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:person", args=[person.pk]))
        acts.tell_work_abroad(her)
        her.let_in(facilitator)
        her.go(reverse("desk:person", args=[person.pk]))
        her.press("What this work speaks for")
        picture(her, "told")
        her.press("Show the pictures")
        picture(her, "pictures")
        units = her.page.locator("fieldset:has(.points)")
        for place in range(units.count()):
            units.nth(place).locator("label:has([value='yes'])").click()
        her.press("Save", within="main form[novalidate]")
        her.press("Confirm together")
        picture(her, "confirmed")
        assert UnitClaim.objects.exclude(confirmed_at=None).count() == units_of(her)
        her.press("Apply for recognition", within="main")
        assert her.page.locator("select[name='standard']").input_value() == "SP-7122-2"
        her.fill(was_told=["on"], fee_paid_by="programme", consent="spoken")
        her.press("Apply")
        her.press("Ask about the tasks")
        picture(her, "tasks")
        assert km("Ask about the tasks") in her.text


def units_of(her: Walker) -> int:
    """Return how many units the page calls confirmed."""
    return her.page.locator("fieldset .state.ok").count()
