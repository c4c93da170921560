"""A farmer of 47 comes to NSSF by her own wish, and an equity card is refused and asked again."""

import os
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from spean.casework.models import FollowUp, SchemeReferral
from spean.directory.services import load_own_tables
from spean.people.models import Person
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, in_khmer, km


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        her.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def begin(her: Walker, person: Person, scheme: str) -> None:
    """Press the one button of a scheme on the page of the rights."""
    her.go(reverse("desk:rights", args=[person.pk]))
    picture(her, f"rights-{scheme}")
    form = her.page.locator(f"form:has([name=scheme][value='{scheme}'])")
    her.follow(form.get_by_role("button"))


def farmer(town: Town) -> Person:
    load_own_tables()
    born = timezone.localdate() - timedelta(days=47 * 365 + 40)
    person = town.person("វាល", "ស្រីនាង", "018 000 504", born_on=born)
    scene.opened(town, person)
    return person


def test_a_farmer_walks_to_nssf_until_the_card_is_there(visitor: Visit, town: Town) -> None:
    person = farmer(town)
    with visitor() as her:
        her.let_in(town.counsellor)
        begin(her, person, "NSSF-VOLUNTARY")
        picture(her, "begun-360")
        her.press("Write what is there")
        her.fill(**{"fact-self-employed": "yes", "fact-has-employees": "no"})
        picture(her, "papers-360")
        her.press("Save")
        assert "ទំនងជាមានសិទ្ធិ" in her.page.content()
        her.press("The papers are ready")
        her.press("Save")
        her.press("The papers were handed in")
        her.fill(place="ប.ស.ស. សាខាពោធិ៍សាត់", number="B-204", carrier="person")
        picture(her, "submit-360")
        her.press("Save")
        picture(her, "submitted-360")
        her.press("It was approved")
        her.press("Save")
        her.press("The benefit has come")
        her.fill(known="seen")
        picture(her, "receive-360")
        her.press("Save")
        picture(her, "received-360")
        her.press("This month was paid")
        her.press("All benefits of this person")
        assert km("The monthly contribution is due") in her.text
        picture(her, "list-360")
    row = SchemeReferral.objects.get()
    assert row.state == "received" and row.scheme.code == "NSSF-VOLUNTARY"
    assert FollowUp.objects.filter(about_id=row.pk, state="due").count() == 1


def test_a_card_refused_for_a_decent_house_is_asked_again(visitor: Visit, town: Town) -> None:
    person = farmer(town)
    Person.objects.filter(pk=person.pk).update(id_poor="expired")
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        begin(her, person, "IDPOOR")
        assert km("The card has expired") in her.text
        picture(her, "begun-1280")
        her.press("Write what is there")
        her.fill(**{"paper-equity-card": "has", "ask-looks_decent": "yes"})
        picture(her, "papers-1280")
        her.press("Save")
        her.press("The papers are ready")
        her.press("Save")
        her.press("The papers were handed in")
        her.fill(place="ឃុំបឹងខ្នារ", number="A-17", carrier="centre")
        her.press("Save")
        assert "គាត់អាចយកទៅដោយខ្លួនឯង" in her.text
        her.fill(carrier="person")
        her.press("Save")
        her.page.locator("details", has_text=km("Something else happened")).locator(
            "summary"
        ).click()
        her.press("It was refused")
        her.fill(reason="decent_house", note="ផ្ទះល្អ")
        picture(her, "refuse-1280")
        her.press("Save")
        assert km("Not known: no rule says it. Ask the office and write the day.") in her.text
        picture(her, "refused-1280")
        her.go(reverse("desk:benefits_open") + "?show=refused")
        assert km("The house looks decent") in her.text
        picture(her, "centre-1280")
        her.page.set_viewport_size({"width": 360, "height": 740})
        her.seen()
        picture(her, "centre-360")
        her.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        her.go(reverse("desk:benefits", args=[person.pk]))
        picture(her, "list-1280")
        her.press("Open")
        her.press("Ask the office to look again")
        her.fill(note="មានលិខិតកម្ចី")
        her.press("Save")
        assert in_khmer(timezone.localdate()) in her.text
    assert SchemeReferral.objects.get().state == "appealed"
