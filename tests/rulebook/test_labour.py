"""Hours, leave, pay and time limits by the rules in force; sample figures, as in the notes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook import (
    BadRule,
    Rulebook,
    Verdict,
    annual_leave,
    last_day,
    maternity_pay,
    night_pay,
    overtime_pay,
    seniority_bonus,
    seniority_indemnity,
    severance_of_fixed_contract,
    sick_pay,
    stays_within,
)
from tests.rulebook.rows import a_rule
from tests.rulebook.situations import DAY

FIGURES = {
    "hours-per-week": (48, "hours"),
    "overtime-rate": (150, "percent"),
    "overtime-night-rate": (200, "percent"),
    "night-shift-rate": (130, "percent"),
    "annual-leave": ("1.5", "days/month"),
    "annual-leave-extra": (3, "years"),
    "maternity-pay": (50, "percent"),
    "severance-fixed": (5, "percent"),
    "seniority-indemnity": (15, "days/year"),
    "seniority-bonus-lowest.garment": (2, "USD/month"),
    "seniority-bonus-highest.garment": (11, "USD/month"),
    "sick-pay.month-1": (100, "percent"),
    "sick-pay.months-2-3": (60, "percent"),
    "sick-pay.later": (0, "percent"),
    "dispute.absence": (3, "working-days"),
    "dispute.joint-meeting": (3, "weeks"),
    "dispute.court": (2, "months"),
    "collective.conciliator": (48, "hours"),
    "thai-limit.wages": (2, "years"),
    "thai-wage.order": (60, "days"),
}
BOOK = Rulebook(
    a_rule(code=code, value=Decimal(value), unit=unit, valid_to=None)
    for code, (value, unit) in FIGURES.items()
)
EMPTY = Rulebook([])
AMOUNTS = st.decimals(0, 10_000, places=2)


@pytest.mark.parametrize(
    ("hours", "verdict"),
    [("48", Verdict.YES), ("48.5", Verdict.NO), (None, Verdict.UNKNOWN)],
)
def test_hours_stay_within_the_law_or_not(hours, verdict):
    found = stays_within(BOOK, "hours-per-week", hours and Decimal(hours), day=DAY)

    assert found.verdict is verdict
    assert found.numbers["maximum"] == 48


def test_without_a_rule_nothing_is_said_about_hours():
    assert stays_within(EMPTY, "hours-per-week", Decimal(40), day=DAY).verdict is Verdict.UNKNOWN


def test_hours_that_are_no_number_are_refused():
    with pytest.raises(ValueError, match="finite"):
        stays_within(BOOK, "hours-per-week", Decimal("NaN"), day=DAY)


def test_pay_is_reckoned_by_the_rates():
    hour = {"hourly": Decimal("1.25"), "hours": Decimal(2), "day": DAY}

    assert overtime_pay(BOOK, **hour).amount == Decimal("3.75")
    assert overtime_pay(BOOK, **hour, at_night=True).amount == Decimal("5.00")
    assert night_pay(BOOK, **hour).amount == Decimal("3.25")
    assert severance_of_fixed_contract(BOOK, wages=Decimal(2400), day=DAY).amount == 120
    assert maternity_pay(BOOK, wage=Decimal(210), day=DAY).amount == 105


@pytest.mark.parametrize(("month", "paid"), [(1, 210), (2, 126), (3, 126), (4, 0), (9, 0)])
def test_sick_pay_falls_with_the_months(month, paid):
    assert sick_pay(BOOK, wage=Decimal(210), month=month, day=DAY).amount == paid


def test_sick_leave_has_no_month_before_the_first():
    with pytest.raises(ValueError, match="first month"):
        sick_pay(BOOK, wage=Decimal(210), month=0, day=DAY)


@given(AMOUNTS, st.integers(1, 12))
def test_a_longer_illness_never_pays_more_a_month(wage, month):
    now = sick_pay(BOOK, wage=wage, month=month, day=DAY).amount
    assert sick_pay(BOOK, wage=wage, month=month + 1, day=DAY).amount <= now


@given(AMOUNTS, st.integers(0, 40))
def test_a_longer_service_never_pays_less(wage, years):
    def paid(count):
        given = {"daily_wage": wage, "years": Decimal(count), "day": DAY}
        return seniority_indemnity(BOOK, **given).amount

    assert paid(years + 1) >= paid(years)
    assert paid(0) == 0


@pytest.mark.parametrize(("year", "bonus"), [(1, 0), (2, 2), (7, 7), (11, 11), (30, 11)])
def test_the_seniority_bonus_grows_from_the_second_to_the_eleventh_year(year, bonus):
    assert seniority_bonus(BOOK, sector="garment", year=year, day=DAY).amount == bonus


def test_a_sector_without_a_bonus_has_none():
    assert seniority_bonus(BOOK, sector="fishing", year=3, day=DAY).amount is None


@pytest.mark.parametrize(
    ("months", "days"), [(0, 0), (6, 9), (12, 18), (35, 18), (36, 19), (72, 20)]
)
def test_leave_is_earned_by_the_month_and_grows_every_third_year(months, days):
    assert annual_leave(BOOK, months=months, day=DAY).amount == days


@pytest.mark.parametrize("book", [EMPTY])
def test_without_a_rule_no_amount_is_reckoned(book):
    ten = Decimal(10)
    assert overtime_pay(book, hourly=ten, hours=ten, day=DAY).amount is None
    assert seniority_indemnity(book, daily_wage=ten, years=ten, day=DAY).amount is None
    assert annual_leave(book, months=12, day=DAY).amount is None
    assert last_day(book, "dispute.court", since=DAY) == (None, None)


@pytest.mark.parametrize(
    ("code", "since", "last"),
    [
        ("dispute.court", date(2026, 12, 31), date(2027, 2, 28)),
        ("dispute.court", date(2027, 12, 30), date(2028, 2, 29)),
        ("dispute.court", date(2026, 6, 30), date(2026, 8, 30)),
        ("dispute.joint-meeting", date(2026, 6, 1), date(2026, 6, 22)),
        ("dispute.absence", date(2026, 6, 5), date(2026, 6, 9)),
        ("collective.conciliator", date(2026, 6, 1), date(2026, 6, 3)),
        ("thai-limit.wages", date(2026, 2, 28), date(2028, 2, 28)),
        ("thai-wage.order", date(2026, 6, 1), date(2026, 7, 31)),
    ],
)
def test_a_time_limit_ends_on_its_day(code, since, last):
    found, rule = last_day(BOOK, code, since=since)

    assert found == last
    assert rule.code == code


@given(st.dates(date(2025, 6, 1), date(2060, 1, 1)), st.sampled_from(sorted(FIGURES)))
def test_a_time_limit_never_ends_before_it_begins(since, code):
    try:
        found, _rule = last_day(BOOK, code, since=since)
    except BadRule:
        return
    assert found >= since


def test_what_is_no_number_or_no_share_is_refused():
    text = Rulebook([a_rule(code="overtime-rate", value="more", valid_to=None)])
    wrong = Rulebook([a_rule(code="overtime-rate", unit="USD", valid_to=None)])
    for book in (text, wrong):
        with pytest.raises(BadRule):
            overtime_pay(book, hourly=Decimal(1), hours=Decimal(1), day=DAY)
