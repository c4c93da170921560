"""Ask for the best posts: the same answer by every way, on any number of threads."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from jobmatch.checks import BadValue
from jobmatch.engine.brute import Plain, score_pairs, search_all
from jobmatch.engine.fallback import search_plainly
from jobmatch.engine.index import Index
from jobmatch.engine.jit import HAS_NUMBA
from jobmatch.engine.keeping import Kept, Room, a_heap, a_room, close_ranks, merge
from jobmatch.engine.lists import Lists
from jobmatch.engine.market import a_workroom, plain_of
from jobmatch.engine.pruning import search_blocks
from jobmatch.engine.rows import Floats, Ints
from jobmatch.engine.scoring import an_empty_standing
from jobmatch.engine.values import People, Posts

CHUNK = 1024
"""People a task: enough that starting it costs nothing, few enough to share out."""

Chosen = slice | npt.NDArray[np.integer] | None
Floor = float | Floats | None


def pair_scores(posts: Posts, people: People, i: npt.ArrayLike, j: npt.ArrayLike) -> Floats:
    """Return the score of person i[t] and post j[t] for each t; minus infinity where refused.

    `i`, `j`: whole numbers of one length. The answer is float64 of the same length.

    :raises BadValue: if a number lies outside, or people and posts carry other weights
    """
    together(posts, people)
    persons, numbers = np.asarray(i, np.int64).ravel(), np.asarray(j, np.int64).ravel()
    if len(persons) != len(numbers):
        raise BadValue("pairs", "i", "and j must be of one length")
    for field, values, size in (("i", persons, len(people)), ("j", numbers, len(posts))):
        inside(field, values, size)
    standing, scores = an_empty_standing(posts.world), np.empty(len(persons))
    score_pairs(
        persons, numbers, people.rows, posts.rows, posts.world, posts.rules, standing, scores
    )
    return scores


def top_by_brute_force(
    posts: Posts,
    people: People,
    k: int,
    prices: npt.ArrayLike | None = None,
    floor: Floor = None,
    rows: Chosen = None,
) -> Lists:
    """Return each person's k best posts by looking at every pair: slow, and easy to believe."""
    together(posts, people)
    tag, floors = prices_of(prices, len(posts)), floors_of(floor, people)
    plain = Plain(people.rows, posts.rows, posts.world, posts.rules, tag, floors)
    kept = a_heap(places_for(k))

    def search(persons: Ints, room: Room) -> None:
        _search_all(persons, plain, kept, room)

    return in_chunks(search, chosen(rows, len(people)), places_for(k), threads=1)


def top(
    index: Index,
    people: People,
    k: int,
    *,
    prices: npt.ArrayLike | None = None,
    threads: int | None = None,
    rows: Chosen = None,
    floor: Floor = None,
) -> Lists:
    """Return each person's k best posts, best first: exact, and the same on any number of threads.

    `prices`: float64[m], taken off the score before it is compared. `rows`: only these people, in
    this order. `floor`: only pairs whose score less price is above it (one, or float64[n]).

    :raises BadValue: if a price, a floor or a row cannot be meant
    """
    together(index.posts, people)
    if index.fresh is not None:
        together(index.fresh, people)
    tag, floors = prices_of(prices, len(index)), floors_of(floor, people)
    persons, size = chosen(rows, len(people)), places_for(k)
    market, plain = index.market(people, tag, floors), index.beside(people, tag, floors)

    def search(some: Ints, room: Room) -> None:
        if HAS_NUMBA:
            search_blocks(some, market, a_workroom(market, size, index.few), room)
        else:
            search_plainly(some, plain_of(market), room)
        if plain is not None:
            kept, beside, base = a_heap(size), a_room(len(some), size), a_room(len(some), size)
            _search_all(some, plain, kept, beside)
            base.taken[:], base.post[:], base.score[:] = room
            merge(base, beside, tag, kept, room)

    return in_chunks(search, persons, size, threads, _side_by_side(people, persons))


def _search_all(persons: Ints, plain: Plain, kept: Kept, room: Room) -> None:
    if HAS_NUMBA:
        search_all(persons, plain, an_empty_standing(plain.world), kept, room)
    else:
        search_plainly(persons, plain, room)


