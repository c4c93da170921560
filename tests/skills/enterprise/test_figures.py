"""What became of businesses, where nobody can be recognised."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spean.skills.rules.figures import LEAST, due_on, survival
from spean.skills.rules.kits import needs_word, picture_type


def rows(alive, ended, month=6):
    return [(month, True, 1, 1)] * alive + [(month, False, 0, 0)] * ended


def of(month, found):
    return next(one for one in found if one.month == month)


def test_of_few_businesses_nothing_is_said():
    assert of(6, survival(rows(9, 0))).checked is None


def test_of_enough_it_is_said_how_many_run_and_who_works_there():
    found = of(6, survival(rows(12, 5)))

    assert (found.checked, found.alive, found.women, found.men) == (17, 12, 12, 12)


def test_a_handful_that_ended_is_hidden_like_a_handful_in_all():
    assert of(6, survival(rows(12, 1))).alive is None


@given(st.integers(0, 30), st.integers(0, 30))
def test_no_figure_ever_stands_for_a_few(alive, ended):
    found = of(6, survival(rows(alive, ended)))

    assert found.checked is None or found.checked >= LEAST
    if found.alive is not None:
        assert all(side == 0 or side >= LEAST // 2 for side in (found.alive, ended))


def test_the_end_of_a_short_month_counts():
    assert due_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert due_on(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_a_second_kit_for_the_same_purpose_needs_a_word():
    assert needs_word("tools", 100, [("tools", 5)], None) == "twice"
    assert needs_word("tools", 100, [("stock", 5)], None) == ""


def test_what_goes_above_the_limit_together_needs_a_word():
    assert needs_word("tools", 100, [("stock", 5)], 104) == "over"
    assert needs_word("tools", 100, [("stock", 5)], 105) == ""


def test_a_program_is_no_picture_whatever_it_is_called():
    assert picture_type(b"MZ\x90\x00") == ""
    assert picture_type(b"\x89PNG\r\n\x1a\n" + b"MZ") == ""
