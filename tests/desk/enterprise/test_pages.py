"""The plan of a business on its pages and on paper."""

import io
import re
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from spean.accounts.choices import Role
from spean.core.loans import Loan
from spean.core.paper import draw_paper
from spean.desk.enterprise.paper import plan_words
from spean.skills.models import Business, BusinessPlan
from tests.desk.enterprise.asking import SOLD, at, posted_plan, saved, text_of
from tests.factories.serving import staff
from tests.skills.enterprise.shops import product, shop

pytestmark = pytest.mark.django_db


def test_an_idea_in_her_own_words_leads_to_the_plan(client, person):
    data = {"id": str(uuid4()), "revision": "1", "idea": "លក់បាយព្រឹក", "kind": "food"}
    answered = client.post(at("business_new", person.pk), data)

    business = Business.objects.get()
    assert answered["Location"] == at("business", business.pk)
    assert at("shop_plan", business.pk) in text_of(client, at("business", business.pk))
    assert "លក់បាយព្រឹក" in text_of(client, at("businesses", person.pk))


def test_the_plan_says_how_much_is_enough_and_draws_it(client, business):
    html = posted_plan(client, business).content.decode()

    assert "បាយ ១៦ ចាន" in html
    assert html.count('class="months wide"') == 2
    assert not BusinessPlan.objects.exists()


def test_the_plan_is_kept_as_a_version_and_shown_again(client, business):
    answered = posted_plan(client, business, "save")

    kept = BusinessPlan.objects.get()
    assert answered["Location"] == at("shop_plan_read", kept.pk)
    assert kept.sheet["products"][0]["unit_cost"] == 3_000
    assert "បាយ ១៦ ចាន" in text_of(client, at("shop_plan_read", kept.pk))
    assert 'value="5000"' in text_of(client, at("shop_plan", business.pk))


@pytest.mark.parametrize(
    "wrong",
    [
        {"fixed": "-5"},
        {"own_money": "99999999999"},
        {"product0-price": "ច្រើន"},
        {"product0-low": "5000"},
        {"product0-unit_cost": ""},
        {"month1": "100"},
        {"days": "0"},
        {"loan-owed": "-1"},
        {key: "" for key in SOLD if key.startswith("product0")},
    ],
)
def test_what_cannot_be_is_said_at_its_place_and_nothing_is_kept(client, business, wrong):
    answered = posted_plan(client, business, "save", **wrong)

    assert answered.status_code == 200
    assert 'role="alert"' in answered.content.decode()
    assert not BusinessPlan.objects.exists()


def test_a_price_below_the_cost_is_kept_and_said_plainly(client, business):
    html = posted_plan(client, business, **{"product0-price": "2000"}).content.decode()

    with override("km"):
        assert str(service_words("never")) in html


def service_words(code):
    from spean.desk.enterprise.words import WARNINGS

    return WARNINGS[code]


def test_the_loan_stands_on_no_page_of_a_facilitator(client, counsellor, pursat, business):
    plan = saved(counsellor, business, shop(), Loan(777_000, payment=77_000))
    assert "777,000" in text_of(client, at("shop_plan_read", plan.pk))

    client.force_login(staff(Role.TVET_FACILITATOR, pursat))
    seen = [at("shop_plan_read", plan.pk), at("shop_plan", business.pk)]
    assert all("777,0" not in text_of(client, url) for url in seen)
    assert "777000" not in text_of(client, at("shop_plan", business.pk))
    assert client.get(at("shop_household", plan.pk)).status_code in (403, 404)
    assert client.get(at("business_money", business.pk)).status_code in (403, 404)


def test_the_paper_is_a_pdf_without_the_loan_unless_asked(client, counsellor, business):
    plan = saved(counsellor, business, shop(), Loan(777_000, payment=77_000))
    answered = client.get(at("shop_plan_paper", plan.pk))

    assert answered.content.startswith(b"%PDF-")
    assert business.person.client_number in answered["Content-Disposition"]
    with override("km"):
        day = timezone.localdate()
        assert "777,000" not in str(plan_words(plan, None, day))
        assert "777,000" in str(plan_words(plan, Loan(777_000), day))


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_paper_has_ink_in_both_languages(counsellor, business, language):
    plan = saved(counsellor, business, shop(risks=(("ភ្លៀង", "លក់នៅផ្ទះ"),)))
    with override(language):
        pages = draw_paper("shop", plan_words(plan, None, timezone.localdate()))

    for page in pages:
        grey = Image.open(io.BytesIO(page)).convert("L")
        assert sum(grey.histogram()[:128]) > 500


def test_without_a_budget_the_household_page_asks_for_it(client, plan):
    assert at("money", plan.business.person_id) in text_of(client, at("shop_household", plan.pk))


def test_her_page_leads_to_her_business(client, business):
    assert at("business", business.pk) in text_of(client, at("person", business.person_id))


def test_another_centre_finds_nothing(client, plan):
    from tests.factories.serving import CentreFactory

    client.force_login(staff(Role.COUNSELLOR, CentreFactory(code="KPT")))
    keys = {"business": plan.business_id, "shop_plan_read": plan.pk, "shop_plan": plan.business_id}
    assert {client.get(at(name, key)).status_code for name, key in keys.items()} == {404}


def test_the_crossing_is_drawn_inside_its_drawing():
    from spean.desk.enterprise.picture import crossings

    for one in (shop(), shop(fixed=0, owner_pay=0), shop(products=(product(), product(price=0)))):
        for drawn in crossings(one):
            points = re.findall(r"(-?\d+) (-?\d+)", drawn.sales + drawn.costs)
            assert all(
                0 <= int(x) <= drawn.width and 0 <= int(y) <= drawn.height for x, y in points
            )
