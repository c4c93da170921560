from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.families import allocate
from tests.jobmatch.clearing.builders import a_crowd, a_market, is_allowed, markets


def next_door(one, other):
    return abs(one - other) <= 1


def best_together(market, families, near):
    """Return the largest total that keeps families whole and near, by trying everything."""
    choices = [[-1, *range(market.indptr[i], market.indptr[i + 1])] for i in range(market.people)]
    best = 0.0
    for chosen in product(*choices):
        held = [edge for edge in chosen if edge >= 0]
        taken = np.bincount(market.post[held], minlength=market.posts)
        if (taken <= market.places).all() and all(
            is_whole([chosen[i] for i in members], market, near) for members in families
        ):
            best = max(best, float(market.score[held].astype(float).sum()))
    return best


def is_whole(edges, market, near):
    posts = [int(market.post[edge]) for edge in edges if edge >= 0]
    return not posts or (len(posts) == len(edges) and all(near(a, b) for a in posts for b in posts))


def families_in(data, people):
    rows = data.draw(st.permutations(range(people)))
    cut = data.draw(st.integers(0, 3))
    return [sorted(rows[:2]), sorted(rows[2 : 2 + cut])][: 1 + (cut > 0)] if people >= 5 else []


@given(markets(people=5, posts=3, scores=st.sampled_from([0.2, 0.5, 0.5, 0.9])), st.data())
def test_a_small_market_is_cleared_as_well_as_trying_everything(market, data):
    families = families_in(data, market.people)

    found = allocate(market, families, next_door)

    best = best_together(market, families, next_door)
    assert found.exact
    assert found.certificate.total <= best + 1e-6
    assert found.certificate.total >= best - market.people * 1e-5 - 1e-6


@given(markets(people=12, posts=5), st.data())
def test_a_family_goes_together_or_not_at_all(market, data):
    families = families_in(data, market.people)

    for tries in (4000, 1):
        found = allocate(market, families, next_door, most_tried=tries)
        assert is_allowed(market, found.post)
        assert all(is_whole([found.edge[i] for i in one], market, next_door) for one in families)


@given(markets(people=5, posts=3, scores=st.sampled_from([0.2, 0.5, 0.9])), st.data())
def test_the_bound_holds_where_not_every_choice_was_tried(market, data):
    families = families_in(data, market.people)

    found = allocate(market, families, next_door, most_tried=0)

    assert not found.exact
    assert best_together(market, families, next_door) <= found.certificate.bound + 1e-6
    assert found.certificate.total <= found.certificate.bound


def test_a_couple_is_not_parted_for_a_better_total():
    # Apart they would reach 1.7, but their two posts lie far from each other.
    market = a_market([{0: 0.9, 2: 0.3}, {4: 0.8, 2: 0.3}], places=[1, 0, 2, 0, 1])

    assert allocate(market, [], next_door).post.tolist() == [0, 4]
    assert allocate(market, [[0, 1]], next_door).post.tolist() == [2, 2]


def test_a_couple_needs_two_places_in_the_same_post():
    market = a_market([{0: 0.9}, {0: 0.9}], places=[1])

    assert allocate(market, [[0, 1]], next_door).post.tolist() == [-1, -1]


def test_a_family_whose_child_has_no_post_stays_together():
    market = a_market([{0: 0.9}, {1: 0.9}, {}], places=[1, 1])

    assert allocate(market, [[0, 1, 2]], next_door).post.tolist() == [-1, -1, -1]


def test_many_families_are_cleared_near_the_bound():
    market = a_crowd(400, 150, candidates=8)
    families = [[row, row + 1] for row in range(0, 80, 2)]

    found = allocate(market, families, lambda one, other: abs(one - other) <= 30)

    assert not found.exact
    assert found.certificate.gap < 0.05
    together = [(found.post[a] >= 0) == (found.post[b] >= 0) for a, b in families]
    assert all(together) and any(found.post[a] >= 0 for a, _ in families)


@pytest.mark.parametrize(
    ("families", "problem"),
    [
        ([[0, 1], [1]], "family row 1: member is in two families: 1"),
        ([[0, 9]], "family row 0: member is no row of people: 9"),
        ([[]], "family row 0: members must not be empty"),
    ],
)
def test_a_family_that_cannot_be_meant_is_refused_by_its_row(families, problem):
    with pytest.raises(BadValue, match=problem):
        allocate(a_market([{0: 0.9}, {0: 0.9}], places=[1]), families, next_door)