def _side_by_side(people: People, persons: Ints) -> Ints:
    """Return an order in which people who set out alike, and did alike work, stand together."""
    if len(persons) < 2:
        return np.arange(len(persons))
    first = np.minimum(people.work_ptr[persons], max(0, len(people.work_code) - 1))
    work = people.work_code[first] if len(people.work_code) else np.zeros(len(persons), np.int16)
    ready = people.moves[persons] * 3 + people.dormitory[persons] + 1
    return np.lexsort((work, ready, people.radius[persons], people.location[persons]))


def chosen(rows: Chosen, count: int) -> Ints:
    """Return the numbers of the people asked for."""
    if rows is None or isinstance(rows, slice):
        return np.arange(count, dtype=np.int64)[rows if rows is not None else slice(None)]
    persons = np.ascontiguousarray(rows, np.int64).ravel()
    inside("row", persons, count)
    return persons


def in_chunks(
    search: Callable[[Ints, Room], None],
    persons: Ints,
    size: int,
    threads: int | None,
    order: Ints | None = None,
) -> Lists:
    """Run a search over people in parts and put the lists in the order of `persons`.

    `order` is the order to work in. Each part writes only its own rows, so the number of threads
    cannot show.
    """
    total = len(persons)
    way = np.arange(total) if order is None else order
    room = a_room(total, size)

    def part(first: int) -> None:
        taken = way[first : first + CHUNK]
        own = a_room(len(taken), size)
        search(persons[taken], own)
        room.taken[taken] = own.taken
        room.post.reshape(total, size)[taken] = own.post.reshape(len(taken), size)
        room.score.reshape(total, size)[taken] = own.score.reshape(len(taken), size)

    if size and total:
        _run(part, range(0, total, CHUNK), threads)
    indptr = np.zeros(total + 1, np.int64)
    close_ranks(room, size, indptr)
    return Lists(indptr, room.post[: indptr[-1]], room.score[: indptr[-1]])


def _run(part: Callable[[int], None], starts: range, threads: int | None) -> None:
    workers = min(len(starts), threads or processors())
    if workers <= 1:
        for first in starts:
            part(first)
        return
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(part, starts):
            pass


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def together(posts: Posts, people: People) -> None:
    """Refuse people and posts that were made ready by different weights.

    :raises BadValue: always then
    """
    if posts.weights != people.weights:
        raise BadValue("people", "weights", "differ from those of the posts")
    if posts.need_more.shape[1] > people.have_more.shape[1]:
        raise BadValue("people", "have_more", "has fewer words than the posts' need_more")


def places_for(k: int) -> int:
    """Return k.

    :raises BadValue: if it is negative or not whole
    """
    if not isinstance(k, int | np.integer) or k < 0:
        raise BadValue("search", "k", f"must be a whole number of zero or more, not {k!r}")
    return int(k)


def prices_of(prices: npt.ArrayLike | None, count: int) -> Floats:
    """Return one price a post.

    :raises BadValue: if one is missing or is not a number
    """
    if prices is None:
        return np.zeros(count)
    tag = np.ascontiguousarray(prices, np.float64)
    if tag.shape != (count,):
        raise BadValue("prices", "length", f"must be {count}, not {tag.shape}")
    if not np.isfinite(tag).all():
        raise BadValue(f"post row {int(np.argmin(np.isfinite(tag)))}", "price", "must be a number")
    return tag


def floors_of(floor: Floor, people: People) -> Floats:
    """Return one floor a person.

    :raises BadValue: if one is missing or not a number
    """
    if floor is None:
        return np.full(len(people), -np.inf)
    floors = np.ascontiguousarray(np.broadcast_to(np.asarray(floor, np.float64), (len(people),)))
    if np.isnan(floors).any():
        raise BadValue(f"person row {int(np.argmax(np.isnan(floors)))}", "floor", "is not a number")
    return floors


def inside(field: str, values: Ints, size: int) -> None:
    """Refuse a number outside a table.

    :raises BadValue: naming the entry
    """
    wrong = (values < 0) | (values >= size)
    if wrong.any():
        raise BadValue(f"pair {int(np.argmax(wrong))}", field, f"must lie in 0 to {size - 1}")
