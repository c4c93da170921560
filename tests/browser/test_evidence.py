"""How quickly a note is written: the figures of docs/evidence.md."""

from pathlib import Path

import pytest
from django.urls import reverse

from spean.casework.models import ServiceEvent
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.measures import Measured, count_from_now_on, keep, measured
from tests.browser.town import Town
from tests.browser.walker import LAPTOP

pytestmark = pytest.mark.long


def test_a_note_takes_few_clicks_and_far_less_than_a_minute(visitor: Visit, town: Town) -> None:
    sophea = scene.sophea(town)
    with visitor(size=LAPTOP) as her:
        count_from_now_on(her)
        her.let_in(town.counsellor)
        her.go(reverse("desk:person", args=[sophea.pk]))

        def by_hand(run: int) -> None:
            her.page.locator("[data-key=note]").click()
            her.page.locator("a[href='?begin=call']").click()
            her.page.locator("[name=summary]").fill(f"និយាយអំពីការងារ {run}")
            with her.page.expect_navigation(url="**/people/*/"):
                her.page.locator("form .foot button.main").click()

        def by_keys(run: int) -> None:
            her.page.keyboard.press("KeyN")
            her.page.locator("a[href='?begin=call']").wait_for()
            her.page.locator("a[href='?begin=call']").focus()
            her.page.keyboard.press("Enter")
            her.page.locator("[name=topics]:checked").wait_for(state="attached")
            her.page.locator("[name=summary]").focus()
            her.page.keyboard.insert_text(f"និយាយអំពីការងារ {run}")
            with her.page.expect_navigation(url="**/people/*/"):
                her.page.keyboard.press("Control+Enter")

        hand = measured(her, "a note, with the mouse", by_hand)
        keys = measured(her, "a note, with the keyboard", by_keys)

    assert ServiceEvent.objects.count() == hand.runs + keys.runs
    assert (hand.clicks, keys.clicks) == (3, 0)
    assert keys.keys <= 4 and max(hand.seconds, keys.seconds) < 60


def test_a_new_measure_replaces_its_own_row_and_no_other(tmp_path: Path) -> None:
    kept = tmp_path / "evidence.md"
    for act, clicks in (("a note", 3), ("a referral", 9), ("a note", 4)):
        keep(Measured(act, 5, clicks, 0, 1.25), kept)

    text = kept.read_text(encoding="utf-8")
    assert "| a note | 5 | 4 | 0 | 1.2 |" in text and "| a referral | 5 | 9 |" in text
    assert text.count("| a note |") == 1
