import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.walk_in import Day, NoPlaceLeft

steps = st.lists(st.tuples(st.sampled_from(["take", "give_back"]), st.integers(0, 3)), max_size=30)


def a_day(**changes):
    return Day(**{"prices": [0.0, 0.2, 0.6, 0.1], "places": [2, 1, 3, 0], **changes})


def walked(day, moves):
    done = []
    for verb, post in moves:
        try:
            getattr(day, verb)(post)
        except NoPlaceLeft:
            continue
        done.append((verb, post))
    return done


def test_the_place_dearest_to_others_is_not_proposed_to_the_first_who_asks():
    proposed = a_day().propose([0, 2], [0.5, 0.7])

    assert [one.post for one in proposed] == [0, 2]


@given(steps)
def test_prices_stay_between_nothing_and_the_highest_score(moves):
    day = a_day()

    walked(day, moves)

    assert (day.prices >= 0).all() and (day.prices <= 1).all()
    assert (day.free >= 0).all()


@given(steps)
def test_giving_everything_back_leads_to_the_same_prices(moves):
    day = a_day()
    before = day.prices

    done = walked(day, moves)
    for verb, post in reversed(done):
        {"take": day.give_back, "give_back": day.take}[verb](post)

    assert day.prices.tobytes() == before.tobytes()


def test_a_price_rises_with_every_place_taken_and_falls_with_every_one_given_back():
    day = a_day()
    seen = [day.prices[2]]
    for _ in range(3):
        day.take(2)
        seen.append(day.prices[2])

    assert seen == sorted(set(seen))
    assert seen[-1] == pytest.approx(0.8)

    other = a_day()
    other.give_back(2)
    assert other.prices[2] == pytest.approx(0.4)


def test_a_full_post_is_never_proposed():
    day = a_day()
    day.take(1)

    assert [one.post for one in day.propose([0, 1, 3], [0.1, 0.9, 0.9])] == [0]


def test_a_place_that_is_not_there_cannot_be_taken():
    day = a_day()

    with pytest.raises(NoPlaceLeft, match="post row 3: places has no free place"):
        day.take(3)
    with pytest.raises(NoPlaceLeft, match="post row 3: places cannot get back"):
        day.give_back(3)
    with pytest.raises(BadValue, match="post row 9: post is not a row"):
        day.take(9)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"prices": [0, 0, float("nan"), 0]}, "post row 2: price must be 0 or more"),
        ({"places": [1, -1, 1, 1]}, "post row 1: places must be 0 or more"),
        ({"places": [1]}, "day: prices must be as many"),
        ({"drift": 1.5}, "day: drift must lie"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(changes, problem):
    with pytest.raises(BadValue, match=problem):
        a_day(**changes)


def test_a_score_that_is_no_number_is_refused():
    with pytest.raises(BadValue, match="candidate 1: score"):
        a_day().propose([0, 1], np.array([0.5, np.nan]))
