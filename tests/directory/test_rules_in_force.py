"""The facts of law in force on a day."""

from datetime import date
from decimal import Decimal

import pytest

from spean.directory.selectors import rule_on, rule_value
from tests.factories.directory import RuleRowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wages(db):
    RuleRowFactory(valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31), value="208")
    RuleRowFactory(is_verified=True)


@pytest.mark.parametrize(("year", "wage"), [(2025, "208"), (2026, "210"), (2027, "210")])
def test_each_day_has_its_own_rule(year, wage, django_assert_num_queries):
    with django_assert_num_queries(1):
        rule = rule_on("minimum-wage.garment", date(year, 6, 1))
    assert rule.value == Decimal(wage)


def test_a_rule_says_whether_it_was_verified():
    assert rule_on("minimum-wage.garment", date(2026, 6, 1)).verified
    assert not rule_on("minimum-wage.garment", date(2025, 6, 1)).verified


def test_before_the_first_rule_there_is_none():
    assert rule_on("minimum-wage.garment", date(2024, 12, 31)) is None
    assert rule_value("minimum-wage.garment", date(2024, 12, 31)) is None


def test_the_number_of_a_rule_is_a_decimal():
    assert rule_value("minimum-wage.garment", date(2026, 1, 1)) == Decimal("210")


def test_a_rule_that_is_no_number_has_no_value():
    RuleRowFactory(code="text", value="yes", unit="")
    assert rule_value("text", date(2026, 1, 1)) is None
