import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.acceptance import accept
from jobmatch.clearing.reservations import Reservation, accept_reserved
from tests.jobmatch.clearing.builders import a_market, is_allowed, markets


def members(*rows, of):
    return np.isin(np.arange(of), rows)


def test_a_kept_place_goes_to_the_group_though_others_stand_higher():
    market = a_market([{0: 0.9}, {0: 0.8}, {0: 0.1}], places=[2])

    plain = accept(market)
    kept = accept_reserved(market, [Reservation(0, 1, members(2, of=3))])

    assert plain.post.tolist() == [0, 0, -1]
    assert kept.post.tolist() == [0, -1, 0]


def test_who_of_the_group_wins_an_open_place_leaves_the_kept_one_to_another():
    market = a_market([{0: 0.9}, {0: 0.8}, {0: 0.1}, {0: 0.05}], places=[2])

    kept = accept_reserved(market, [Reservation(0, 1, members(0, 3, of=4))])

    assert kept.post.tolist() == [0, -1, -1, 0]


def test_a_kept_place_that_the_group_does_not_take_goes_to_others():
    market = a_market([{0: 0.9}, {0: 0.8}], places=[2])

    kept = accept_reserved(market, [Reservation(0, 2, members(of=2))])

    assert kept.post.tolist() == [0, 0]


@given(markets(people=12, posts=4), st.data())
def test_the_group_never_holds_fewer_than_its_places_while_one_of_it_wants_in(market, data):
    if not market.posts:
        return
    places = data.draw(st.integers(0, int(market.places[0])))
    group = np.array(
        data.draw(st.lists(st.booleans(), min_size=market.people, max_size=market.people)), bool
    )

    kept = accept_reserved(market, [Reservation(0, places, group)])

    assert is_allowed(market, kept.post)
    wants_in = [
        i
        for i in np.flatnonzero(group & (kept.post < 0))
        if 0 in market.post[market.indptr[i] : market.indptr[i + 1]]
    ]
    if wants_in:
        assert np.count_nonzero(kept.post[group] == 0) >= places


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ([(5, 1, 2)], "post row 5: reservation is not a row"),
        ([(0, 3, 2)], "post row 0: reservation must not exceed"),
        ([(0, 1, 2), (0, 1, 2)], "post row 0: reservation is there twice"),
        ([(0, 1, 7)], "post row 0: members must have one row"),
    ],
)
def test_a_reservation_that_cannot_be_meant_is_refused(parts, problem):
    market = a_market([{0: 0.9}, {0: 0.8}], places=[2])

    with pytest.raises(BadValue, match=problem):
        accept_reserved(market, [Reservation(a, b, members(of=c)) for a, b, c in parts])
