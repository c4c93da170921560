"""Small markets drawn by hypothesis or from a seed, and what brute force says about them."""

from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from jobmatch.clearing.graph import Graph, graph


def rows_of(lists: list[dict[int, float]]) -> Any:
    """Return candidate lists (post to score, best first) in compressed rows."""
    ordered = [sorted(row.items(), key=lambda pair: (-pair[1], pair[0])) for row in lists]
    return SimpleNamespace(
        indptr=np.cumsum([0, *map(len, ordered)]),
        post=np.array([post for row in ordered for post, _ in row], np.int32),
        score=np.array([score for row in ordered for _, score in row], np.float64),
    )


def a_market(lists: list[dict[int, float]], places: list[int]) -> Graph:
    return graph(rows_of(lists), np.array(places, np.int64))


@st.composite
def markets(
    draw: Any, people: int = 6, posts: int = 4, scores: Any = None, places: int = 3
) -> Graph:
    """Draw a market; a quarter of the default scores fall on ties."""
    count = draw(st.integers(0, posts))
    usual = st.sampled_from([0.25, 0.5, 0.5, 0.75]) | st.floats(-0.25, 1, width=32)
    values = usual if scores is None else scores
    row = st.dictionaries(st.integers(0, count - 1), values) if count else st.just({})
    lists = draw(st.lists(row, max_size=people))
    return a_market(lists, draw(st.lists(st.integers(0, places), min_size=count, max_size=count)))


def a_crowd(people: int, posts: int, *, candidates: int = 8, seed: int = 1) -> Graph:
    """Return a market with a few posts that everybody wants."""
    dice = np.random.default_rng(seed)
    weight = 1 / np.arange(1, posts + 1)
    drawn = np.sort(dice.choice(posts, (people, candidates), p=weight / weight.sum()), axis=1)
    once = np.concatenate((np.ones((people, 1), bool), drawn[:, 1:] != drawn[:, :-1]), axis=1)
    rows = SimpleNamespace(
        indptr=np.concatenate(([0], np.cumsum(once.sum(1)))),
        post=drawn[once].astype(np.int32),
        score=dice.random(int(once.sum())),
    )
    return graph(rows, dice.integers(0, 4, posts))


def best_total(market: Graph) -> float:
    """Return the largest total score of all allocations, by trying every one."""
    choices = [[-1, *range(market.indptr[i], market.indptr[i + 1])] for i in range(market.people)]
    best = 0.0
    for chosen in product(*choices):
        held = [edge for edge in chosen if edge >= 0]
        taken = np.bincount(market.post[held], minlength=market.posts)
        if (taken <= market.places).all():
            best = max(best, float(market.score[held].astype(float).sum()))
    return best


def is_allowed(market: Graph, post: Any) -> bool:
    """Return whether every post held is a candidate and no post is over its places."""
    held = post >= 0
    taken = np.bincount(post[held], minlength=market.posts)
    pairs = all(
        post[i] in market.post[market.indptr[i] : market.indptr[i + 1]]
        for i in np.flatnonzero(held)
    )
    return pairs and bool((taken <= market.places).all())
