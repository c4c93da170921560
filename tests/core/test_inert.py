"""No text that leaves for a spreadsheet is reckoned there; numbers stay numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.core.text import inert

LIVE = ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\n=1", " =1+1", "\u00a0=1", "＝1", "－1+1")


@pytest.mark.parametrize("text", LIVE)
def test_what_begins_like_a_formula_gets_a_mark(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.25", "012", "សុខ", "", "a=1", "2026-03-02", "-12.5"])
def test_numbers_and_words_stay_as_they_are(text):
    assert inert(text) == text


@given(st.text())
def test_nothing_that_leaves_begins_like_a_formula_but_a_plain_number(text):
    told = inert(text)

    begins = told.lstrip()[:1]
    is_number = told.lstrip("+-").replace(".", "", 1).isdigit()
    assert begins not in {"=", "+", "-", "@"} or is_number
