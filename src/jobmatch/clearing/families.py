"""Couples and families who go together: places for all of them near each other, or for none.

A joint candidate gives every member a post so that no two of the posts lie further apart than a
family can live with (the same post counts once for each place in it). The search is exact for
small markets. For larger ones it follows prices: each family takes the joint candidate that gains
most, everybody else bids for what is left, and the next pass sees the new prices. Either way the
bound is proved by prices, over single people and whole families alike, so the gap says how far a
best allocation could be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.auction import auction
from jobmatch.clearing.certificate import Certificate, best_gains
from jobmatch.clearing.graph import Floats, Graph, Ints

Near = Callable[[int, int], bool]
"""Near(post, other): whether a family can live with these two posts; a post is near itself."""

MOST_JOINT = 64
MOST_LISTED = 12
MOST_TRIED = 4_000
PASSES = 6


@dataclass(frozen=True, slots=True)
class Joint:
    """One joint candidate: a pair of the graph for each member, and what it is worth in all."""

    edges: tuple[int, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Together:
    """An allocation that keeps families whole; `exact` says whether every choice was tried.

    `cut` counts the families whose joint candidates were too many to look at all of them; their
    part of the bound is taken member by member, so that it stays true.
    """

    post: NDArray[np.int32]
    edge: Ints
    certificate: Certificate
    exact: bool
    cut: int


def allocate(
    market: Graph,
    families: Sequence[Sequence[int]],
    near: Near,
    *,
    epsilon: float = 1e-5,
    most_tried: int = MOST_TRIED,
) -> Together:
    """Allocate places so that every family goes together or not at all.

    `families` are rows of people, each person in at most one of them. All choices of all families
    are tried where there are at most `most_tried` of them; the total is then within `epsilon` a
    person of the best. Otherwise the certificate says how far from the best it may be.

    :raises BadValue: if a person is in two families or is no row of the market
    """
    groups = _checked(market, families)
    joint = [joint_candidates(market, group, near) for group in groups]
    cut = [
        len(found) >= MOST_JOINT or _is_long(market, group)
        for group, found in zip(groups, joint, strict=True)
    ]
    tries = prod(len(found) + 1 for found in joint)
    exact = tries <= most_tried and not any(cut)
    price = auction(market, epsilon=epsilon).price
    best: tuple[float, Ints] = (-1.0, np.full(market.people, -1, np.int64))
    bound = _bound(market, groups, joint, cut, price)
    every = _every_choice(joint)
    for _ in range(tries if exact else PASSES):
        chosen = next(every) if exact else _taken(market, joint, price)
        total, edge, found = _with_families(market, groups, chosen, price, epsilon)
        best = max(best, (total, edge), key=lambda one: one[0])
        bound = min(bound, _bound(market, groups, joint, cut, found))
        price = (price + found) / 2
    total, edge = max(best[0], 0.0), best[1]
    if exact:
        bound = min(bound, total + market.people * epsilon)
    post = np.full(market.people, -1, np.int32)
    post[edge >= 0] = market.post[edge[edge >= 0]]
    proof = Certificate(total, max(bound, total), 0.0, epsilon)
    return Together(post, edge, proof, exact, sum(cut))


def joint_candidates(market: Graph, members: Sequence[int], near: Near) -> list[Joint]:
    """Return the best ways for a family to go together, best first, at most `MOST_JOINT`."""
    rows = [_best_pairs(market, person) for person in members]
    found: list[Joint] = []
    _extend(market, rows, (), near, found)
    found.sort(key=lambda joint: (-joint.worth, joint.edges))
    return found[:MOST_JOINT]


def _extend(
    market: Graph, rows: list[list[int]], chosen: tuple[int, ...], near: Near, found: list[Joint]
) -> None:
    if len(chosen) == len(rows):
        found.append(Joint(chosen, float(sum(market.score[list(chosen)].tolist()))))
        return
    for edge in rows[len(chosen)]:
        post = int(market.post[edge])
        others = [int(market.post[other]) for other in chosen]
        if others.count(post) < market.places[post] and all(near(post, one) for one in others):
            _extend(market, rows, (*chosen, edge), near, found)


def _best_pairs(market: Graph, person: int) -> list[int]:
    edges = np.arange(market.indptr[person], market.indptr[person + 1])
    edges = edges[(market.score[edges] > 0) & (market.places[market.post[edges]] > 0)]
    order = np.lexsort((market.post[edges], -market.score[edges]))
    return [int(edge) for edge in edges[order][:MOST_LISTED]]


def _is_long(market: Graph, members: Sequence[int]) -> bool:
    return any(market.indptr[i + 1] - market.indptr[i] > MOST_LISTED for i in members)


def _checked(market: Graph, families: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    seen: set[int] = set()
    for row, members in enumerate(families):
        if not members:
            raise BadValue(f"family row {row}", "members", "must not be empty")
        for person in members:
            if not 0 <= person < market.people:
                raise BadValue(f"family row {row}", "member", f"is no row of people: {person}")
            if person in seen:
                raise BadValue(f"family row {row}", "member", f"is in two families: {person}")
            seen.add(person)
    return [tuple(members) for members in families]


def _every_choice(joint: list[list[Joint]]) -> Iterator[tuple[Joint | None, ...]]:
    """Yield every choice of all families; not to go comes first."""
    yield from product(*([None, *found] for found in joint))


def _taken(market: Graph, joint: list[list[Joint]], price: Floats) -> tuple[Joint | None, ...]:
    """Let each family take what gains most, those who would lose most by waiting first."""
    gains = [[one.worth - _cost(market, one, price) for one in found] for found in joint]
    turn = sorted(range(len(joint)), key=lambda row: -max(gains[row], default=0.0))
    left = market.places.copy()
    chosen: list[Joint | None] = [None] * len(joint)
    for row in turn:
        for spot in sorted(range(len(joint[row])), key=lambda one: -gains[row][one]):
            posts, wanted = np.unique(market.post[list(joint[row][spot].edges)], return_counts=True)
            if gains[row][spot] > 0 and (left[posts] >= wanted).all():
                left[posts] -= wanted
                chosen[row] = joint[row][spot]
                break
    return tuple(chosen)


def _cost(market: Graph, joint: Joint, price: Floats) -> float:
    return float(price[market.post[list(joint.edges)]].sum())


def _with_families(
    market: Graph,
    groups: list[tuple[int, ...]],
    chosen: tuple[Joint | None, ...],
    before: Floats,
    epsilon: float,
) -> tuple[float, Ints, Floats]:
    """Seat the chosen families, let everybody else bid; return total, pairs and prices.

    A post that families filled keeps the price it had before: nobody could bid for it.
    """
    edge = np.full(market.people, -1, np.int64)
    left = market.places.copy()
    single = np.ones(market.people, np.bool_)
    for members, joint in zip(groups, chosen, strict=True):
        single[list(members)] = False
        if joint is not None:
            edge[list(members)] = joint.edges
            np.subtract.at(left, market.post[list(joint.edges)], 1)
    if (left < 0).any():
        return -1.0, edge, before
    others, source = _only(replace(market, places=left), single)
    solved = auction(others, epsilon=epsilon)
    held = solved.edge >= 0
    edge[held] = source[solved.edge[held]]
    total = float(market.score[edge[edge >= 0]].astype(np.float64).sum())
    return total, edge, np.where(left > 0, solved.price, before)


def _only(market: Graph, kept: NDArray[np.bool_]) -> tuple[Graph, Ints]:
    """Return the graph without the pairs of other people, and where its pairs came from."""
    length = np.diff(market.indptr)
    source = np.flatnonzero(np.repeat(kept, length)).astype(np.int64)
    indptr = np.concatenate(([0], np.cumsum(np.where(kept, length, 0)))).astype(np.int64)
    return Graph(indptr, market.post[source], market.score[source], market.places), source


def _bound(
    market: Graph,
    groups: list[tuple[int, ...]],
    joint: list[list[Joint]],
    cut: list[bool],
    price: Floats,
) -> float:
    """Return what no allocation exceeds: best gains of singles and of families, and the rent."""
    gains = best_gains(market.indptr, market.post, market.score, price, market.places)
    total = float(gains.sum() + np.sum(price * market.places))
    for members, found, is_cut in zip(groups, joint, cut, strict=True):
        if not is_cut:
            best = max((one.worth - _cost(market, one, price) for one in found), default=0.0)
            total += max(best, 0.0) - float(gains[list(members)].sum())
    return total
