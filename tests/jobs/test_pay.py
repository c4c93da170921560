"""Pay against the minimum of its sector, by the rule of the day it is about."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from spean.directory.models import RuleRow, Sector
from spean.directory.services import load_own_tables
from spean.jobs.models import JobReferral, Placement
from spean.jobs.selectors.pay import pay_of_placement, pay_of_vacancy
from tests.factories.jobs import VacancyFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _english(db):
    load_own_tables()
    with translation.override("en"):
        yield


def a_vacancy(sector="garment", **changes):
    found = Sector.objects.get(code=sector)
    pay = {"wage_min": Decimal(210), "wage_max": None, "currency": "USD", "pay_unit": "month"}
    return VacancyFactory(employer__organisation__sector=found, **{**pay, **changes})


@pytest.mark.parametrize(
    ("changes", "verdict", "said"),
    [
        ({}, "yes", "Yes: 210 US dollars a month; at least 210"),
        ({"wage_min": Decimal("209.99")}, "no", "No: 209.99"),
        ({"wage_min": None}, "unknown", "the figure is not known"),
        ({"wage_min": Decimal(35000), "currency": "KHR", "pay_unit": "day"}, "yes", "227.5"),
        ({"wage_min": Decimal(30000), "currency": "KHR", "pay_unit": "day"}, "no", "195"),
        ({"pay_unit": "piece"}, "unknown", "the figure is not known"),
        ({"sector": "construction"}, "unknown", "the law sets no figure here"),
        ({"starts_on": date(2025, 6, 1), "wage_min": Decimal(208)}, "yes", "at least 208"),
        ({"starts_on": date(2026, 6, 1), "wage_min": Decimal(208)}, "no", "at least 210"),
    ],
)
def test_a_vacancy_is_held_against_the_minimum_of_the_day_it_starts(changes, verdict, said):
    found = pay_of_vacancy(a_vacancy(**changes), DAY)

    assert found.verdict == verdict
    assert said in found.said
    assert found.source


def test_a_comparison_is_said_to_be_not_verified():
    assert not pay_of_vacancy(a_vacancy("fishing"), DAY).is_verified
    assert pay_of_vacancy(a_vacancy(), DAY).is_verified


def test_where_nothing_is_known_nothing_is_said():
    assert pay_of_vacancy(VacancyFactory(employer__organisation__sector=None), DAY) is None
    assert pay_of_vacancy(a_vacancy(), date(2010, 1, 1)) is None


def test_a_placement_keeps_the_rule_of_its_first_day():
    vacancy = a_vacancy(wage_min=Decimal(208))
    placement = Placement(
        referral=JobReferral(vacancy=vacancy),
        started_on=date(2025, 12, 31),
        wage=Decimal(208),
        currency="USD",
        pay_unit="month",
    )
    RuleRow.objects.create(
        code="minimum-wage.garment",
        valid_from=date(2031, 1, 1),
        value="300",
        unit="USD/month",
        source="tests",
        state="draft",
    )

    found = pay_of_placement(placement)

    assert (found.verdict, found.day) == ("yes", date(2025, 12, 31))
    assert "at least 208" in found.said
