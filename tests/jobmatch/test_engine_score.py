"""The arrays say of every pair what the readable score and the readable gates say."""

import numpy as np
import pytest
from hypothesis import given, settings

from jobmatch import DEFAULT, refused
from jobmatch.engine import Vocabulary, encode, pair_scores
from jobmatch.score import GRID, Standing, terms
from tests.jobmatch.markets import FAMILIES, TODAY, crowds, markets
from tests.often import often

CLOSE = 1.5 / GRID


def said_plainly(openings, profiles):
    scores = np.full((len(profiles), len(openings)), -np.inf)
    for i, profile in enumerate(profiles):
        standing = Standing(profile, DEFAULT, FAMILIES)
        for j, opening in enumerate(openings):
            if refused(opening, profile, TODAY) is None:
                scores[i, j] = terms(opening, standing, DEFAULT).weighed(DEFAULT)
    return scores


def said_by_arrays(openings, profiles):
    posts, people = encode(openings, profiles, today=TODAY, vocabulary=Vocabulary(FAMILIES))
    i, j = np.divmod(np.arange(len(people) * len(posts)), max(1, len(posts)))
    return pair_scores(posts, people, i, j).reshape(len(people), len(posts))


@often(100)
@given(openings=markets, profiles=crowds)
def test_every_pair_has_one_score_and_the_same_gates(openings, profiles):
    plainly, arrays = said_plainly(openings, profiles), said_by_arrays(openings, profiles)

    assert np.array_equal(np.isinf(plainly), np.isinf(arrays))
    open_to = ~np.isinf(plainly)
    assert np.abs(plainly[open_to] - arrays[open_to]).max(initial=0.0) <= CLOSE


@pytest.mark.long
@settings(max_examples=4000)
@given(openings=markets, profiles=crowds)
def test_thousands_of_markets_have_one_score(openings, profiles):
    plainly, arrays = said_plainly(openings, profiles), said_by_arrays(openings, profiles)

    assert np.allclose(plainly, arrays, rtol=0, atol=CLOSE)
