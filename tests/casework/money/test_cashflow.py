from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.casework.rules.cashflow import reckon
from spean.casework.rules.household import COMES_IN, PATHS, Household, SocialSecurity
from spean.core.loans import Loan
from spean.core.months import BAD, GOOD, LEVELS, LIKELY, MONTHS, VIEWS, Range
from tests.casework.money.households import AMOUNT, household, households, sure

PATH = st.sampled_from(sorted(PATHS))


def line(outcome, code, view=LIKELY):
    months = [line.views[view] for line in outcome.lines if line.code == code]
    return tuple(map(sum, zip(*months, strict=True)))


# --- what holds for every household ---------------------------------------------------------------


@given(households(), PATH)
def test_the_cash_of_a_month_is_the_start_and_all_that_came_less_all_that_went(home, path):
    outcome = reckon(home, path)

    for view in VIEWS:
        months = outcome.views[view]
        for n in range(MONTHS):
            came, went = sum(months.comes_in[: n + 1]), sum(months.goes_out[: n + 1])
            assert months.cash[n] == home.cash + came - went


@given(households(), PATH)
def test_money_is_conserved_in_each_month_and_line(home, path):
    outcome = reckon(home, path)

    for view in VIEWS:
        before = home.cash
        for n, cash in enumerate(outcome.views[view].cash):
            lines = [(line.comes_in, line.views[view][n]) for line in outcome.lines]
            assert all(amount >= 0 for _comes, amount in lines)
            assert cash - before == sum(amt if comes else -amt for comes, amt in lines)
            before = cash


@given(households(), PATH)
def test_the_three_views_are_in_order_in_every_month(home, path):
    bad, likely, good = (view.cash for view in reckon(home, path).views)

    assert all(b <= m <= g for b, m, g in zip(bad, likely, good, strict=True))


@given(households(), PATH, st.sampled_from(sorted(COMES_IN)), AMOUNT)
def test_more_income_never_worsens_the_lowest_month(home, path, code, more):
    was = home.amounts[code]
    raised = Range(was.low + more, was.likely + more, was.high + more)

    before = reckon(home, path)
    after = reckon(replace(home, amounts={**home.amounts, code: raised}), path)

    for view in VIEWS:
        assert after.views[view].lowest[1] >= before.views[view].lowest[1]
    assert LEVELS.index(after.level) >= LEVELS.index(before.level)


@given(households(), PATH)
def test_the_same_household_gives_the_same_months(home, path):
    backwards = replace(home, amounts=dict(reversed(home.amounts.items())))

    assert reckon(home, path) == reckon(backwards, path)


# --- by hand --------------------------------------------------------------------------------------


def test_a_course_is_short_while_it_lasts_and_the_wage_makes_up_for_it():
    outcome = reckon(household(), "course")

    # 300,000 + 280,000 in, 600,000 + 100,000 out: 120,000 missing in each of four months.
    likely = outcome.views[LIKELY]
    assert likely.cash[:4] == (-120_000, -240_000, -360_000, -480_000)
    assert likely.cash[4] == -480_000 + 300_000 + 1_200_000 - 600_000 - 100_000
    assert (outcome.level, likely.lowest) == ("short", (3, -480_000))


def test_the_stipend_ends_with_the_course():
    outcome = reckon(household(), "course")

    assert line(outcome, "stipend") == (280_000,) * 4 + (0,) * 20
    assert line(outcome, "wage") == (0,) * 4 + (1_200_000,) * 20


@pytest.mark.parametrize(
    ("cash", "level"),
    [(479_999, "short"), (480_000, "tight"), (679_999, "tight"), (680_000, "holds")],
)
def test_the_answer_turns_at_the_very_riel(cash, level):
    amounts = {"living": Range(600_000, 600_000, 650_000)}

    assert reckon(household(cash=cash, amounts=amounts), "course").level == level


def test_seasons_are_months_of_the_year():
    home = household(
        first_month=12,
        harvest_months=frozenset({1}),
        amounts={"harvest": sure(900_000), "farm_more": sure(100_000)},
    )

    harvest = line(reckon(home, "farm"), "harvest")

    assert [month for month, amount in enumerate(harvest) if amount] == [1, 13]
    assert harvest[1] == 1_000_000


def test_school_starts_once_a_year():
    amounts = {"school_start": sure(80_000), "school_month": sure(10_000)}
    outcome = reckon(household(first_month=10, school_month=11, amounts=amounts), "course")

    assert line(outcome, "school")[:3] == (10_000, 90_000, 10_000)
    assert line(outcome, "school")[13] == 90_000


def test_payments_of_a_pregnancy_come_at_check_ups_at_birth_and_after():
    amounts = {"checkup": sure(80_000), "at_birth": sure(400_000), "child_cash": sure(20_000)}
    outcome = reckon(household(birth=2, amounts=amounts), "course")

    assert line(outcome, "checkup")[:4] == (80_000, 80_000, 0, 0)
    assert line(outcome, "birth")[:4] == (0, 0, 400_000, 0)
    assert line(outcome, "child_cash")[:4] == (0, 0, 0, 20_000)


def test_the_workers_share_is_taken_between_the_floor_and_the_ceiling():
    two_percent = SocialSecurity(share=200, floor=200_000, ceiling=1_200_000)

    assert [two_percent.of(wage) for wage in (0, 3_000, 100_000, 900_000, 2_000_000)] == [
        0,
        3_000,
        4_000,
        18_000,
        24_000,
    ]


def test_what_is_not_asked_yet_is_not_reckoned():
    home = Household(first_month=1, cash=0, amounts={"living": sure(1)})

    assert home.unknown_for("course") == ("stipend", "wage_trained")
    with pytest.raises(LookupError, match="wage_now"):
        reckon(home, "work_now")


def test_each_loan_has_a_line_of_its_own():
    loans = (Loan(1_000_000, payment=100_000), Loan(500_000, payment=50_000, first=3))
    outcome = reckon(household(loans=loans), "course")

    paid = {line.loan: line.views[BAD] for line in outcome.lines if line.code == "loan"}
    assert paid[0][:11] == (100_000,) * 10 + (0,)
    assert paid[1][:4] == (0, 0, 0, 50_000)
    assert outcome.views[GOOD].goes_out[0] == 800_000


@pytest.mark.parametrize("three", [(2, 1, 3), (1, 3, 2), (-1, 0, 0)])
def test_a_range_out_of_order_is_refused(three):
    with pytest.raises(ValueError, match="not in order"):
        Range(*three)
