from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spean.skills.rules.attendance import (
    Share,
    alert_of,
    due_of,
    lacks_for_completion,
    missed_in_a_row,
    months_of,
    score_of,
    share_of,
    trace_days,
)
from spean.skills.rules.providers import Measure, wilson
from spean.skills.rules.receipts import picture_type

MARKS = st.lists(st.sampled_from(["present", "late", "absent"]), max_size=40)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(MARKS)
def test_a_share_counts_every_day_marked_and_late_as_there(marks):
    share = share_of(marks)

    assert share.held == len(marks)
    assert share.there == sum(mark != "absent" for mark in marks)
    assert missed_in_a_row(marks) <= share.held - share.there


@given(MARKS)
def test_who_was_there_last_is_not_called_for_days_in_a_row(marks):
    found = alert_of([*marks, "present"], most_missed=3)

    assert found is None or found.code == "falling"


def test_a_falling_share_calls_and_few_days_do_not():
    before, last = ["present"] * 5, ["absent", "present", "absent", "present", "absent"]

    assert alert_of([*before, *last], most_missed=3).code == "falling"
    assert alert_of(last, most_missed=3) is None
    assert alert_of([], most_missed=3, says_stops=True).code == "says_so"


@given(st.integers(0, 2_000_000), DAYS, DAYS, st.integers(0, 31), st.integers(0, 31))
def test_a_stipend_is_never_less_than_nothing_nor_more_than_the_month(stipend, a, b, one, two):
    first, last = sorted((a, b))
    share = Share(min(one, two), max(one, two))
    rows = [
        due_of(stipend, month, (first, last), share, full_from=80.0)
        for month in months_of(first, last)[:24]
    ]

    assert all(0 <= row.due_khr <= stipend and row.due_khr % 100 == 0 for row in rows)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 100))
def test_more_days_never_lose_a_completion(there, held, score):
    there, held = min(there, held), max(there, held)
    values = {"share_from": 80.0, "score_from": 60.0, "is_tested": True}
    less = lacks_for_completion(Share(there, held), score, **values)
    more = lacks_for_completion(Share(held, held), score, **values)

    assert set(more) <= set(less)


def test_a_test_that_was_not_taken_is_missing_only_where_there_is_one():
    whole = {"share_from": 80.0, "score_from": 60.0}

    assert lacks_for_completion(Share(9, 10), None, **whole, is_tested=True) == ("no_test",)
    assert lacks_for_completion(Share(9, 10), None, **whole, is_tested=False) == ()
    assert score_of(0, 0) == 0 and score_of(2, 3) == 67


@given(DAYS)
def test_each_question_comes_after_the_one_before(day):
    days = list(trace_days(day).values())

    assert day < days[0] < days[1] < days[2]


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_range_of_a_share_holds_the_share_and_stays_within_nothing_and_all(count, of):
    count = min(count, of)
    low, high = wilson(count, of)
    measure = Measure("completed", count, of, few=10)

    assert 0 <= low <= count / of + 1e-9 and count / of - 1e-9 <= high <= 1
    assert 0 <= measure.low <= measure.high <= 10
    assert measure.is_said == (of >= 10)


@given(st.binary(max_size=200))
def test_a_program_is_no_picture(content):
    assert picture_type(b"MZ" + content) == picture_type(b"\x7fELF" + content) == ""
