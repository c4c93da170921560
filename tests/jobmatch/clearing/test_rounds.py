from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.auction import auction
from jobmatch.clearing.fairness import lifted
from jobmatch.clearing.graph import graph
from jobmatch.clearing.rounds import Plan, clear
from tests.jobmatch.clearing.builders import a_crowd, is_allowed

SLACK = 1e-5


def search_in(scores):
    """Search a matrix of scores (NaN: refused) as the engine searches a market."""

    def search(k, prices, floors):
        price = np.zeros(scores.shape[1]) if prices is None else prices
        floor = np.full(len(scores), -np.inf) if floors is None else floors
        rows = []
        for person, row in enumerate(scores):
            value = row - price
            open_to = np.flatnonzero(~np.isnan(value) & (value > floor[person]))
            best = open_to[np.lexsort((open_to, -value[open_to]))][:k]
            rows.append((best, row[best]))
        return SimpleNamespace(
            indptr=np.cumsum([0, *(len(best) for best, _ in rows)]),
            post=np.concatenate([best for best, _ in rows] or [[]]).astype(np.int32),
            score=np.concatenate([score for _, score in rows] or [[]]),
        )

    return search


def a_matrix(people, posts, seed=1):
    dice = np.random.default_rng(seed)
    scores = dice.random((people, posts)) * 0.5 + dice.random(posts) * 0.5
    scores[dice.random((people, posts)) < 0.5] = np.nan
    return scores


matrices = st.builds(a_matrix, st.integers(0, 30), st.integers(1, 12), st.integers(0, 1000))


# Here lists of four go round in a circle: what is dropped is found again, and dropped again.
@example(a_matrix(12, 12, 12), 476, 3)
@given(matrices, st.integers(0, 2**16), st.integers(1, 3))
def test_the_rounds_reach_what_an_auction_over_every_pair_reaches(scores, seed, listed):
    places = np.random.default_rng(seed).integers(0, 4, scores.shape[1])
    plan = Plan(listed=listed, found=2, width=4, rounds=60, target=0.0)

    solved = clear(search_in(scores), places, plan=plan)

    everything = graph(search_in(scores)(scores.shape[1], None, None), places)
    whole = auction(everything).certificate
    assert solved.certificate.bound >= whole.total - SLACK
    assert solved.certificate.total <= whole.bound + SLACK
    assert solved.certificate.total >= whole.total - len(scores) * 1e-2 - SLACK
    assert is_allowed(everything, solved.allocation.post)


@given(matrices, st.integers(0, 2**16))
def test_what_was_proved_holds_when_a_bonus_lifts_all_that_a_person_could_hold(scores, seed):
    dice = np.random.default_rng(seed)
    places, bonus = dice.integers(0, 4, scores.shape[1]), dice.random(len(scores)) * 0.3
    plan = Plan(listed=2, found=2, rounds=2, target=0.0)
    plain = clear(search_in(scores), places, plan=plan)
    raised = scores + bonus[:, None]
    start = replace(plain, market=lifted(plain.market, bonus))

    solved = clear(
        search_in(raised),
        places,
        plan=replace(plan, rounds=0),
        start=start,
        reach=plain.reach + bonus,
    )

    whole = auction(graph(search_in(raised)(scores.shape[1], None, None), places)).certificate
    assert solved.certificate.whole_market
    assert solved.certificate.bound >= whole.total - SLACK


def test_a_bonus_that_everybody_has_takes_nothing_from_the_proof():
    scores, places = a_matrix(200, 20), np.full(20, 2)
    plain = clear(search_in(scores), places, plan=Plan(rounds=6, target=0.0))

    solved = clear(
        search_in(scores + 0.3),
        places,
        plan=Plan(rounds=0),
        start=replace(plain, market=lifted(plain.market, np.full(200, 0.3))),
        reach=plain.reach + 0.3,
    )

    assert solved.certificate.bound <= plain.certificate.bound + 0.3 * places.sum() + SLACK


def test_a_market_that_lists_alone_cannot_fill_is_filled_by_prices():
    # Everybody's list of two holds the same two posts; ten others stand empty beside them.
    scores = np.full((12, 12), 0.5)
    scores[:, :2] = 0.9
    places = np.ones(12, np.int64)

    lists_alone = clear(search_in(scores), places, plan=Plan(listed=2, rounds=0))
    priced = clear(search_in(scores), places, plan=Plan(listed=2, found=4, rounds=9))

    assert lists_alone.allocation.matched == 2
    assert priced.allocation.matched == 12
    assert priced.certificate.gap <= 1e-3
    assert not lists_alone.certificate.whole_market and priced.certificate.whole_market


def test_the_bound_falls_and_the_total_grows_from_round_to_round():
    told = []

    clear(
        search_in(a_matrix(200, 60)),
        np.full(60, 2),
        plan=Plan(listed=2, found=2, target=0.0, rounds=6),
        tell=told.append,
    )

    assert [line.number for line in told] == list(range(1, len(told) + 1))
    bounds, totals = [line.bound for line in told], [line.total for line in told]
    assert bounds == sorted(bounds, reverse=True)
    assert totals == sorted(totals)


def test_the_bound_never_falls_below_the_true_best():
    scores = a_matrix(40, 15, seed=3)
    everything = graph(search_in(scores)(15, None, None), np.full(15, 1))
    best = auction(everything, epsilon=1e-6).certificate.total
    told = []

    plan = Plan(listed=1, found=1, target=0.0, rounds=40)
    clear(search_in(scores), np.full(15, 1), plan=plan, tell=told.append)

    assert all(line.bound >= best - SLACK for line in told)


def test_the_rounds_keep_within_the_width_and_the_places():
    scores = a_matrix(120, 40)
    places = np.arange(40) % 3

    plan = Plan(listed=3, found=5, width=5, rounds=5, target=0.0)
    solved = clear(search_in(scores), places, plan=plan)

    assert np.diff(solved.market.indptr).max() <= 5
    taken = np.bincount(solved.allocation.post[solved.allocation.post >= 0], minlength=40)
    assert (taken <= places).all()


@pytest.mark.parametrize("scores", [np.zeros((0, 3)), np.full((3, 3), np.nan)])
def test_a_market_without_pairs_is_cleared_at_no_gap(scores):
    solved = clear(search_in(scores), np.ones(3, np.int64))

    assert solved.allocation.matched == 0
    assert solved.certificate.gap == 0


@pytest.mark.parametrize(
    "values", [{"listed": 0}, {"found": 0}, {"width": 0}, {"rounds": -1}, {"target": float("nan")}]
)
def test_a_plan_that_cannot_be_meant_is_refused(values):
    with pytest.raises(BadValue, match="plan:"):
        Plan(**values)


def test_a_score_that_is_no_number_is_refused_by_the_row_of_its_person():
    rows = a_crowd(3, 3)
    broken = SimpleNamespace(indptr=rows.indptr, post=rows.post, score=np.full(rows.edges, np.nan))

    with pytest.raises(BadValue, match="person row 0: score"):
        clear(lambda *_: broken, rows.places)
