"""Lists kept right when posts change: only the people concerned are searched again."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from jobmatch.engine.index import Index
from jobmatch.engine.lists import Lists
from jobmatch.engine.rows import Flags, Floats, Ints
from jobmatch.engine.searching import pair_scores, prices_of, top
from jobmatch.engine.values import People, Posts


def scan(posts: Posts, people: People, row: int = 0) -> Floats:
    """Return the score of one post for every person, float64[n]; minus infinity where refused."""
    return pair_scores(posts, people, np.arange(len(people)), np.full(len(people), row, np.int64))


def refreshed(
    lists: Lists,
    index: Index,
    people: People,
    k: int,
    *,
    numbers: Iterable[int],
    prices: npt.ArrayLike | None = None,
) -> Lists:
    """Return the lists as `top` would make them now, after the posts of these numbers changed.

    `lists` are those of `index` before `changed` put in or withdrew just these posts, with the
    same `k` and prices. Searched again are those whose list holds one of them, and those whom a
    post put in could now suit well enough.
    """
    touched = np.array(sorted(set(numbers)), np.int64)
    tag = prices_of(prices, len(index))
    owner = np.repeat(np.arange(len(lists)), np.diff(lists.indptr))
    again = np.zeros(len(people), bool)
    again[owner[np.isin(lists.post, touched)]] = True
    if index.fresh is not None:
        worst = _worst(lists, tag, k)
        for row in np.flatnonzero(np.isin(index.fresh_numbers, touched)).tolist():
            price = tag[index.fresh_numbers[row]]
            again |= _reaches(scan(index.fresh, people, row), price, worst)
    rows = np.flatnonzero(again)
    found = top(index, people, k, prices=prices, rows=rows)
    return _spliced(lists, found, rows)


def _reaches(score: Floats, price: float, worst: Floats) -> Flags:
    reaches: Flags = (score > -np.inf) & (score - price >= worst)
    return reaches


def _worst(lists: Lists, tag: Floats, k: int) -> Floats:
    """Return what a post must be worth to enter each list: all may enter a list with room."""
    worst = np.full(len(lists), -np.inf)
    full = np.diff(lists.indptr) >= k
    if k and full.any():
        last = lists.indptr[1:][full] - 1
        worst[full] = lists.score[last] - tag[lists.post[last]]
    return worst


def _spliced(lists: Lists, found: Lists, rows: Ints) -> Lists:
    """Return the lists with those of some rows in the place of the old ones."""
    lengths = np.diff(lists.indptr)
    lengths[rows] = np.diff(found.indptr)
    indptr = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    is_new = np.zeros(len(lists), bool)
    is_new[rows] = True
    to_new = np.repeat(is_new, lengths)
    from_old = np.repeat(~is_new, np.diff(lists.indptr))
    post, score = np.zeros(indptr[-1], np.int32), np.zeros(indptr[-1])
    post[to_new], score[to_new] = found.post, found.score
    post[~to_new], score[~to_new] = lists.post[from_old], lists.score[from_old]
    return Lists(indptr, post, score)
