"""Every way to search gives what looking at every pair gives, to the last bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch import suggest
from jobmatch.engine import Vocabulary, build, encode, top, top_by_brute_force
from jobmatch.market.arrays import make
from tests.jobmatch.markets import FAMILIES, TODAY, crowds, markets
from tests.often import often

prices = st.lists(st.sampled_from((0.0, 0.0, 0.05, 0.4, -0.1)), min_size=9, max_size=9)
floors = st.none() | st.sampled_from((0.3, 0.45, 0.6))
sizes = st.sampled_from((1, 2, 4, 16))


def arrays_of(openings, profiles):
    return encode(openings, profiles, today=TODAY, vocabulary=Vocabulary(FAMILIES))


def holds(openings, profiles, k, tags, floor, block):
    posts, people = arrays_of(openings, profiles)
    tag = np.array(tags[: len(posts)])

    plain = top_by_brute_force(posts, people, k, tag, floor)

    index = build(posts, block=block)
    assert top(index, people, k, prices=tag, floor=floor, threads=2).same_as(plain)
    by_blocks = replace(index, few=-1)
    assert top(by_blocks, people, k, prices=tag, floor=floor).same_as(plain)


@often(100)
@given(markets, crowds, st.integers(0, 5), prices, floors, sizes)
def test_a_search_gives_what_looking_at_every_pair_gives(openings, profiles, k, tags, floor, block):
    holds(openings, profiles, k, tags, floor, block)


@pytest.mark.long
@settings(max_examples=4000)
@given(markets, crowds, st.integers(0, 5), prices, floors, sizes)
def test_thousands_of_markets_are_searched_exactly(openings, profiles, k, tags, floor, block):
    holds(openings, profiles, k, tags, floor, block)


@pytest.mark.parametrize("block", [1, 16])
@pytest.mark.parametrize("k", [1, 7, 50])
def test_among_thousands_of_posts_nothing_is_lost(k, block):
    made = make(300, 4_000, seed=7)
    draw = np.random.default_rng(7)
    tag = draw.choice((0.0, 0.02, 0.3), 4_000)
    floor = draw.choice((-np.inf, 0.5, 0.9), 300)
    index = build(made.posts, block=block)

    for prices, floors in ((None, None), (tag, None), (tag, floor)):
        plain = top_by_brute_force(made.posts, made.people, k, prices, floors)
        for few in (-1, 200):
            found = top(replace(index, few=few), made.people, k, prices=prices, floor=floors)
            assert found.same_as(plain)


@often(100)
@given(markets, crowds)
def test_the_list_is_the_one_the_readable_library_makes(openings, profiles):
    posts, people = arrays_of(openings, profiles)
    lists = top(build(posts), people, 9)
    for person, profile in enumerate(profiles):
        # Families are not given to the readable one here, so they are left out on both sides.
        plain = {m.opening.id: m.score for m in suggest(profile, openings, today=TODAY)}
        found, _ = lists.of(person)
        assert {posts.ids[at] for at in found} == set(plain)


@often(100)
@given(markets, crowds, st.integers(1, 4))
def test_the_number_of_threads_cannot_show(openings, profiles, k):
    posts, people = arrays_of(openings, profiles)
    index = build(posts)

    alone = top(index, people, k, threads=1)

    assert all(top(index, people, k, threads=n).same_as(alone) for n in (2, 3))


@often(100)
@given(markets, crowds)
def test_rows_are_answered_in_the_order_asked(openings, profiles):
    posts, people = arrays_of(openings, profiles)
    index = build(posts)
    whole, turned = top(index, people, 3), np.arange(len(people))[::-1]

    part = top(index, people, 3, rows=turned)

    for at, person in enumerate(turned):
        assert np.array_equal(part.of(at)[0], whole.of(person)[0])
