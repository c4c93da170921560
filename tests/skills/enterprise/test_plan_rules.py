"""The arithmetic of a shop: where it carries itself, and month by month."""

import json

import pytest
from hypothesis import given

from spean.core.loans import Loan
from spean.core.months import BAD, GOOD, LIKELY, MONTHS, Range
from spean.skills.rules.enterprise import (
    Shop,
    break_even,
    brought_home,
    carries_from,
    lines_of,
    monthly_costs,
    next_package,
    profit_of,
    reckon_shop,
    short_in,
    warnings_of,
)
from tests.skills.enterprise.shops import product, shop, shops


def test_so_many_bowls_a_day_carry_the_stall():
    found = break_even(shop())

    assert found.units == (400,)
    assert found.units_a_day(26) == (16,)
    assert found.sales == 2_000_000


@given(shops())
def test_what_is_said_to_be_enough_is_enough(one):
    found = break_even(one)

    if found is not None:
        assert profit_of(one, found.units) >= 0
        assert min(found.units) >= 0


@given(shops())
def test_of_one_product_one_less_is_not_enough(one):
    one = Shop(**{**{n: getattr(one, n) for n in one.__slots__}, "products": one.products[:1]})
    found = break_even(one)

    if found is not None and found.units[0]:
        assert profit_of(one, (found.units[0] - 1,)) < 0


def test_a_price_below_the_cost_never_carries_and_is_said():
    below = shop(products=(product(price=2_000),))

    assert break_even(below) is None
    assert {"below_cost", "never"} <= {*warnings_of(below, reckon_shop(below))}


def test_no_sales_are_said_and_the_number_needed_is_still_known():
    nothing = shop(products=(product(sold=Range(0, 0, 0)),))

    assert break_even(nothing).units == (400,)
    assert "no_sales" in warnings_of(nothing, reckon_shop(nothing))


def test_the_unpaid_hours_of_the_family_are_a_cost_when_asked():
    family = shop(family_hours=100, family_wage=2_000)

    assert monthly_costs(family, with_family=True) - monthly_costs(family) == 200_000
    assert break_even(family, with_family=True).units == (500,)


@given(shops())
def test_no_riel_is_lost_between_the_months(one):
    outcome = reckon_shop(one, Loan(500_000, rate=150, payment=60_000))

    for view in outcome.views:
        before = one.own_money
        for comes, goes, left in zip(view.comes_in, view.goes_out, view.cash, strict=True):
            assert left == before + comes - goes
            before = left


@given(shops())
def test_the_plan_that_is_kept_is_the_plan_that_was_told(one):
    assert Shop.from_plain(json.loads(json.dumps(one.as_plain()))) == one


def test_rain_makes_the_months_of_rain_smaller():
    sales = {line.code: line for line in lines_of(shop(seasons=("rainy",)))}["sales"]

    # July, the first month, and January.
    assert sales.views[LIKELY][0] < sales.views[LIKELY][6]


def test_her_own_twelve_months_count_before_any_pattern():
    own = shop(seasons=("rainy",), own_season=(100,) * 12)

    assert own.factor(0) == 100


def test_nothing_is_sold_before_it_opens_and_the_first_goods_are_paid():
    waiting = shop(opens_after=2, stock_months=1)
    view = reckon_shop(waiting).views[LIKELY]

    assert view.comes_in[:2] == (0, 0)
    assert view.goes_out[0] == 700_000 + 900 * 3_000


def test_the_money_runs_out_in_a_month_that_is_named():
    poor = shop(own_money=500_000, opens_after=1)
    outcome = reckon_shop(poor)

    assert short_in(outcome) == 0
    assert "runs_out" in warnings_of(poor, outcome)
    assert short_in(reckon_shop(shop(own_money=90_000_000))) is None


def test_from_the_second_month_the_stall_leaves_money():
    assert carries_from(reckon_shop(shop())) == 1
    assert carries_from(reckon_shop(shop(products=(product(price=3_000),)))) is None


def test_a_bad_year_is_never_better_than_a_good_one():
    bad, good = (reckon_shop(shop()).views[view].cash[-1] for view in (BAD, GOOD))

    assert bad < good


def test_in_one_purse_the_owners_pay_goes_nowhere():
    assert "owner_pay" not in {line.code for line in brought_home(shop())}
    assert all(len(months) == MONTHS for line in brought_home(shop()) for months in line.views)


@pytest.mark.parametrize(
    "wrong", [{"fixed": -1}, {"days": 0}, {"days": 32}, {"products": ()}, {"own_season": (-1,)}]
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="cannot be"):
        shop(**wrong)


def test_a_negative_price_is_refused():
    with pytest.raises(ValueError, match="below nothing"):
        product(price=-1)


@pytest.mark.parametrize(
    ("stage", "taken", "reads", "fits"),
    [
        ("", set(), True, "gyb"),
        ("idea", {"gyb"}, True, "syb"),
        ("started", {"gyb", "syb"}, True, "iyb"),
        ("started", {"gyb", "syb", "iyb"}, True, ""),
        ("", set(), False, "get_ahead"),
        ("idea", {"get_ahead"}, False, "gyb"),
    ],
)
def test_the_next_package_follows_what_she_took_and_where_she_stands(stage, taken, reads, fits):
    assert next_package(stage, frozenset(taken), reads=reads) == fits
