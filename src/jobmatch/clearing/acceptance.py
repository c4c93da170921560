"""Deferred acceptance for places that bind: courses, tests and interviews booked for somebody.

People propose in the order of their scores, a post keeps those of the highest priority (Gale and
Shapley 1962, with places as in the admission of pupils to schools). The result is stable: nobody
is refused a post that kept somebody of lower priority, so nobody can say with reason that another
took their place. Among all stable results it is the best for every person at once.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.graph import Floats, Graph, Ints, Posts, Scores
from jobmatch.clearing.lots import Keys, keys_or_rows, lot, seed_of
from jobmatch.engine.jit import inner, kernel

LONG = 64
"""Candidates above which a list is sorted as a whole instead of one after the other."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who keeps which post: `post[i]` and the candidate pair `edge[i]`, or -1."""

    post: NDArray[np.int32]
    edge: Ints


class Stage(NamedTuple):
    """What proposing reads: the lists in order, priorities, what lots are drawn from, places."""

    indptr: Ints
    post: Posts
    owner: Posts
    order: Ints
    priority: Floats
    places: Ints
    start: Ints
    seed: np.uint64
    people: Keys
    posts: Keys


class Room(NamedTuple):
    """What proposing writes: who holds what, whom each asks next, who waits, who is kept.

    `least` is the priority of the weakest pair kept by a full post: below it nobody need ask.
    """

    edge: Ints
    following: Ints
    waiting: NDArray[np.int32]
    used: Ints
    kept: Ints
    least: Floats


def accept(
    market: Graph,
    priority: Any = None,
    *,
    seed: str = "",
    people: Keys | None = None,
    posts: Keys | None = None,
) -> Acceptance:
    """Let people propose and posts keep until nobody is left to propose.

    `priority` has one number for each candidate pair, higher first; without it the score counts
    on both sides. Every candidate is acceptable. Equal scores and equal priorities are drawn by
    lot from the published `seed`; `people` and `posts` are keys from `keys_of`, otherwise rows.

    :raises BadValue: if a priority is not a finite number, naming the person's row
    """
    stage = _stage(market, priorities(market, priority), seed, people, posts)
    room = Room(
        edge=np.full(market.people, -1, np.int64),
        following=market.indptr[:-1].copy(),
        waiting=np.empty(market.people, np.int32),
        used=np.zeros(market.posts, np.int64),
        kept=np.empty(stage.start[-1], np.int64),
        least=np.where(stage.places > 0, -np.inf, np.inf),
    )
    _propose(stage, room)
    edge = room.edge
    post = np.full(market.people, -1, np.int32)
    post[edge >= 0] = market.post[edge[edge >= 0]]
    return Acceptance(post, edge)


def blocking_pairs(
    market: Graph,
    accepted: Acceptance,
    priority: Any = None,
    *,
    seed: str = "",
    people: Keys | None = None,
    posts: Keys | None = None,
) -> int:
    """Count the pairs that would both rather have each other; 0 where the result is stable."""
    stage = _stage(market, priorities(market, priority), seed, people, posts)
    used, weakest = np.zeros(market.posts, np.int64), np.full(market.posts, -1, np.int64)
    return int(_count_blocking(stage, market.score, accepted.edge, used, weakest))


def priorities(market: Graph, priority: Any) -> Floats:
    """Return one priority a pair; without any given, the scores.

    :raises BadValue: if one is missing or is not a finite number
    """
    values = np.ascontiguousarray(market.score if priority is None else priority, np.float64)
    if values.shape != (market.edges,):
        raise BadValue("priority", "length", f"must be {market.edges}, one for each pair")
    wrong = np.flatnonzero(~np.isfinite(values))
    if wrong.size:
        row = int(np.searchsorted(market.indptr, wrong[0], side="right")) - 1
        raise BadValue(f"person row {row}", "priority", f"must be a number, not {values[wrong[0]]}")
    return values


def _stage(
    market: Graph, priority: Floats, seed: str, people: Keys | None, posts: Keys | None
) -> Stage:
    degree = np.bincount(market.post, minlength=market.posts)
    places = np.minimum(market.places, degree)
    stage = Stage(
        market.indptr,
        market.post,
        np.empty(market.edges, np.int32),
        _by_score(market),
        priority,
        places,
        np.concatenate(([0], np.cumsum(places))).astype(np.int64),
        np.uint64(seed_of(seed)),
        keys_or_rows(people, market.people, "people"),
        keys_or_rows(posts, market.posts, "posts"),
    )
    _best_first(stage, market.score)
    return stage


