"""Days as they are written on Cambodian papers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namematch import to_khmer_digits
from spean.people.rules import age_on, birth_from_age, parse_birth, parse_day
from spean.people.services import sentence

TODAY = date(2026, 11, 22)
KHMER_MONTHS = [
    "មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា",
    "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ",
]  # fmt: skip

past_days = st.dates(date(1927, 1, 1), TODAY)


def spellings(day: date) -> list[str]:
    return [
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year + 543}",
        to_khmer_digits(f"{day.day}/{day.month}/{day.year + 543}"),
        to_khmer_digits(f"ថ្ងៃទី{day.day} ខែ{KHMER_MONTHS[day.month - 1]} ឆ្នាំ{day.year}"),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
    ]


@given(past_days)
def test_every_spelling_of_a_day_is_the_same_day(day):
    for text in spellings(day):
        parsed = parse_birth(text, TODAY)

        assert (parsed.day, parsed.precision, parsed.problem) == (day, "day", None), text


@given(past_days)
def test_a_month_and_a_year_keep_their_precision(day):
    first = day.replace(day=1)

    for text in (f"{day.month}/{day.year}", f"{KHMER_MONTHS[day.month - 1]} {day.year + 543}"):
        assert (parse_day(text, TODAY).day, parse_day(text, TODAY).precision) == (first, "month")
    year = parse_day(to_khmer_digits(day.year), TODAY)
    assert (year.day, year.precision) == (date(day.year, 1, 1), "year")


@given(st.integers(0, 110), st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_a_birth_from_an_age_gives_that_age_back(age, today):
    assert age_on(birth_from_age(age, today), today) == age
    assert parse_birth(f"អាយុ {to_khmer_digits(age)} ឆ្នាំ", today).precision == "age_only"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    parsed = parse_birth(text, TODAY)

    assert (parsed.day is None) == (parsed.problem is not None)
    if parsed.problem:
        assert sentence(parsed.problem)
    if parsed.day:
        assert parsed.day <= TODAY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/11/1990", "day-not-in-month"),
        ("29/2/1991", "day-not-in-month"),
        ("1/1/2568 12", "unreadable-day"),
        ("12/12/2030", "still-to-come"),
        ("1/5/1850", "too-long-ago"),
        ("150", "unlikely-age"),
        ("yesterday", "unreadable-day"),
        ("", "unreadable-day"),
        ("0/0/0000", "unreadable-day"),
    ],
)
def test_what_cannot_be_read_says_why(text, code):
    assert parse_birth(text, TODAY).problem.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12/03/2535", "buddhist-era"),
        ("1/1/1990", "first-of-january"),
        ("3/25/1992", "month-first"),
        ("12/3/92", "two-digit-year"),
        ("35", "from-age"),
    ],
)
def test_what_was_read_with_a_guess_carries_a_note(text, code):
    assert [note.code for note in parse_birth(text, TODAY).notes] == [code]


def test_november_has_thirty_days_in_words():
    problem = parse_birth("31/11/1990", TODAY).problem

    assert (problem.details["month"], problem.details["days"]) == (11, 30)
    assert "30" in sentence(problem)


def test_a_planned_day_may_lie_ahead():
    ahead = TODAY + timedelta(days=40)

    assert parse_day(ahead.isoformat(), TODAY, may_be_future=True).day == ahead


def test_a_bare_number_is_an_age_only_for_a_birth():
    assert parse_day("35", TODAY).problem.code == "unreadable-day"
