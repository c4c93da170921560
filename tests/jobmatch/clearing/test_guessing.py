import numpy as np
import pytest

from jobmatch.clearing.guessing import guess
from jobmatch.clearing.night import solve
from jobmatch.clearing.rounds import Plan
from jobmatch.engine import build, top
from jobmatch.market.arrays import make

MADE = make(1200, 120, seed=6)
INDEX = build(MADE.posts)


def ask(k, prices, rows):
    return top(INDEX, MADE.people, k, prices=prices, rows=rows)


def bound_at(price):
    found = top(INDEX, MADE.people, 1, prices=price)
    gains = found.score - price[found.post]
    return np.maximum(gains, 0).sum() + (price * MADE.posts.places).sum()


def test_guessed_prices_prove_nearly_as_much_as_those_of_a_solve():
    places = MADE.posts.places.astype(np.int64)

    price = guess(ask, places, 1200, share=2.0)

    best = solve(INDEX, MADE.people, plan=Plan(listed=60, rounds=6)).certificate
    assert best.total <= bound_at(price) <= best.bound * 1.1
    assert bound_at(price) < bound_at(np.zeros(120)) / 2


def test_no_price_is_below_zero_or_above_the_best_score():
    price = guess(ask, MADE.posts.places.astype(np.int64), 1200, share=0.3)

    assert price.min() >= 0 and price.max() <= 1


def test_a_night_that_begins_with_a_guess_ends_as_near_to_the_best():
    plain = solve(INDEX, MADE.people, plan=Plan(rounds=9))
    guessed = solve(INDEX, MADE.people, plan=Plan(rounds=9, guess_from=100))

    assert guessed.certificate.gap <= 1e-3 and plain.certificate.gap <= 1e-3
    assert guessed.total == pytest.approx(plain.total, rel=2e-3)
    assert guessed.rounds[0].bound < plain.rounds[0].bound


def test_a_market_without_posts_is_guessed_at_nothing():
    empty = make(30, 0)

    night = solve(build(empty.posts), empty.people, plan=Plan(guess_from=1))

    assert night.matched == 0 and night.certificate.gap == 0
