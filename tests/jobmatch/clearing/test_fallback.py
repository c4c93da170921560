import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.fallback import fewest_applications, shuffled
from tests.jobmatch.clearing.builders import a_market, markets


def test_the_post_with_the_fewest_applications_for_each_place_comes_first():
    market = a_market([{0: 0.9, 1: 0.5, 2: 0.4}], places=[1, 1, 4])

    assert fewest_applications(market, [5, 1, 2]).post.tolist() == [2, 1, 0]


def test_equal_people_are_spread_over_equal_posts():
    market = a_market([{post: 0.5 for post in range(10)} for _ in range(50)], places=[5] * 10)

    lists = fewest_applications(market, k=1)

    assert np.bincount(lists.post, minlength=10).tolist() == [5] * 10


@given(markets(people=12, posts=6), st.integers(1, 4))
def test_everybody_gets_as_many_open_candidates_as_there_are_up_to_k(market, k):
    for lists in (fewest_applications(market, k=k), shuffled(market, k=k)):
        for person in range(market.people):
            own = market.post[market.indptr[person] : market.indptr[person + 1]]
            listed = lists.post[lists.indptr[person] : lists.indptr[person + 1]]
            open_to = {int(post) for post in own if market.places[post] > 0}
            assert set(listed.tolist()) <= open_to
            assert len(set(listed.tolist())) == len(listed) == min(k, len(open_to))


@pytest.mark.parametrize("make", [fewest_applications, shuffled])
def test_the_seed_decides_between_equals_and_repeats(make):
    market = a_market([{post: 0.5 for post in range(9)} for _ in range(9)], places=[1] * 9)

    first = make(market, seed="monday", k=3)

    assert first.same_as(make(market, seed="monday", k=3))
    assert first.post.tolist() != make(market, seed="tuesday", k=3).post.tolist()


def test_a_better_score_is_more_often_drawn_first():
    market = a_market([{0: 0.8, 1: 0.2} for _ in range(2000)], places=[1, 1])

    firsts = shuffled(market, seed="s", k=1).post

    assert 0.75 < np.mean(firsts == 0) < 0.85


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
def test_applications_that_cannot_be_meant_are_refused_by_their_row(bad):
    with pytest.raises(BadValue, match="post row 1: applied must be 0 or more"):
        fewest_applications(a_market([{0: 0.5}], places=[1, 1]), [0, bad])
