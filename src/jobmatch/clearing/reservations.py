"""Places kept for a group: some of a post's places where members come first, then everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.acceptance import Acceptance, accept, priorities
from jobmatch.clearing.graph import Floats, Graph, Ints


@dataclass(frozen=True, slots=True)
class Reservation:
    """Places of one post kept for a group: members (bool[n]) come first there, then others.

    Members who do better in the open places leave the reserved ones to others of the group.
    """

    post: int
    places: int
    members: NDArray[np.bool_]


def accept_reserved(
    market: Graph,
    reservations: Sequence[Reservation],
    priority: Any = None,
    *,
    seed: str = "",
) -> Acceptance:
    """Let people propose where some places are kept for a group; nothing reserved stays empty.

    Each kept place is a post of its own that ranks its members first, so the result has no
    blocking pair either. Everybody tries the open places first.

    :raises BadValue: if more places are reserved than a post has, or a post is reserved twice
    """
    _check_reservations(market, reservations)
    wider, ranks, source = _split(market, reservations, priorities(market, priority))
    # One key for a post and its reserved part: a lot must not be drawn twice for one post.
    keys = np.concatenate((np.arange(market.posts), [part.post for part in reservations]))
    accepted = accept(wider, ranks, seed=seed, posts=keys.astype(np.uint64))
    held = accepted.edge >= 0
    edge = np.full(market.people, -1, np.int64)
    edge[held] = source[accepted.edge[held]]
    post = np.full(market.people, -1, np.int32)
    post[held] = market.post[edge[held]]
    return Acceptance(post, edge)


def _check_reservations(market: Graph, reservations: Sequence[Reservation]) -> None:
    seen: set[int] = set()
    for part in reservations:
        name = f"post row {part.post}"
        if not 0 <= part.post < market.posts:
            raise BadValue(name, "reservation", "is not a row of the market")
        if part.post in seen:
            raise BadValue(name, "reservation", "is there twice")
        if not 0 <= part.places <= market.places[part.post]:
            raise BadValue(name, "reservation", "must not exceed the places")
        if len(part.members) != market.people:
            raise BadValue(name, "members", "must have one row for each person")
        seen.add(part.post)


def _split(
    market: Graph, reservations: Sequence[Reservation], priority: Floats
) -> tuple[Graph, Floats, Ints]:
    """Give each reserved part a post of its own, right behind the open part in every list."""
    twin = np.full(market.posts, -1, np.int64)
    places = np.concatenate((market.places, [part.places for part in reservations]))
    for number, part in enumerate(reservations):
        twin[part.post] = market.posts + number
        places[part.post] -= part.places
    twice = twin[market.post] >= 0
    source = np.repeat(np.arange(market.edges), 1 + twice)
    second = np.concatenate(([False], source[1:] == source[:-1]))[: len(source)]
    owner = np.repeat(np.arange(market.people), np.diff(market.indptr))[source]
    post = np.where(second, twin[market.post[source]], market.post[source]).astype(np.int32)
    score = market.score[source].copy()
    score[second] = np.nextafter(score[second], np.float32(-np.inf))
    ranks = priority[source]
    spread = float(np.ptp(priority)) + 1.0 if len(priority) else 1.0
    for number, part in enumerate(reservations):
        member = (post == market.posts + number) & part.members[owner]
        ranks[member] += spread
    counts = np.bincount(owner, minlength=market.people)
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Graph(indptr, post, score, places.astype(np.int64)), ranks, source.astype(np.int64)
