"""Can she afford to train? Asked on a telephone, drawn, kept, and printed without the debt."""

import os
from pathlib import Path

from django.urls import reverse

from spean.casework.models import Budget
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, km

ASKED = {
    "living_likely": "700000",
    "other_income_likely": "400000",
    "casual_likely": "250000",
    "cash_likely": "150000",
}
MORE = {
    "childcare_likely": "150000",
    "wage_trained_likely": "1000000",
    "wage_trained_high": "1100000",
    "loan0-name": "អង្គការឥណទាន",
    "loan0-owed": "4000000",
    "loan0-rate": "1.5",
    "loan0-payment": "240000",
}


def open_all(her: Walker) -> None:
    her.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def answer(her: Walker, **answers: str) -> None:
    for name, text in answers.items():
        her.page.locator(f"[name='{name}']").fill(text)


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        her.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_her_months_are_asked_drawn_and_kept(visitor: Visit, town: Town) -> None:
    sophea = scene.sophea(town)
    with visitor() as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:person", args=[sophea.pk]))
        her.press("The household's money")
        picture(her, "asked-360")
        answer(her, **ASKED)
        open_all(her)
        answer(her, **MORE)
        her.seen()
        picture(her, "open-360")
        her.press("Work it out")
        assert km("Money is missing") in her.text
        assert her.page.locator("svg.months.slim").is_visible()
        assert not her.page.locator("svg.months.wide").is_visible()
        picture(her, "drawn-360")
        her.press("Keep this with the plan")
        assert Budget.objects.get().saved_by == town.counsellor
        picture(her, "kept-360")


def test_on_a_laptop_and_on_paper(visitor: Visit, town: Town) -> None:
    sophea = scene.sophea(town)
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:money", args=[sophea.pk]))
        answer(her, **ASKED)
        open_all(her)
        answer(her, **MORE)
        picture(her, "open-1280")
        her.press("Work it out")
        assert her.page.locator("svg.months.wide").is_visible()
        picture(her, "drawn-1280")
        her.press("Keep this with the plan")
        picture(her, "kept-1280")
        assert MORE["loan0-name"] in her.text
        her.page.emulate_media(media="print")
        her.page.set_viewport_size({"width": 703, "height": 1000})
        picture(her, "paper")
        assert MORE["loan0-name"] not in her.text


def test_a_loan_is_written_down_and_the_lender_is_asked(visitor: Visit, town: Town) -> None:
    sophea = scene.sophea(town)
    with visitor() as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:person", args=[sophea.pk]))
        her.press("Loans")
        her.press("Write down a loan")
        her.fill(
            lender_kind="mfi",
            lender="អង្គការឥណទាន សាខាបាកាន",
            owed_amount="4000",
            owed_currency="USD",
            payment="180",
            next_due_on="១៥ ធ្នូ ២០២៦",
            is_land_at_risk="yes",
            basis="seen",
            papers=["id_card", "loan_agreement"],
            other_papers="សៀវភៅគ្រួសារ",
        )
        picture(her, "loan-360")
        her.press("Save")
        picture(her, "debts-360")
        her.press("The lender's reply")
        her.fill(asked_on="១ វិច្ឆិកា ២០២៦", wishes=["pause"], answer="no", answered_on="៥ វិច្ឆិកា ២០២៦")
        her.press("Save")
        assert km("Refused") in her.text
        her.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        her.seen()
        picture(her, "debts-1280")
        her.press("Papers for the lender")
        picture(her, "packet-1280")
        her.page.emulate_media(media="print")
        her.page.set_viewport_size({"width": 703, "height": 1000})
        picture(her, "packet-paper")
