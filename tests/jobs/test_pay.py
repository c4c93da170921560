"""Pay against the minimum of its sector, by the rule of the day it is about."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from spean.directory.models import RuleRow, Sector
from spean.directory.services import load_own_tables
from spean.jobs.models import JobReferral, Placement
from spean.jobs.selectors.pay import pay_of_placement, pay_of_vacancy
from tests.directory.lawmaking import drafted, lawyer, published, second
from tests.factories.jobs import VacancyFactory

__all__ = ["lawyer", "second"]
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


def a_placement(day, wage, written=None):
    return Placement(
        referral=JobReferral(vacancy=a_vacancy()),
        started_on=day,
        wage=Decimal(wage),
        currency="USD",
        pay_unit="month",
        created_at=written or timezone.now(),
    )


def test_a_placement_keeps_the_rule_of_its_first_day():
    placement = a_placement(date(2025, 12, 31), 208)
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


def test_a_law_that_is_published_late_leaves_what_was_written_before(lawyer, second):
    before = a_placement(date(2026, 6, 1), 210)
    published(drafted(lawyer, valid_from=date(2026, 5, 1), value="222"), second)
    RuleRow.objects.filter(value="222").update(decided_at=timezone.now())
    after = a_placement(date(2026, 6, 1), 210)

    assert (pay_of_placement(before).verdict, pay_of_placement(after).verdict) == ("yes", "no")
    assert "at least 210" in pay_of_placement(before).said


def test_a_correction_leaves_what_was_written_before(lawyer, second):
    before = a_placement(date(2026, 6, 1), 210)
    old = RuleRow.objects.get(code="minimum-wage.garment", valid_from=date(2026, 1, 1))
    published(drafted(lawyer, valid_from=old.valid_from, value="215", corrects_id=old.pk), second)
    RuleRow.objects.filter(value="215").update(decided_at=timezone.now())
    after = a_placement(date(2026, 6, 1), 210)

    assert (pay_of_placement(before).verdict, pay_of_placement(after).verdict) == ("yes", "no")
    assert pay_of_placement(before).source == old.source
