"""Keep the k best while looking, and order them at the end: compiled.

The worst kept pair is the root of a heap. Equal values go to the post with the smaller number, so
that the order in which posts are looked at can never show in the answer.
"""

from typing import NamedTuple

import numpy as np

from jobmatch.engine.jit import inner, kernel
from jobmatch.engine.rows import Floats, Int32s, Ints


class Kept(NamedTuple):
    """The heap of the best pairs so far, `held[0]` of them."""

    value: Floats
    score: Floats
    post: Int32s
    held: Ints


class Room(NamedTuple):
    """Where a search writes: k places a person, and how many of them are taken."""

    taken: Int32s
    post: Int32s
    score: Floats


def a_room(count: int, size: int) -> Room:
    """Return room for so many lists of this size."""
    return Room(np.zeros(count, np.int32), np.zeros(count * size, np.int32), np.zeros(count * size))


def a_heap(size: int) -> Kept:
    """Return room for the best so many."""
    return Kept(np.zeros(size), np.zeros(size), np.zeros(size, np.int32), np.zeros(1, np.int64))


@inner
def is_worse(value_a: float, post_a: int, value_b: float, post_b: int) -> bool:
    """Return whether pair a comes after pair b."""
    return value_a < value_b or (value_a == value_b and post_a > post_b)


@inner
def keep(value: float, score: float, post: int, kept: Kept) -> None:
    """Keep a pair if it is among the best so far."""
    room, held = len(kept.value), kept.held[0]
    if held < room:
        kept.held[0] = held + 1
        _rise(held, value, score, post, kept)
    elif room and is_worse(kept.value[0], kept.post[0], value, post):
        _sink(held, value, score, post, kept)


@inner
def _put(at: int, value: float, score: float, post: int, kept: Kept) -> None:
    kept.value[at], kept.score[at], kept.post[at] = value, score, post


@inner
def _rise(at: int, value: float, score: float, post: int, kept: Kept) -> None:
    """Let a pair rise from a leaf to where it belongs."""
    while at > 0:
        above = (at - 1) // 2
        if not is_worse(value, post, kept.value[above], kept.post[above]):
            break
        _put(at, kept.value[above], kept.score[above], kept.post[above], kept)
        at = above
    _put(at, value, score, post, kept)


@inner
def _sink(held: int, value: float, score: float, post: int, kept: Kept) -> None:
    """Put a pair in the place of the root and let it sink to where it belongs."""
    at = 0
    while 2 * at + 1 < held:
        below = 2 * at + 1
        if below + 1 < held and is_worse(
            kept.value[below + 1], kept.post[below + 1], kept.value[below], kept.post[below]
        ):
            below += 1
        if not is_worse(kept.value[below], kept.post[below], value, post):
            break
        _put(at, kept.value[below], kept.score[below], kept.post[below], kept)
        at = below
    _put(at, value, score, post, kept)


@inner
def write(at: int, kept: Kept, room: Room) -> None:
    """Write a heap as a list, best first, at its row of the room."""
    held, size = kept.held[0], len(kept.value)
    for last in range(held - 1, 0, -1):
        value, score, post = kept.value[last], kept.score[last], kept.post[last]
        _put(last, kept.value[0], kept.score[0], kept.post[0], kept)
        _sink(last, value, score, post, kept)
    for turn in range(held):
        room.score[at * size + turn] = kept.score[turn]
        room.post[at * size + turn] = kept.post[turn]
    room.taken[at] = held


@kernel
def close_ranks(room: Room, size: int, indptr: Ints) -> None:
    """Move the rows of a table together in place and write where each list begins."""
    for row in range(len(room.taken)):
        start, end = row * size, indptr[row]
        for at in range(room.taken[row]):
            room.post[end + at] = room.post[start + at]
            room.score[end + at] = room.score[start + at]
        indptr[row + 1] = end + room.taken[row]


@kernel
def merge(first: Room, second: Room, price: Floats, kept: Kept, room: Room) -> None:
    """Write, person by person, the best of two lists; `price` goes by the post's number."""
    size = len(kept.value)
    for row in range(len(room.taken)):
        kept.held[0] = 0
        for at in range(row * size, row * size + first.taken[row]):
            keep(first.score[at] - price[first.post[at]], first.score[at], first.post[at], kept)
        for at in range(row * size, row * size + second.taken[row]):
            keep(second.score[at] - price[second.post[at]], second.score[at], second.post[at], kept)
        write(row, kept, room)
