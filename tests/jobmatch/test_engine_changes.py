"""Posts that come, change and go leave an index that answers as one built anew."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.engine import Vocabulary, build, changed, encode, rebuilt, refreshed, top
from tests.jobmatch.builders import TODAY as DAY
from tests.jobmatch.builders import a_person, an_opening
from tests.jobmatch.markets import FAMILIES, TODAY, crowds, markets, openings
from tests.often import often

steps = st.lists(st.tuples(st.sampled_from(("put", "withdraw")), st.integers(0, 12), openings))


def follow(index, steps, vocabulary):
    """Take each step and keep beside it, in plain values, what should be there now."""
    there = {}
    for verb, at, opening in steps:
        id = f"v-{at}"
        if verb == "put":
            there[id] = replace(opening, id=id)
            put, _ = encode([there[id]], today=TODAY, vocabulary=vocabulary)
            index = changed(index, put)
        elif id in there:
            del there[id]
            index = changed(index, withdrawn=[id])
    return index, there


@often(100)
@given(markets, crowds, steps, st.integers(1, 4))
def test_changes_in_any_order_equal_a_new_build(start, profiles, steps, k):
    vocabulary = Vocabulary(FAMILIES)
    posts, people = encode(start, profiles, today=TODAY, vocabulary=vocabulary)
    known = [("put", int(opening.id[2:]), opening) for opening in start]
    index, there = follow(build(posts), [*known, *steps], vocabulary)
    prices = np.linspace(0.0, 0.3, len(index))

    found = top(index, people, k, prices=prices)

    assert found.same_as(top(rebuilt(index), people, k, prices=prices))
    ids = sorted(there, key=lambda id: index.names[id])
    fresh, _ = encode([there[id] for id in ids], today=TODAY, vocabulary=vocabulary)
    numbers = np.array([index.names[id] for id in ids], np.int32)
    plain = top(build(fresh), people, k, prices=prices[numbers])
    assert np.array_equal(numbers[plain.post], found.post)
    assert plain.score.tobytes() == found.score.tobytes()


def test_a_post_put_back_has_its_number_again():
    vocabulary = Vocabulary()
    openings = [an_opening(id="v-1"), an_opening(id="v-2")]
    posts, people = encode(openings, [a_person()], today=DAY, vocabulary=vocabulary)
    index = build(posts)
    one, _ = encode(openings[:1], today=DAY, vocabulary=vocabulary)

    back = changed(changed(index, withdrawn=["v-1"]), one)

    assert top(back, people, 5).same_as(top(index, people, 5))


def test_what_is_not_there_cannot_be_withdrawn():
    posts, _ = encode([an_opening(id="v-1")], today=DAY)
    index = changed(build(posts), withdrawn=["v-1"])

    with pytest.raises(BadValue, match="v-1"):
        changed(index, withdrawn=["v-1"])


@often(100)
@given(markets, crowds, openings, st.integers(0, 10), st.integers(0, 3))
def test_lists_kept_right_are_those_of_a_new_search(start, profiles, coming, at, k):
    vocabulary = Vocabulary(FAMILIES)
    posts, people = encode(start, profiles, today=TODAY, vocabulary=vocabulary)
    index, prices = build(posts), np.linspace(0.0, 0.2, 12)
    before = top(index, people, k, prices=prices[: len(index)])
    put, _ = encode([replace(coming, id=f"v-{at}")], today=TODAY, vocabulary=vocabulary)
    gone = ["v-0"] if start and at else []

    after = changed(index, put, gone)

    numbers = [after.names[id] for id in (f"v-{at}", *gone)]
    tag = prices[: len(after)]
    kept = refreshed(before, after, people, k, numbers=numbers, prices=tag)
    assert kept.same_as(top(after, people, k, prices=tag))
