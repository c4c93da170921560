"""What the demo shows of businesses: plans that carry or not, a kit, visits, checks, a group."""

from typing import Any

import pytest

from spean.accounts.models import User
from spean.skills.models import (
    Business,
    BusinessCheck,
    BusinessPlan,
    CoachingVisit,
    CooperativeGroup,
    Course,
    Enrolment,
    FinanceLink,
    Kit,
    KitFile,
)
from spean.skills.rules.enterprise import Shop, break_even, reckon_shop, warnings_of
from spean.skills.selectors.groups import savings_of
from spean.skills.services.finance import open_finance
from spean.skills.services.kits import open_kit_file
from tests.console.invented import demo, skilled

pytestmark = pytest.mark.django_db

RICE, PHONES, GARDEN = "food", "repair", "farming"


@pytest.fixture(scope="module")
def population(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), skilled(tmp_path_factory.mktemp("home")):
        yield


@pytest.fixture
def in_demo(population: None, db: None) -> None:
    """The demo, of which each test may take away what it likes."""


def shop_of(kind: str) -> Shop:
    return Shop.from_plain(BusinessPlan.objects.get(business__kind=kind).sheet)


def test_businesses_run_wait_and_were_left(in_demo: None) -> None:
    found = dict(Business.objects.values_list("kind", "state"))

    assert found == {RICE: "started", PHONES: "idea", "sewing": "dropped", GARDEN: "started"}


def test_a_business_course_was_held_and_another_one_runs(in_demo: None) -> None:
    packages = dict(Course.objects.exclude(state="planned").values_list("package", "state"))

    assert packages["gyb"] == "ended" and packages["syb"] == "running"
    assert Enrolment.objects.filter(course__package="gyb", state="completed").exists()
    assert Enrolment.objects.filter(course__package="syb", state="enrolled").exists()


def test_the_stalls_plan_carries_itself(in_demo: None) -> None:
    shop = shop_of(RICE)

    assert break_even(shop) is not None
    assert warnings_of(shop, reckon_shop(shop)) == []


def test_one_plan_loses_money_and_says_so(in_demo: None) -> None:
    shop = shop_of(PHONES)

    assert {"too_few", "runs_out"} <= set(warnings_of(shop, reckon_shop(shop)))


def test_one_kit_was_handed_over_and_looked_at_again(in_demo: None) -> None:
    kit = Kit.objects.get()

    assert kit.state == "handed"
    assert {one.state for one in kit.items.all()} == {"there", "broken", "used"}


def test_the_kits_receipt_and_mark_open_as_pictures(in_demo: None) -> None:
    files = list(KitFile.objects.select_related("kit__business__person__centre"))
    manager = manager_of("manager")

    assert {one.kind for one in files} == {"receipt", "mark"}
    for one in files:
        assert open_kit_file(viewer=manager, file=one).startswith(b"\x89PNG")


def test_the_stall_was_visited_and_will_be_again(in_demo: None) -> None:
    visits = list(CoachingVisit.objects.order_by("happened_on"))

    assert len(visits) == 3
    assert visits[-1].kept and visits[-1].next_on


def test_businesses_were_looked_at_after_their_months(in_demo: None) -> None:
    checks = BusinessCheck.objects.order_by("month")

    assert list(checks.filter(business__kind=RICE).values_list("month", flat=True)) == [1, 3, 6]
    assert list(checks.filter(business__kind=GARDEN).values_list("month", flat=True)) == [1, 3]


def test_a_group_saves_together(in_demo: None) -> None:
    group = CooperativeGroup.objects.get()

    assert group.members.count() > 1 and group.meetings.count() == 3
    assert savings_of(group) == 80_000


def test_one_business_has_asked_for_money(in_demo: None) -> None:
    link = FinanceLink.objects.get()

    opened = open_finance(viewer=manager_of("manager.omc"), business=link.business)
    assert link.state == "asked" and opened == {link.pk: 2_000_000}


def test_businesses_are_taken_out_with_the_demo(in_demo: None) -> None:
    demo(remove=True)

    for model in (Business, BusinessPlan, Kit, CooperativeGroup, FinanceLink):
        assert not model.objects.exists(), model


def manager_of(name: str) -> Any:
    return User.objects.get(username=name)
