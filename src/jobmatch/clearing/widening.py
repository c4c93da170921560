"""Widen a candidate graph by the pairs that today's prices make worth while, and keep it slim."""

import numpy as np
from numpy.typing import NDArray

from jobmatch.clearing.compiled import loop, part
from jobmatch.clearing.graph import Floats, Graph, Ints, Posts, Rows, Scores


def widened(
    market: Graph, found: Rows, price: Floats, edge: Ints, *, width: int, worth: float
) -> tuple[Graph, int]:
    """Add the pairs found that beat what their person holds by `worth`; return how many.

    At most `width` pairs a person are kept, those of the best score - price, and always the
    pair that is held: what is dropped comes back as soon as prices make it worth while.
    """
    old = (market.indptr, market.post, market.score)
    new = (
        np.ascontiguousarray(found.indptr, np.int64),
        np.ascontiguousarray(found.post, np.int32),
        np.ascontiguousarray(found.score, np.float32),
    )
    indptr, post, score, added = _merge(old, new, price, edge, width, worth)
    return Graph(indptr, post, score, market.places), int(added)


@loop
def _merge(
    old: tuple[Ints, Posts, Scores],
    new: tuple[Ints, Posts, Scores],
    price: Floats,
    held: Ints,
    width: int,
    worth: float,
) -> tuple[Ints, Posts, Scores, int]:
    people = len(held)
    room = 0
    for person in range(people):
        both = old[0][person + 1] - old[0][person] + new[0][person + 1] - new[0][person]
        room += min(both, width)
    indptr = np.zeros(people + 1, np.int64)
    post = np.empty(room, np.int32)
    score = np.empty(room, np.float32)
    mark = np.full(len(price), -1, np.int32)
    longest = np.max(np.diff(old[0])) + np.max(np.diff(new[0])) if people else 0
    row = (np.empty(longest, np.int32), np.empty(longest, np.float32))
    added = 0
    end = 0
    for person in range(people):
        size, more = _gather(old, new, person, price, held[person], worth, mark, row)
        added += more
        end = _store(row, size, price, held[person] >= 0, width, (post, score), end)
        indptr[person + 1] = end
    return indptr, post[:end].copy(), score[:end].copy(), added


@part
def _gather(
    old: tuple[Ints, Posts, Scores],
    new: tuple[Ints, Posts, Scores],
    person: int,
    price: Floats,
    held: int,
    worth: float,
    mark: NDArray[np.int32],
    row: tuple[Posts, Scores],
) -> tuple[int, int]:
    """Put a person's pairs into `row`, the held one first; return how many, and how many new."""
    size = 0
    gain = 0.0
    if held >= 0:
        gain = old[2][held] - price[old[1][held]]
        row[0][0], row[1][0] = old[1][held], old[2][held]
        mark[old[1][held]] = person
        size = 1
    for edge in range(old[0][person], old[0][person + 1]):
        if mark[old[1][edge]] != person:
            mark[old[1][edge]] = person
            row[0][size], row[1][size] = old[1][edge], old[2][edge]
            size += 1
    before = size
    for edge in range(new[0][person], new[0][person + 1]):
        where = new[1][edge]
        if mark[where] != person and new[2][edge] - price[where] > gain + worth:
            mark[where] = person
            row[0][size], row[1][size] = where, new[2][edge]
            size += 1
    return size, size - before


@part
def _store(
    row: tuple[Posts, Scores],
    size: int,
    price: Floats,
    first_stays: bool,
    width: int,
    out: tuple[Posts, Scores],
    end: int,
) -> int:
    if size <= width:
        for spot in range(size):
            out[0][end + spot], out[1][end + spot] = row[0][spot], row[1][spot]
        return end + size
    value = np.empty(size, np.float64)
    for spot in range(size):
        value[spot] = price[row[0][spot]] - row[1][spot]
    if first_stays:
        value[0] = -np.inf
    kept = np.argsort(value, kind="mergesort")[:width]
    for spot in kept:
        out[0][end], out[1][end] = row[0][spot], row[1][spot]
        end += 1
    return end
