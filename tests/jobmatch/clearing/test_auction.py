from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.auction import auction
from tests.jobmatch.clearing.builders import a_crowd, a_market, best_total, is_allowed, markets

SLACK = 1e-6
STEPS = st.sampled_from([1e-4, 1e-2, 0.1])


@given(markets(), STEPS)
def test_the_total_is_within_a_step_a_person_of_the_best_there_is(market, epsilon):
    solved = auction(market, epsilon=epsilon)

    best = best_total(market)
    assert solved.certificate.total <= best + SLACK
    assert solved.certificate.total >= best - market.people * epsilon - SLACK


@given(markets(), STEPS)
def test_no_allocation_exceeds_the_bound_that_the_prices_prove(market, epsilon):
    proof = auction(market, epsilon=epsilon).certificate

    assert (
        best_total(market) - SLACK <= proof.bound <= proof.total + market.people * epsilon + SLACK
    )


@given(markets(people=30, posts=9))
def test_capacity_is_never_exceeded_and_only_candidates_are_allocated(market):
    assert is_allowed(market, auction(market).post)


@given(markets(people=30, posts=9))
def test_a_post_with_a_place_left_costs_nothing(market):
    solved = auction(market)

    taken = np.bincount(solved.post[solved.post >= 0], minlength=market.posts)
    assert (solved.price[taken < market.places] == 0).all()
    assert (solved.price >= 0).all()


@given(markets(people=20, posts=6), st.data())
def test_adding_a_place_never_lowers_the_best(market, data):
    if not market.posts:
        return
    chosen = data.draw(st.integers(0, market.posts - 1))
    more = market.places.copy()
    more[chosen] += 1
    wider = replace(market, places=more)

    assert auction(wider).certificate.bound >= auction(market).certificate.total - SLACK
    assert auction(wider).certificate.total >= auction(market).certificate.total - 20e-4


@given(markets(people=20, posts=6), markets(people=20, posts=6))
def test_a_start_from_other_prices_ends_as_near_to_the_best(market, other):
    count = max(market.posts, 1)
    prices = np.resize(auction(other).price if other.posts else [0.5], market.posts)
    stale = replace(auction(market), price=prices, post=auction(market, epsilon=0.1).post)

    solved = auction(market, start=stale)

    assert is_allowed(market, solved.post)
    proof = solved.certificate
    assert proof.bound - proof.total <= market.people * 1e-4 + SLACK * count


def test_the_same_market_gives_the_same_bytes():
    first, again = auction(a_crowd(400, 90)), auction(a_crowd(400, 90))

    assert first.post.tobytes() == again.post.tobytes()
    assert first.price.tobytes() == again.price.tobytes()


def test_a_post_nobody_can_take_and_a_post_without_places_stay_empty():
    market = a_market([{0: 0.9, 1: 0.4}, {0: 0.8}], places=[0, 5, 7])

    assert auction(market).post.tolist() == [1, -1]


def test_who_gains_nothing_is_left_out():
    assert auction(a_market([{0: -0.1}, {0: 0.0}, {}], places=[3])).post.tolist() == [-1, -1, -1]


@pytest.mark.parametrize("lists", [[], [{}, {}]])
def test_an_empty_market_is_allocated_at_no_gap(lists):
    solved = auction(a_market(lists, places=[]))

    assert solved.matched == 0
    assert solved.certificate.gap == 0


def test_the_place_goes_to_whom_it_is_worth_most_though_another_came_first():
    market = a_market([{0: 0.8, 1: 0.7}, {0: 0.9}], places=[1, 1])

    solved = auction(market)

    assert solved.post.tolist() == [1, 0]
    assert 0.1 - 1e-4 <= solved.price[0] <= 0.9 + 1e-4


def test_many_equal_people_on_many_equal_posts_end_quickly():
    clones = [{post: 0.7 for post in range(30)} for _ in range(300)]

    solved = auction(a_market(clones, places=[1] * 30), epsilon=1e-5)

    assert solved.matched == 30
    assert solved.certificate.gap < 1e-3


@pytest.mark.parametrize("epsilon", [0.0, -1.0, float("nan"), 2.0])
def test_a_step_that_would_never_end_is_refused(epsilon):
    with pytest.raises(BadValue, match="auction: epsilon must lie between"):
        auction(a_market([{0: 0.5}], places=[1]), epsilon=epsilon)


@pytest.mark.parametrize("price", [float("nan"), -0.1, float("inf")])
def test_a_price_to_start_from_that_cannot_be_meant_is_refused_by_its_row(price):
    market = a_market([{0: 0.5}], places=[1, 1])
    start = replace(auction(market), price=np.array([0.0, price]))

    with pytest.raises(BadValue, match="post row 1: price must be 0 or more"):
        auction(market, start=start)


@pytest.mark.long
def test_a_million_clones_of_one_post_end():
    people, posts, listed = 100_000, 1_000_000, 10
    dice = np.random.default_rng(5)
    rows = type("Rows", (), {})()
    rows.indptr = np.arange(people + 1) * listed
    block = posts // listed
    rows.post = (dice.integers(0, block, (people, listed)) + np.arange(listed) * block).ravel()
    rows.score = np.full(people * listed, 0.7)
    from jobmatch.clearing.graph import graph

    solved = auction(graph(rows, np.ones(posts, np.int64)))

    assert solved.certificate.gap < 1e-3
    assert solved.matched > 0.99 * people
