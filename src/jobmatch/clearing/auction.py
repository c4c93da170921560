"""The auction: every place gets the price at which nobody who goes without would pay more.

People bid on the posts they gain most by, and prices rise until demand fits the places. The steps
by which prices move shrink from phase to phase (`epsilon` scaling): large ones first find the
level, small ones the last per mille, so that many equal posts or equal people cannot start a war
of small bids.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing import bidding, lowering
from jobmatch.clearing.certificate import Certificate, certify
from jobmatch.clearing.graph import Floats, Graph, Ints, columns

SMALLEST_STEP = 1e-7
FIRST_STEP = 0.02
SHRINK = 10.0


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who holds which post, at which prices, and the proof of it.

    `post[i]` is the post of person i or -1, `edge[i]` the candidate pair or -1, `price[j]` the
    price of one place of post j in units of score: 0 while a place is free.
    """

    post: NDArray[np.int32]
    edge: Ints
    price: Floats
    certificate: Certificate

    @property
    def matched(self) -> int:
        """Return how many people hold a place."""
        return int(np.count_nonzero(self.post >= 0))


def auction(market: Graph, *, epsilon: float = 1e-4, start: Allocation | None = None) -> Allocation:
    """Allocate the places so that the total score is within `epsilon` a person of the best.

    People may stay unmatched, which is worth 0, so nobody is given a post of negative score.
    `start` carries prices and places over from an earlier run on a graph with the same people
    and posts; the result is held to the same bound either way. Nothing is drawn by lot: equal
    input gives equal output, and equal offers go to whoever comes first in the graph.

    :raises BadValue: if `epsilon` or the prices of `start` cannot be meant
    """
    if not SMALLEST_STEP <= epsilon <= 1.0:
        raise BadValue("auction", "epsilon", f"must lie between {SMALLEST_STEP} and 1")
    books = _opened(market, start)
    turned = None
    for step in _steps(epsilon, _highest(market), warm=start is not None):
        used = _phase_up(books, step)
        if _waiting(books, used):
            if turned is None:
                turned = lowering.Columns(
                    *columns(books.indptr, books.post, books.score, market.posts)
                )
            lowering.bid_down(books, turned, used, step)
    return _closed(market, books, epsilon)


def _opened(market: Graph, start: Allocation | None) -> bidding.Books:
    places = bidding.usable_places(market.post, market.places)
    price = np.zeros(market.posts)
    edge = np.full(market.people, -1, np.int64)
    if start is not None:
        price = _prices(start.price, market.posts)
        edge = edges_of(market, start.post)
    return bidding.Books(market.indptr, market.post, market.score, places, price, edge)


def _prices(given: Any, posts: int) -> Floats:
    price = np.array(given, dtype=np.float64)
    if price.shape != (posts,):
        raise BadValue("start", "price", f"must hold one number for each of {posts} posts")
    wrong = np.flatnonzero(~(np.isfinite(price) & (price >= 0)))
    if wrong.size:
        raise BadValue(f"post row {wrong[0]}", "price", f"must be 0 or more, not {price[wrong[0]]}")
    return price


def edges_of(market: Graph, post: Any) -> Ints:
    """Return the pair of each person and post held, or -1 where the graph has no such pair."""
    held = np.asarray(post)
    if held.shape != (market.people,):
        raise BadValue("start", "post", f"must hold one row for each of {market.people} people")
    return bidding.find_pairs(market.indptr, market.post, held.astype(np.int32))


def _highest(market: Graph) -> float:
    return float(market.score.max()) if market.edges else 0.0


def _steps(epsilon: float, highest: float, *, warm: bool) -> list[float]:
    steps = [epsilon]
    largest = max(highest, 0.0) * FIRST_STEP
    while not warm and steps[-1] * SHRINK <= largest:
        steps.append(steps[-1] * SHRINK)
    return steps[::-1]


def _phase_up(books: bidding.Books, step: float) -> Ints:
    start = np.concatenate(([0], np.cumsum(books.places)))
    slots = bidding.Slots(
        start=start.astype(np.int64),
        used=np.zeros(len(books.places), np.int64),
        bid=np.empty(start[-1], np.float64),
        person=np.empty(start[-1], np.int32),
    )
    queue = np.empty(len(books.edge), np.int32)
    waiting = bidding.take_seats(books, slots, step, queue)
    bidding.bid_up(books, slots, step, queue, waiting)
    return slots.used


def _waiting(books: bidding.Books, used: Ints) -> bool:
    return bool(np.any((used < books.places) & (books.price > 0)))


def _closed(market: Graph, books: bidding.Books, epsilon: float) -> Allocation:
    post = np.full(market.people, -1, np.int32)
    held = books.edge >= 0
    post[held] = market.post[books.edge[held]]
    certificate, price = certify(market, books.edge, books.price, epsilon=epsilon)
    return Allocation(post, books.edge, price, certificate)
