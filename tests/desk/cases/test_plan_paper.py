import io
from datetime import timedelta

import pytest
import zxingcpp
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from spean.casework.choices import Goal
from spean.casework.selectors import plan_of
from spean.core.paper import draw_paper
from spean.desk.cases.paper.drawings import drawing
from spean.desk.cases.paper.pictures import COME
from spean.desk.cases.paper.plan import plan_words
from tests.factories.casework import case_for, plan_for, service_type, step_for

# Asked for everything it knows, the reader sometimes sees a line code among the modules.
QR = zxingcpp.BarcodeFormat.QRCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(counsellor, pursat, client):
    client.force_login(counsellor)
    return case_for(counsellor, pursat)


@pytest.fixture
def plan(case):
    return plan_for(case, steps=0)


def words_of(plan, language="km", **changes):
    with override(language):
        found = plan_of(plan.case)
        return plan_words(found, timezone.localdate(), **{"all_words": False, **changes})


def looked_at(words, dots=100):
    return [Image.open(io.BytesIO(page)) for page in draw_paper("plan", words, dots=dots)]


def ink(picture, box=None):
    """Return which part of the paper is darker than paper."""
    grey = picture.convert("L").crop(box) if box else picture.convert("L")
    return sum(grey.histogram()[:128]) / (grey.width * grey.height)


def test_the_paper_opens_as_a_pdf_called_by_the_number(client, plan):
    step_for(plan)
    person = plan.case.person

    answered = client.get(reverse("desk:plan_paper", args=[person.pk]))

    assert answered["Content-Type"] == "application/pdf"
    assert answered.content.startswith(b"%PDF-")
    assert person.client_number in answered["Content-Disposition"]
    assert person.given_name not in str(answered.headers)
    assert "no-store" in answered["Cache-Control"]


def test_without_a_plan_the_page_says_so(client, case):
    answered = client.get(reverse("desk:plan_paper", args=[case.person_id]))

    assert answered["Location"] == reverse("desk:plan_print", args=[case.person_id])


def test_the_square_holds_the_number_and_nothing_else(plan):
    step_for(plan)

    (page,) = looked_at(words_of(plan), dots=150)

    (found,) = zxingcpp.read_barcodes(page, formats=QR)
    assert found.text == plan.case.person.client_number


def test_only_the_given_name_stands_on_the_paper(plan):
    person = plan.case.person

    words = words_of(plan)

    assert person.given_name in words["heading"]
    assert person.name != person.given_name and person.name not in str(words)


def test_a_sensitive_step_says_come_to_the_centre_unless_she_says_yes_to_more(plan):
    step_for(plan, what="និយាយអំពីបំណុល", service_type_id=service_type("COU6").pk)
    step_for(plan, what="ប្រវត្តិរូប", service_type_id=service_type("EMP2").pk)

    said = [step["what"] for step in words_of(plan)["steps"]]
    all_said = [step["what"] for step in words_of(plan, all_words=True)["steps"]]

    assert (said, all_said[0]) == (["មកមជ្ឈមណ្ឌល", "ប្រវត្តិរូប"], "និយាយអំពីបំណុល")
    assert words_of(plan)["steps"][0]["pictures"] == [drawing(name) for name in COME]


@pytest.mark.parametrize("goal", [Goal.DEBT, Goal.HEALTH])
def test_a_goal_of_debt_or_health_is_not_written_out(plan, goal):
    plan.goal_code = goal
    plan.save()

    assert words_of(plan)["goal"] == ""
    assert plan.goal in words_of(plan, all_words=True)["goal"]


@pytest.mark.parametrize(
    ("days", "moons", "bars"),
    [(-3, 0, 0), (0, 0, 0), (1, 1, 0), (7, 7, 0), (8, 0, 1), (21, 0, 3), (400, 0, 0)],
)
def test_the_time_until_then_is_nights_and_then_weeks(plan, days, moons, bars):
    step_for(plan, due_on=timezone.localdate() + timedelta(days))

    (step,) = words_of(plan)["steps"]

    assert (step["moons"], step["bars"]) == (moons, bars)
    assert step["day"] == (timezone.localdate() + timedelta(days)).weekday()


def test_the_day_of_the_week_is_filled_in_its_own_colour(plan):
    monday = timezone.localdate() + timedelta(7 - timezone.localdate().weekday())
    step_for(plan, due_on=monday)

    (page,) = looked_at(words_of(plan))

    colours = {colour for _count, colour in page.convert("RGB").getcolors(1 << 20)}
    assert (0xE0, 0xA1, 0x00) in colours


def test_every_kind_of_service_has_its_pictures(plan):
    codes = ("INF3", "COU4", "LEG3", "EMP5", "SKL4", "ENT7", "SOC8", "PRO5", "FUP2", "COU1")
    for code in codes:
        step_for(plan, service_type_id=service_type(code).pk)

    pages = looked_at(words_of(plan, all_words=True), dots=60)

    assert len(pages) == 3
    assert all(ink(page) > 0.01 for page in pages)


def test_hostile_words_are_set_as_words(plan):
    plan.goal = '#read("/etc/passwd") *x* $y$ @z <svg> "'
    plan.save()
    step_for(plan, what="#panic() = - + / \\")

    assert len(looked_at(words_of(plan, "en"))) == 1


def test_the_longest_words_stay_on_their_card(plan):
    step_for(plan, what="មជ្ឈមណ្ឌលរកនិយោជកដែលនៅជិតផ្ទះ" * 8)

    (page,) = looked_at(words_of(plan))

    # Nothing is set over the right edge.
    assert ink(page, (page.width - 40, 0, page.width, page.height)) == 0
