"""The inner loops of the auction: people bid upwards, posts that stay empty bid downwards.

Bertsekas and Castañón, "A forward/reverse auction algorithm for asymmetric assignment problems"
(1992), for posts with many places: all places of a post carry one price, that of its cheapest.
Between the steps three things hold, up to `epsilon`: whoever has a post finds no better one at
today's prices, whoever has none finds none worth its price, and a post with a place left that is
priced above zero is waiting to bid downwards. When no post waits, the allocation is within
`epsilon` for each person of the best there is.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobmatch.clearing.compiled import loop
from jobmatch.clearing.graph import Floats, Ints, Posts, Scores
from jobmatch.engine.jit import inner, kernel


class Books(NamedTuple):
    """The market and where it stands: `edge[i]` is the pair that person i holds, or -1."""

    indptr: Ints
    post: Posts
    score: Scores
    places: Ints
    price: Floats
    edge: Ints


class Slots(NamedTuple):
    """The places of each post as a heap, cheapest bid first: who sits there and for how much."""

    start: Ints
    used: Ints
    bid: Floats
    person: NDArray[np.int32]


@loop
def usable_places(post: Posts, places: Ints) -> Ints:
    """Return the places worth keeping books of: one more than candidates never fills up."""
    degree = np.zeros(len(places), np.int64)
    for edge in range(len(post)):
        degree[post[edge]] += 1
    return np.minimum(degree + 1, places)


@inner
def best_two(books: Books, person: int) -> tuple[float, float, int]:
    """Return a person's best gain, the second best, and the best pair; zero is staying out."""
    best = 0.0
    second = 0.0
    chosen = -1
    for edge in range(books.indptr[person], books.indptr[person + 1]):
        where = books.post[edge]
        gain = books.score[edge] - books.price[where]
        if gain > second and books.places[where] > 0:
            if gain > best:
                second = best
                best = gain
                chosen = edge
            else:
                second = gain
    return best, second, chosen


@inner
def _sift_up(slots: Slots, base: int, spot: int) -> None:
    while spot > 0:
        above = (spot - 1) // 2
        if slots.bid[base + above] <= slots.bid[base + spot]:
            return
        _swap(slots, base + above, base + spot)
        spot = above


@inner
def _sift_down(slots: Slots, base: int, size: int) -> None:
    spot = 0
    while True:
        least = 2 * spot + 1
        if least >= size:
            return
        if least + 1 < size and slots.bid[base + least + 1] < slots.bid[base + least]:
            least += 1
        if slots.bid[base + spot] <= slots.bid[base + least]:
            return
        _swap(slots, base + spot, base + least)
        spot = least


@inner
def _swap(slots: Slots, one: int, other: int) -> None:
    bid, person = slots.bid[one], slots.person[one]
    slots.bid[one], slots.person[one] = slots.bid[other], slots.person[other]
    slots.bid[other], slots.person[other] = bid, person


@inner
def _seat(books: Books, slots: Slots, where: int, person: int, bid: float) -> int:
    """Give a place to the bidder; return who had to leave for it, or -1."""
    base = slots.start[where]
    used = slots.used[where]
    if used < books.places[where]:
        slots.bid[base + used] = bid
        slots.person[base + used] = person
        slots.used[where] = used + 1
        _sift_up(slots, base, used)
        if used + 1 == books.places[where]:
            books.price[where] = slots.bid[base]
        return -1
    leaving = slots.person[base]
    slots.bid[base] = bid
    slots.person[base] = person
    _sift_down(slots, base, used)
    books.price[where] = slots.bid[base]
    return int(leaving)


@kernel
def take_seats(books: Books, slots: Slots, epsilon: float, queue: NDArray[np.int32]) -> int:
    """Seat everybody who is content at today's prices; queue the others; return how many."""
    slots.used[:] = 0
    waiting = 0
    for person in range(len(books.edge)):
        best, _, chosen = best_two(books, person)
        held = books.edge[person]
        if held >= 0:
            where = books.post[held]
            content = books.score[held] - books.price[where] >= best - epsilon
            if content and slots.used[where] < books.places[where]:
                spot = slots.start[where] + slots.used[where]
                slots.bid[spot] = books.price[where]
                slots.person[spot] = person
                slots.used[where] += 1
                continue
            books.edge[person] = -1
        if chosen >= 0:
            queue[waiting] = person
            waiting += 1
    return waiting


@kernel
def bid_up(
    books: Books, slots: Slots, epsilon: float, queue: NDArray[np.int32], waiting: int
) -> int:
    """Let everybody in the queue bid until nobody wants to; return the number of bids.

    Ends because every bid raises the price of one place by at least `epsilon`, and nobody bids
    more than the score.
    """
    first = 0
    room = len(queue)
    bids = 0
    while waiting > 0:
        person = queue[first]
        first = first + 1 if first + 1 < room else 0
        waiting -= 1
        best, second, chosen = best_two(books, person)
        if chosen < 0:
            continue
        where = books.post[chosen]
        bids += 1
        leaving = _seat(books, slots, where, person, books.price[where] + best - second + epsilon)
        books.edge[person] = chosen
        if leaving >= 0:
            books.edge[leaving] = -1
            queue[(first + waiting) % room] = leaving
            waiting += 1
    return bids


@loop
def find_pairs(indptr: Ints, post: Posts, held: Posts) -> Ints:
    """Return where each person's post stands among the candidates, or -1."""
    edge = np.full(len(held), -1, np.int64)
    for person in range(len(held)):
        for spot in range(indptr[person], indptr[person + 1]):
            if held[person] >= 0 and post[spot] == held[person]:
                edge[person] = spot
    return edge
