"""A shop plan from the idea to where it carries itself, in Khmer, on a telephone and a laptop."""

from django.urls import reverse

from spean.skills.models import Business, BusinessPlan
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.test_money import answer, open_all, picture
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, km

SHOP = {
    "product0-name": "បាយ",
    "product0-unit": "ចាន",
    "product0-price": "5000",
    "product0-unit_cost": "3000",
    "product0-likely": "900",
    "product0-low": "600",
    "product0-high": "1200",
    "cost0-name": "ចង្ក្រាន",
    "cost0-amount": "400000",
    "own_money": "1500000",
    "fixed": "200000",
    "owner_pay": "600000",
}


def test_an_idea_becomes_a_plan_that_shows_where_it_carries_itself(
    visitor: Visit, town: Town
) -> None:
    sophea = scene.sophea(town)
    with visitor() as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:person", args=[sophea.pk]))
        her.press("Think about a business")
        her.press("Write down an idea")
        answer(her, idea="លក់បាយព្រឹកក្បែរសាលា")
        her.page.locator("[name='kind']").select_option("food")
        picture(her, "idea-360")
        her.press("Save")
        her.press("Make the plan")
        open_all(her)
        answer(her, **SHOP)
        her.seen()
        picture(her, "shop-open-360")
        her.press("Work it out")
        assert "បាយ ១៦ ចាន" in her.text
        assert her.page.locator("svg.months.slim").first.is_visible()
        her.press("Keep this plan")
        her.seen()
        picture(her, "shop-plan-360")
        assert BusinessPlan.objects.get().version == 1
        her.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        her.seen()
        assert her.page.locator("svg.months.wide").first.is_visible()
        picture(her, "shop-plan-1280")
        her.go(reverse("desk:business", args=[Business.objects.get().pk]))
        her.seen()
        assert km("Where it stands") in her.text
        picture(her, "business-1280")