def _by_score(market: Graph) -> Ints:
    """Return the pairs in order, those of long lists by score: short ones are soon sorted."""
    length = np.diff(market.indptr)
    if length.max(initial=0) <= LONG:
        return np.arange(market.edges, dtype=np.int64)
    owner = np.repeat(np.arange(market.people), length)
    return np.lexsort((-market.score, owner)).astype(np.int64)


@inner
def _lot(stage: Stage, edge: int) -> np.uint64:
    return lot(stage.seed, stage.people[stage.owner[edge]], stage.posts[stage.post[edge]])


@kernel
def _best_first(stage: Stage, score: Scores) -> None:
    """Order each person's pairs, best score first, equal ones by lot."""
    for person in range(len(stage.indptr) - 1):
        first, end = stage.indptr[person], stage.indptr[person + 1]
        falls = True
        for edge in range(first, end):
            stage.owner[edge] = person
            falls = falls and (edge == first or score[edge] < score[edge - 1])
        if falls:
            continue
        for spot in range(first + 1, end):
            edge = stage.order[spot]
            back = spot
            while back > first and _is_later(stage, score, stage.order[back - 1], edge):
                stage.order[back] = stage.order[back - 1]
                back -= 1
            stage.order[back] = edge


@inner
def _is_later(stage: Stage, score: Scores, one: int, other: int) -> bool:
    a, b = score[one], score[other]
    return bool(a < b or (a == b and _lot(stage, one) > _lot(stage, other)))


@inner
def _is_weaker(stage: Stage, one: int, other: int) -> bool:
    """Return whether a post would rather keep the other pair."""
    a, b = stage.priority[one], stage.priority[other]
    return bool(a < b or (a == b and _lot(stage, one) > _lot(stage, other)))


@kernel
def _propose(stage: Stage, room: Room) -> None:
    people = len(stage.indptr) - 1
    edge_of, following, waiting = room.edge, room.following, room.waiting
    for person in range(people):
        waiting[person] = people - 1 - person
    left = people
    while left > 0:
        person = waiting[left - 1]
        if following[person] == stage.indptr[person + 1]:
            left -= 1
            continue
        edge = stage.order[following[person]]
        following[person] += 1
        where = stage.post[edge]
        if stage.priority[edge] < room.least[where]:
            continue
        refused = _keep(stage, room.used, room.kept, edge)
        if refused == edge:
            continue
        if room.used[where] == stage.places[where]:
            room.least[where] = stage.priority[room.kept[stage.start[where]]]
        edge_of[person] = edge
        left -= 1
        if refused >= 0:
            edge_of[stage.owner[refused]] = -1
            waiting[left] = stage.owner[refused]
            left += 1


@inner
def _keep(stage: Stage, used: Ints, kept: Ints, edge: int) -> int:
    """Offer a pair to its post; return the pair that is refused for it, or -1."""
    where = stage.post[edge]
    base = stage.start[where]
    size = used[where]
    if size < stage.places[where]:
        used[where] = size + 1
        while size > 0 and _is_weaker(stage, edge, kept[base + (size - 1) // 2]):
            kept[base + size] = kept[base + (size - 1) // 2]
            size = (size - 1) // 2
        kept[base + size] = edge
        return -1
    if size == 0 or not _is_weaker(stage, kept[base], edge):
        return edge
    refused = kept[base]
    _sink(stage, kept, base, size, edge)
    return int(refused)


@inner
def _sink(stage: Stage, kept: Ints, base: int, size: int, edge: int) -> None:
    """Put a pair in the place of the weakest of a heap."""
    spot = 0
    while True:
        below = 2 * spot + 1
        if below >= size:
            break
        if below + 1 < size and _is_weaker(stage, kept[base + below + 1], kept[base + below]):
            below += 1
        if not _is_weaker(stage, kept[base + below], edge):
            break
        kept[base + spot] = kept[base + below]
        spot = below
    kept[base + spot] = edge


@kernel
def _count_blocking(stage: Stage, score: Scores, edge_of: Ints, used: Ints, weakest: Ints) -> int:
    for person in range(len(edge_of)):
        edge = edge_of[person]
        if edge >= 0:
            where = stage.post[edge]
            used[where] += 1
            if weakest[where] < 0 or _is_weaker(stage, edge, weakest[where]):
                weakest[where] = edge
    count = 0
    for person in range(len(edge_of)):
        held = edge_of[person]
        for edge in range(stage.indptr[person], stage.indptr[person + 1]):
            where = stage.post[edge]
            if edge == held or not (held < 0 or _is_later(stage, score, held, edge)):
                continue
            has_room = used[where] < stage.places[where]
            if has_room or (used[where] and _is_weaker(stage, weakest[where], edge)):
                count += 1
    return count
