"""The pages of businesses: the plan with its pictures, kits, visits, checks, money, groups."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from spean.accounts.choices import Role
from spean.core.loans import Loan
from spean.core.paper import draw_paper
from spean.desk.enterprise.paper import plan_words
from spean.skills.contracts import IdeaWords
from spean.skills.models import Business, BusinessPlan, CooperativeGroup, FinanceLink, Kit
from spean.skills.services import business as service
from tests.factories.casework import case_for
from tests.factories.directory import ServiceOfferFactory, ServiceTypeFactory
from tests.factories.serving import staff
from tests.skills.enterprise.shops import product, shop

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"
SOLD = {
    "product0-name": "បាយ",
    "product0-unit": "ចាន",
    "product0-price": "5,000",
    "product0-unit_cost": "៣០០០",
    "product0-likely": "900",
    "product0-low": "600",
    "product0-high": "1200",
    "cost0-name": "ចង្ក្រាន",
    "cost0-amount": "400000",
    "own_money": "1500000",
    "fixed": "200000",
    "owner_pay": "600000",
    "days": "26",
    "begins": "1/7/2026",
    "registration": "not_asked",
}


@pytest.fixture
def person(counsellor, pursat, client):
    client.force_login(counsellor)
    return case_for(counsellor, pursat).person


@pytest.fixture
def business(counsellor, person):
    words = IdeaWords("food", "លក់បាយព្រឹក")
    return service.begin_business(actor=counsellor, person=person, id=uuid4(), words=words)


@pytest.fixture
def plan(counsellor, business):
    return saved(counsellor, business, shop())


def saved(actor, business, found, loan=None):
    given = {"id": uuid4(), "shop": found, "loan": loan, "now": timezone.now()}
    return service.save_plan(actor=actor, business=business, **given)


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def text_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def posted_plan(client, business, then="look", **changes):
    data = {"id": str(uuid4()), "then": then, **SOLD, **changes}
    return client.post(at("shop_plan", business.pk), data)


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
    assert all("777" not in text_of(client, url) for url in seen)
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


def test_a_visit_begins_with_what_was_promised(client, business):
    for advice in ("ចាប់ផ្តើម", "ទីពីរ"):
        data = {"id": str(uuid4()), "advice": advice, "promises": "សរសេរការលក់"}
        data["happened_on"] = timezone.localdate().strftime("%d/%m/%Y")
        assert client.post(at("business_visit", business.pk), data).status_code == 302

    assert "សរសេរការលក់" in text_of(client, at("business_visit", business.pk))


def begun(counsellor, business, days=40):
    on = timezone.localdate() - timedelta(days=days)
    return service.move_business(actor=counsellor, business=business, move="start", on=on)


def test_a_check_that_is_due_stands_on_the_list_until_it_is_made(client, counsellor, business):
    begun(counsellor, business)
    assert at("business_check", business.pk) in text_of(client, at("enterprise"))

    data = {"id": str(uuid4()), "month": "1", "is_alive": "yes", "sales": "900000"}
    data["checked_on"] = timezone.localdate().strftime("%d/%m/%Y")
    assert client.post(at("business_check", business.pk), data).status_code == 302
    assert at("business_check", business.pk) not in text_of(client, at("enterprise"))
    assert "900,000" in text_of(client, at("business", business.pk))


def test_the_list_of_due_checks_asks_few_questions(
    client, counsellor, pursat, person, django_assert_max_num_queries
):
    def one_more():
        words = IdeaWords("food", "លក់បាយ")
        made = service.begin_business(actor=counsellor, person=person, id=uuid4(), words=words)
        begun(counsellor, made)

    one_more()
    client.get(at("enterprise"))
    with django_assert_max_num_queries(20) as few:
        client.get(at("enterprise"))
    for _more in range(5):
        one_more()
    with django_assert_max_num_queries(len(few)):
        client.get(at("enterprise"))


def test_a_business_begins_on_a_day(client, business):
    url, day = at("business_move", business.pk), timezone.localdate().strftime("%d/%m/%Y")

    assert client.post(url, {"move": "start", "on": ""}).status_code == 200
    assert client.post(url, {"move": "start", "on": day}).status_code == 302
    assert Business.objects.get().state == "started"


def made_kit(client, business):
    data = {"id": str(uuid4()), "purpose": "tools", "supplier": "ផ្សារថ្មី"}
    data |= {"thing0-name": "ចង្ក្រាន", "thing0-count": "2", "thing0-price": "150000"}
    assert client.post(at("kit_new", business.pk), data).status_code == 302
    return Kit.objects.order_by("-created_at").first()


def upload(content, name="receipt.png"):
    return SimpleUploadedFile(name, content, "image/png")


def test_a_kit_is_made_handed_over_and_looked_at(client, business):
    kit = made_kit(client, business)
    assert "300,000" in text_of(client, at("kit", kit.pk))
    day = timezone.localdate().strftime("%d/%m/%Y")
    hand = {"id": str(uuid4()), "on": day, "mark": upload(PNG)}
    assert client.post(at("kit_hand_over", kit.pk), hand).status_code == 302
    item = kit.items.get()
    look = {"on": day, str(item.pk): "broken"}
    assert client.post(at("kit_look", kit.pk), look).status_code == 302
    assert kit.items.get().state == "broken"


def test_a_receipt_that_is_a_program_is_refused_with_a_sentence(client, business):
    kit = made_kit(client, business)
    sent = {"id": str(uuid4()), "file": upload(b"MZ\x90" * 20)}
    answered = client.post(at("kit_receipt", kit.pk), sent)

    assert answered.status_code == 200
    assert "JPEG" in answered.content.decode()
    assert not kit.files.exists()


def test_a_second_kit_of_the_same_kind_waits_for_the_manager(client, pursat, business):
    made_kit(client, business)
    second = made_kit(client, business)
    assert at("kit_hand_over", second.pk) not in text_of(client, at("kit", second.pk))

    client.force_login(staff(Role.CENTRE_MANAGER, pursat))
    assert client.post(at("kit_allow", second.pk)).status_code == 302
    assert at("kit_hand_over", second.pk) in text_of(client, at("kit", second.pk))


def test_a_receipt_opens_for_the_officer(client, business):
    kit = made_kit(client, business)
    client.post(at("kit_receipt", kit.pk), {"id": str(uuid4()), "file": upload(PNG)})
    answered = client.get(at("kit_file", kit.files.get().pk))

    assert answered.content == PNG
    assert "no-store" in answered["Cache-Control"]


def test_whom_she_asked_for_money_and_what_was_answered(client, business):
    area = business.person.area
    lends = ServiceTypeFactory(code="ENT8")
    offer = ServiceOfferFactory(service_type=lends, area=area)
    day = timezone.localdate().strftime("%d/%m/%Y")
    data = {"id": str(uuid4()), "offer": str(offer.pk), "amount": "2000000", "asked_on": day}
    assert client.post(at("business_money", business.pk), data).status_code == 302
    link = FinanceLink.objects.get()
    assert "2,000,000" in text_of(client, at("business_money", business.pk))
    answered = client.post(at("finance_answer", link.pk), {"move": "refuse", "on": day})
    assert answered.status_code == 302
    assert FinanceLink.objects.get().state == "refused"


def test_a_group_is_begun_joined_met_and_left(client, person, pursat):
    data = {"id": str(uuid4()), "revision": "1", "name": "ក្រុមត្រី", "centre": str(pursat.pk)}
    client.post(at("cooperative_new"), data | {"purpose": "ចិញ្ចឹមត្រី"})
    group = CooperativeGroup.objects.get()
    client.post(at("cooperative_join", group.pk), {"id": str(uuid4()), "person": str(person.pk)})
    day = timezone.localdate().strftime("%d/%m/%Y")
    meeting = {"id": str(uuid4()), "came": "8", "saved": "40000", "happened_on": day}
    client.post(at("cooperative_meeting", group.pk), meeting)
    html = text_of(client, at("cooperative", group.pk))

    assert person.given_name in html and "40,000" in html
    too_much = {**meeting, "id": str(uuid4()), "taken": "90000"}
    assert client.post(at("cooperative_meeting", group.pk), too_much).status_code == 200
    client.post(at("cooperative_leave", group.members.get().pk))
    assert person.given_name not in re.sub(
        r"<option.*?</option>", "", text_of(client, at("cooperative", group.pk))
    )


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
