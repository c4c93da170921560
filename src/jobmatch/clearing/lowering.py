"""The way down: a post with a free place and a price asks less until somebody comes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobmatch.clearing.bidding import Books
from jobmatch.clearing.graph import Floats, Ints, Posts, Scores
from jobmatch.engine.jit import inner, kernel


class Columns(NamedTuple):
    """The graph read by post: people `person[start[j]:start[j + 1]]` could take post j."""

    start: Ints
    person: Posts
    score: Scores


class Offers(NamedTuple):
    """The people who would gain most by a post, least gain first: a heap of the largest."""

    worth: Floats
    person: Ints


class Line(NamedTuple):
    """The posts that wait to bid downwards, as a ring, and whether a post is among them."""

    post: Ints
    has: NDArray[np.bool_]


def bid_down(books: Books, columns: Columns, used: Ints, epsilon: float) -> int:
    """Lower prices until every post with a free place costs nothing; return the number of moves.

    Ends because everybody who moves gains at least half an `epsilon`, and a post that moves
    nobody is priced at zero for good.
    """
    posts = len(books.places)
    widest = int(np.diff(columns.start).max(initial=0))
    offers = Offers(np.empty(widest + 1, np.float64), np.empty(widest + 1, np.int64))
    line = Line(np.empty(posts, np.int64), np.zeros(posts, np.bool_))
    return int(_bid_down(books, columns, used, epsilon, offers, line))


@kernel
def _bid_down(
    books: Books, columns: Columns, used: Ints, epsilon: float, offers: Offers, line: Line
) -> int:
    posts = len(books.places)
    first, waiting, moves = 0, 0, 0
    for where in range(posts):
        if used[where] < books.places[where] and books.price[where] > 0.0:
            line.post[waiting] = where
            line.has[where] = True
            waiting += 1
    while waiting > 0:
        where = line.post[first]
        first = (first + 1) % posts
        waiting -= 1
        line.has[where] = False
        free = books.places[where] - used[where]
        found = _collect(books, columns, where, free + 1, epsilon, offers)
        over = _lower(books, where, found > free, offers, epsilon)
        for spot in range(over, found):
            if offers.worth[spot] - books.price[where] < 0.5 * epsilon:
                continue
            left = _move(books, used, offers.person[spot], where)
            moves += 1
            if left >= 0 and books.price[left] > 0.0 and not line.has[left]:
                line.post[(first + waiting) % posts] = left
                line.has[left] = True
                waiting += 1
    return moves


@inner
def gain_of(books: Books, person: int) -> float:
    """Return what a person has above zero at today's prices."""
    held = books.edge[person]
    if held < 0:
        return 0.0
    return float(books.score[held] - books.price[books.post[held]])


@inner
def _collect(
    books: Books, columns: Columns, where: int, wanted: int, epsilon: float, offers: Offers
) -> int:
    """Find the people who would gain most by this post; return how many there are."""
    found = 0
    for spot in range(columns.start[where], columns.start[where + 1]):
        person = columns.person[spot]
        held = books.edge[person]
        if held >= 0 and books.post[held] == where:
            continue
        value = columns.score[spot] - gain_of(books, person)
        if value < epsilon:
            continue
        if found < wanted:
            _rise(offers, found, value, person)
            found += 1
        elif value > offers.worth[0]:
            _sink(offers, found, value, person)
    return found


@inner
def _rise(offers: Offers, spot: int, value: float, person: int) -> None:
    while spot > 0:
        above = (spot - 1) // 2
        if offers.worth[above] <= value:
            break
        offers.worth[spot], offers.person[spot] = offers.worth[above], offers.person[above]
        spot = above
    offers.worth[spot], offers.person[spot] = value, person


@inner
def _sink(offers: Offers, size: int, value: float, person: int) -> None:
    spot = 0
    while True:
        least = 2 * spot + 1
        if least >= size:
            break
        if least + 1 < size and offers.worth[least + 1] < offers.worth[least]:
            least += 1
        if value <= offers.worth[least]:
            break
        offers.worth[spot], offers.person[spot] = offers.worth[least], offers.person[least]
        spot = least
    offers.worth[spot], offers.person[spot] = value, person


@inner
def _lower(books: Books, where: int, crowded: bool, offers: Offers, epsilon: float) -> int:
    """Set the price at which nobody is left outside who wants in; return the first to seat."""
    if not crowded:
        books.price[where] = 0.0
        return 0
    # The least of the heap is the first who finds no place: his offer is what a place is worth.
    books.price[where] = max(0.0, min(books.price[where], offers.worth[0] - epsilon))
    return 1


@inner
def _move(books: Books, used: Ints, person: int, where: int) -> int:
    """Seat a person on the post; return the post left behind, or -1."""
    held = books.edge[person]
    for edge in range(books.indptr[person], books.indptr[person + 1]):
        if books.post[edge] == where:
            books.edge[person] = edge
            break
    used[where] += 1
    if held < 0:
        return -1
    left = int(books.post[held])
    used[left] -= 1
    return left
