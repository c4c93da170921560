"""How quickly a note, a registration and a referral are done: the figures of docs/evidence.md."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import ServiceEvent, ServiceReferral
from spean.casework.services import open_case
from spean.people.models import Person
from tests.browser import acts, scene
from tests.browser.conftest import Visit
from tests.browser.measures import Measured, count_from_now_on, keep, measured
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, km
from tests.factories.referrals import CLINIC, allows, partner

pytestmark = pytest.mark.long
# Far enough from each other not to be taken for one person.
FIVE = (("វាល", "សុភាព"), ("ភ្នំ", "វិចិត្រ"), ("ស្វាយ", "បូផា"), ("កែវ", "មករា"), ("លី", "ចាន់ថា"))


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


def test_a_registration_takes_five_steps_and_far_less_than_ten_minutes(
    visitor: Visit, town: Town
) -> None:
    with visitor(size=LAPTOP) as her:
        count_from_now_on(her)
        her.let_in(town.counsellor)
        her.go(reverse("desk:people"))

        def by_hand(run: int) -> None:
            family, given = FIVE[run]
            her.press("Register someone")
            acts.agree_to_be_written_down(her)
            acts.say_who(her, family, given, f"018 0{run}1 7{run}7")
            acts.say_where(her, "បឹងបត់កណ្ដោល")
            acts.say_what_is_needed(her)
            acts.save_registration(her, given)
            # The first questions come next; the act ends where they are asked.
            assert her.page.url.endswith("/questions/")
            her.page.goto(her.site + reverse("desk:people"))

        found = measured(her, "a registration, with the mouse", by_hand)

    assert Person.objects.filter(given_name_km__in=dict(FIVE).values()).count() == found.runs
    assert found.clicks <= 25 and found.seconds < 600


def test_a_referral_takes_few_clicks_and_leaves_a_link_for_the_partner(
    visitor: Visit, town: Town
) -> None:
    person = town.person("ភ្នំ", "ដារ៉ា", "018 000 502", consent=allows())
    open_case(actor=town.counsellor, person=person, now=timezone.now())
    partner(phone="018 000 700")
    with visitor(size=LAPTOP) as her:
        count_from_now_on(her)
        her.let_in(town.counsellor)
        her.go(reverse("desk:today"))

        def by_hand(run: int) -> None:
            her.page.goto(her.site + reverse("desk:person", args=[person.pk]))
            her.press("Refer to a partner")
            her.page.select_option("[name=organisation]", label=CLINIC)
            her.page.select_option("[name=service_type]", label="សុខភាព")
            her.tick("urgency", "3d")
            her.write("reason", f"ឈឺខ្នង ត្រូវការពិនិត្យ {run}")
            her.tick("shared", "name")
            her.press("Send")
            her.press("Make the link and the slip")
            assert km("Print") in her.text

        found = measured(her, "a referral with the partner's link, with the mouse", by_hand)

    assert ServiceReferral.objects.filter(state="sent").count() == found.runs
    assert found.clicks <= 10 and found.seconds < 180


def test_a_new_measure_replaces_its_own_row_and_no_other(tmp_path: Path) -> None:
    kept = tmp_path / "evidence.md"
    for act, clicks in (("a note", 3), ("a referral", 9), ("a note", 4)):
        keep(Measured(act, 5, clicks, 0, 1.25), kept)

    text = kept.read_text(encoding="utf-8")
    assert "| a note | 5 | 4 | 0 | 1.2 |" in text and "| a referral | 5 | 9 |" in text
    assert text.count("| a note |") == 1
