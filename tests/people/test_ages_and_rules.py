"""Ages, bands, months, the Washington Group rule and what a form still lacks."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spean.people.rules import (
    WASHINGTON_GROUP,
    age_band,
    age_on,
    has_disability,
    missing_fields,
    months_after,
    months_between,
)

days = st.dates(date(1920, 1, 1), date(2060, 12, 31))


@given(days, st.integers(0, 1000))
def test_months_added_are_months_between(day, months):
    assert months_between(day, months_after(day, months)) in (months, months - 1)
    if day.day <= 28:
        assert months_between(day, months_after(day, months)) == months


@given(days, days)
def test_an_age_grows_by_one_on_the_birthday(born_on, day):
    assume(day >= born_on and (born_on.month, born_on.day) != (2, 29))
    birthday = born_on.replace(year=day.year)

    expected = day.year - born_on.year - (0 if day >= birthday else 1)
    assert age_on(born_on, day) == expected


def test_an_age_before_birth_is_refused():
    with pytest.raises(ValueError, match="before"):
        age_on(date(2000, 1, 2), date(2000, 1, 1))


@pytest.mark.parametrize(
    ("age", "band"),
    [(14, "under_15"), (15, "15_17"), (17, "15_17"), (18, "18_24"), (24, "18_24"), (25, "25_35"),
     (35, "25_35"), (36, "36_45"), (45, "36_45"), (46, "46_60"), (60, "46_60"), (61, "61_plus")],
)  # fmt: skip
def test_bands_are_those_of_the_indicator_table(age, band):
    assert age_band(age) == band


@given(st.lists(st.sampled_from([None, 1, 2, 3, 4]), min_size=6, max_size=6))
def test_a_lot_in_any_domain_is_a_disability(answers):
    expected = None if None in answers else False
    if any(answer in (3, 4) for answer in answers):
        expected = True

    assert has_disability(dict(zip(WASHINGTON_GROUP, answers, strict=True))) is expected


def test_missing_fields_follow_the_order_of_the_form():
    facts = {"born_on": None, "main_needs": [], "contacts": True, "consent": True}

    assert missing_fields(facts) == ["born_on", "main_needs"]
