"""Lists without a solve: fewest applications for each place first, and fair dice between equals.

Where no night has run, or none can, lists must still not send everybody to the same post. People
are served in an order drawn by the seed. Each gets the posts with the fewest applications for
each place, and what is on a list counts as applied for by those who come after.
"""

from typing import Any

import numpy as np

from jobmatch.checks import BadValue
from jobmatch.clearing.compiled import loop, part
from jobmatch.clearing.graph import Floats, Graph, Ints, Posts, Scores
from jobmatch.clearing.lots import Keys, keys_or_rows, lot, seed_of, turns
from jobmatch.engine import Lists

UNIT = 2.0**-64


def fewest_applications(
    market: Graph,
    applied: Any = None,
    *,
    k: int = 10,
    seed: str = "",
    people: Keys | None = None,
) -> Lists:
    """Return up to k posts a person, those with the fewest applications for each place first.

    `applied` are the applications already sent to each post (0 or more). Posts without places
    are left out. The lists depend on the seed and on everybody's keys, not on the rows' order.

    :raises BadValue: if a number of applications cannot be meant, naming the row
    """
    before = np.zeros(market.posts) if applied is None else np.array(applied, np.float64)
    if before.shape != (market.posts,):
        raise BadValue("applied", "length", f"must be {market.posts}, one for each post")
    wrong = ~((before >= 0) & np.isfinite(before))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise BadValue(f"post row {row}", "applied", f"must be 0 or more, not {before[row]}")
    number = np.uint64(seed_of(seed))
    keys = keys_or_rows(people, market.people, "people")
    turn = np.argsort(turns(seed, keys), kind="stable")
    rows = (market.indptr, market.post, market.score)
    return _lists(market, *_serve(rows, market.places, before, turn, (number, keys), k))


def shuffled(market: Graph, *, k: int = 10, seed: str = "", people: Keys | None = None) -> Lists:
    """Return up to k posts a person in an order drawn by the seed, good scores more likely first.

    The chance to stand first is in proportion to the score (Efraimidis and Spirakis 2006), so
    that equal people are sent to different posts every day.
    """
    keys = keys_or_rows(people, market.people, "people")
    number = np.uint64(seed_of(seed))
    rows = (market.indptr, market.post, market.score)
    return _lists(market, *_shuffle(rows, market.places, (number, keys), k))


def _lists(market: Graph, indptr: Ints, edge: Ints) -> Lists:
    return Lists(indptr, market.post[edge], market.score[edge].astype(np.float64))


@loop
def _serve(
    rows: tuple[Ints, Posts, Scores],
    places: Ints,
    applied: Floats,
    turn: Ints,
    dice: tuple[np.uint64, Keys],
    k: int,
) -> tuple[Ints, Ints]:
    indptr = _lengths(rows, places, k)
    edges = np.empty(indptr[-1], np.int64)
    for person in turn:
        size = indptr[person + 1] - indptr[person]
        chosen = edges[indptr[person] : indptr[person + 1]]
        held = 0
        load = np.empty(size, np.float64)
        lots = np.empty(size, np.uint64)
        for edge in range(rows[0][person], rows[0][person + 1]):
            where = rows[1][edge]
            if places[where] > 0:
                value = applied[where] / places[where]
                drawn = lot(dice[0], dice[1][person], np.uint64(where))
                held = _insert(chosen, load, lots, held, edge, value, drawn)
        for edge in chosen:
            applied[rows[1][edge]] += 1.0
    return indptr, edges


@loop
def _shuffle(
    rows: tuple[Ints, Posts, Scores], places: Ints, dice: tuple[np.uint64, Keys], k: int
) -> tuple[Ints, Ints]:
    indptr = _lengths(rows, places, k)
    edges = np.empty(indptr[-1], np.int64)
    for person in range(len(rows[0]) - 1):
        size = indptr[person + 1] - indptr[person]
        chosen = edges[indptr[person] : indptr[person + 1]]
        held = 0
        load = np.empty(size, np.float64)
        lots = np.empty(size, np.uint64)
        for edge in range(rows[0][person], rows[0][person + 1]):
            where = rows[1][edge]
            if places[where] > 0:
                drawn = lot(dice[0], dice[1][person], np.uint64(where))
                chance = (float(drawn) + 1.0) * UNIT
                value = -np.log(chance) / max(float(rows[2][edge]), 1e-9)
                held = _insert(chosen, load, lots, held, edge, value, drawn)
    return indptr, edges


@part
def _lengths(rows: tuple[Ints, Posts, Scores], places: Ints, k: int) -> Ints:
    indptr = np.zeros(len(rows[0]), np.int64)
    for person in range(len(rows[0]) - 1):
        count = 0
        for edge in range(rows[0][person], rows[0][person + 1]):
            if places[rows[1][edge]] > 0 and count < k:
                count += 1
        indptr[person + 1] = indptr[person] + count
    return indptr


@part
def _insert(
    chosen: Ints, load: Floats, lots: Keys, held: int, edge: int, value: float, drawn: np.uint64
) -> int:
    """Keep the smallest values in order, equal ones by lot; return how many are kept."""
    spot = held
    if held == len(chosen):
        if held == 0 or value > load[held - 1]:
            return held
        if value == load[held - 1] and drawn >= lots[held - 1]:
            return held
        spot = held - 1
    while spot > 0:
        above = spot - 1
        if load[above] < value or (load[above] == value and lots[above] <= drawn):
            break
        chosen[spot], load[spot], lots[spot] = chosen[above], load[above], lots[above]
        spot = above
    chosen[spot], load[spot], lots[spot] = edge, value, drawn
    return min(held + 1, len(chosen))
