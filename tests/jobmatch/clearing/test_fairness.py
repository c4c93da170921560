from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.fairness import even_out, generalised_gini, lottery
from tests.jobmatch.clearing.builders import a_crowd, is_allowed, markets


def an_uneven_market():
    """Return 600 people of whom the last 300 score less on every post, and 200 places."""
    market = a_crowd(600, 150, candidates=8)
    last = np.repeat(np.arange(600) >= 300, np.diff(market.indptr))
    score = np.where(last, market.score * 0.7, market.score).astype(np.float32)
    return replace(market, score=score), ["near"] * 300 + ["far"] * 300


def test_bonuses_bring_the_groups_closer_at_a_cost_that_is_said():
    market, groups = an_uneven_market()

    found = even_out(market, groups)

    assert found.spread_after < found.spread_before / 2
    assert 0 < found.cost < 0.2
    assert {line.group: line.bonus > 0 for line in found.lines} == {"far": True, "near": False}


def test_a_bonus_opens_no_gate_and_breaks_no_capacity():
    market, groups = an_uneven_market()

    assert is_allowed(market, even_out(market, groups).allocation.post)


def test_a_table_never_costs_more_than_was_allowed():
    market, groups = an_uneven_market()

    assert even_out(market, groups, largest_cost=0.01).cost <= 0.01
    assert even_out(market, groups, largest_cost=0.0).cost <= 1e-6


@pytest.mark.parametrize("share", [0.7, 0.3, 0.1])
def test_where_all_that_would_help_is_too_dear_some_of_it_is_done(share):
    market, groups = an_uneven_market()
    allowed = even_out(market, groups).cost * share

    found = even_out(market, groups, largest_cost=allowed)

    assert 0 < found.cost <= allowed
    assert found.spread_after < found.spread_before


def test_no_bonus_exceeds_the_largest_that_was_published():
    market, groups = an_uneven_market()

    assert all(line.bonus <= 0.05 for line in even_out(market, groups, most=0.05).lines)


def test_a_group_too_small_to_tell_gets_what_chance_gives_it():
    market, groups = an_uneven_market()
    groups[-3:] = ["three"] * 3

    lines = {line.group: line for line in even_out(market, groups).lines}

    assert lines["three"].people == 3
    assert lines["near"].bonus <= lines["three"].bonus <= lines["far"].bonus


def test_one_group_alone_has_no_bonus():
    market, _ = an_uneven_market()

    found = even_out(market, ["all"] * 600)

    assert found.cost == 0 and not found.bonus.any()


def test_groups_for_other_people_are_refused():
    with pytest.raises(BadValue, match="groups: length must be 600"):
        even_out(an_uneven_market()[0], ["a"])


@given(st.lists(st.floats(0, 1), min_size=2, max_size=9), st.floats(0, 1))
def test_taking_from_the_better_off_for_the_worse_off_never_lowers_the_welfare(utility, tilt):
    before = np.array(utility)
    order = np.argsort(before)
    moved = before.copy()
    step = (before[order[-1]] - before[order[0]]) / 3
    moved[order[0]] += step
    moved[order[-1]] -= step

    assert generalised_gini(moved, tilt) >= generalised_gini(before, tilt) - 1e-12
    assert generalised_gini(before, 0.0) == pytest.approx(before.mean())


def test_a_lottery_gives_equal_people_a_chance_where_an_optimum_gives_one_a_place():
    market = a_crowd(200, 40, candidates=5)

    drawn = lottery(market, tilt=0.9, passes=12)

    assert drawn.welfare > drawn.plain_welfare
    assert np.count_nonzero((drawn.chance > 0) & (drawn.chance < 1)) > 10
    assert is_allowed(market, drawn.allocation.post)


def test_the_seed_draws_the_allocation():
    market = a_crowd(100, 20, candidates=5)

    assert lottery(market, seed=3).allocation.post.tolist() == (
        lottery(market, seed=3).allocation.post.tolist()
    )


@given(markets())
def test_small_markets_are_drawn_within_their_places(market):
    assert is_allowed(market, lottery(market, passes=2).allocation.post)


@pytest.mark.parametrize("values", [{"tilt": 1.5}, {"tilt": -0.1}, {"passes": 0}])
def test_a_lottery_that_cannot_be_meant_is_refused(values):
    with pytest.raises(BadValue, match="lottery: tilt"):
        lottery(a_crowd(3, 3), **values)
