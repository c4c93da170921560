import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.casework.rules.cashflow import reckon
from spean.casework.rules.household import DURATIONS, PATHS, Household
from spean.casework.rules.sheet import SINGLES
from spean.core.months import LIKELY
from spean.desk.cases.forms.money import KnownField
from spean.desk.cases.money.shown import GROUPS
from spean.desk.cases.money.words import LABELS, LINES
from spean.desk.months import bounds_of, drawings, small
from tests.casework.money.households import household, households, sheet, sure

PATH = st.sampled_from(sorted(PATHS))


def points(path):
    return [tuple(map(int, pair)) for pair in re.findall(r"(-?\d+) (-?\d+)", path)]


@given(households(), PATH)
def test_every_line_lies_inside_its_drawing(home, path):
    outcome = reckon(home, path)

    for one in [*drawings(sheet().begins, outcome), small(outcome, bounds_of([outcome]))]:
        for drawn in (one.band, one.bad, one.likely, one.good):
            assert all(0 <= x <= one.width and 0 <= y <= one.height for x, y in points(drawn))
        assert 0 <= one.zero <= one.height
        assert all(0 <= tick.at <= one.height for tick in one.heights)


@given(households(), PATH)
def test_the_hardest_month_is_marked_inside_the_drawing_with_its_amount(home, path):
    outcome = reckon(home, path)

    for one in drawings(sheet().begins, outcome):
        assert one.mark.text.startswith(f"{outcome.views[LIKELY].lowest[1]:,}")
        assert one.mark.y < one.foot and one.left < one.mark.x < one.right


def test_a_household_without_any_money_is_still_drawn():
    nothing = Household(first_month=1, cash=0, amounts={"living": sure(0), "wage_now": sure(0)})

    assert drawings(sheet().begins, reckon(nothing, "work_now"))[0].mark.text.startswith("0")


def test_the_scale_of_the_small_drawings_is_shared():
    poor, rich = (reckon(household(cash=cash), "course") for cash in (0, 9_000_000))
    bounds = bounds_of([poor, rich])

    assert small(poor, bounds).zero == small(rich, bounds).zero


def test_everything_that_is_asked_has_a_place_and_a_word():
    asked = [code for _name, _title, codes in GROUPS for code in codes]

    assert len(asked) == len(set(asked))
    assert set(LABELS) <= set(asked)
    assert set(asked) - set(LABELS) == {
        "months_harvest",
        "months_planting",
        "month_school",
        "month_birth",
    }


@given(households(), PATH)
def test_every_line_that_is_reckoned_has_a_word(home, path):
    assert all(line.code in LINES or line.loan is not None for line in reckon(home, path).lines)


def test_no_name_of_a_question_begins_like_another():
    # The parts of an amount are its name and an underscore: a letter that cannot be read is said
    # at the right place only if no name goes on like that.
    names = [code for _name, _title, codes in GROUPS for code in codes]

    assert not [(a, b) for a in names for b in names if b.startswith(f"{a}_")]


@pytest.mark.parametrize("code", ["cash", *DURATIONS])
def test_what_lasts_is_one_number(code):
    field = KnownField(single=code in SINGLES, given=None)

    assert len(field.fields) == 2
    assert field.clean(["3", "seen"]) == replace(field.clean(["3", "told"]), basis="seen")
