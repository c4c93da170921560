from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spean.casework.rules import add_months, follow_up_service, is_discreet

# A machine that is busy with other tests is no fault of the rule.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(0, 60))
def test_months_later_keeps_the_day_or_ends_the_month(day, months):
    later = add_months(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_a_month_after_the_thirty_first_is_the_last_day(start, months, expected):
    assert add_months(start, months) == expected


@pytest.mark.parametrize("codes", [["PRO1"], ["COU1", "PRO5"], ["COU3"], ["SOC2"], ["SOC7"]])
def test_health_and_violence_are_discreet(codes):
    assert is_discreet(codes)


def test_work_and_papers_are_not_discreet():
    assert not is_discreet(["EMP3", "COU1", "INF3", "SOC9"])


def test_a_visit_and_a_call_are_counted_apart():
    assert follow_up_service("home_visit") == "FUP2"
    assert follow_up_service("phone") == "FUP1"
