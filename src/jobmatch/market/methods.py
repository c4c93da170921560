"""Ways to make lists, side by side: from best scores to prices over the whole market."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from jobmatch.clearing.acceptance import accept
from jobmatch.clearing.auction import auction
from jobmatch.clearing.fallback import fewest_applications, shuffled
from jobmatch.clearing.graph import Floats, Graph, Ints, graph
from jobmatch.clearing.night import Night, solve
from jobmatch.clearing.proposals import own_first, proposals
from jobmatch.clearing.rounds import Plan
from jobmatch.engine import Index, Lists, build, top
from jobmatch.market.arrays import Made

LISTED = 50
"""Posts a person on the graph of those methods that work on one."""

Posts = np.ndarray[tuple[int], np.dtype[np.int32]]


@dataclass(frozen=True, eq=False)
class Ready:
    """A market made ready for every method: its index, the best fifty of everybody, the night."""

    made: Made
    index: Index
    market: Graph
    night: Night
    k: int
    seed: str
    threads: int | None

    @property
    def bound(self) -> float:
        """Return what no allocation of the whole market exceeds, in score."""
        return self.night.certificate.bound


def ready(made: Made, *, k: int, seed: str, threads: int | None = None) -> Ready:
    """Search, clear and keep what all methods share."""
    index = build(made.posts)
    lists = top(index, made.people, LISTED, threads=threads)
    # People with few candidates make the first rounds long, so the list starts wide.
    plan = Plan(target=1e-3, rounds=12, listed=24, found=16)
    night = solve(index, made.people, plan=plan, seed=seed, threads=threads)
    return Ready(made, index, graph(lists, made.posts.places), night, k, seed, threads)


def _best_score(at: Ready) -> Lists:
    return _cut(_as_lists(at.market), at.k)


def _fewest(at: Ready) -> Lists:
    return fewest_applications(at.market, k=at.k, seed=at.seed)


def _shuffled(at: Ready) -> Lists:
    return shuffled(at.market, k=at.k, seed=at.seed)


def _auction(at: Ready) -> Lists:
    solved = auction(at.market)
    return _led_by(at, solved.post, solved.edge, solved.price)


def _accepted(at: Ready) -> Lists:
    found = accept(at.market, seed=at.seed)
    return _led_by(at, found.post, found.edge, np.zeros(at.market.posts))


def _priced(at: Ready) -> Lists:
    found = proposals(at.night, at.index, at.made.people, k=at.k, threads=at.threads)
    return found.lists


METHODS: Mapping[str, Callable[[Ready], Lists]] = {
    "best score": _best_score,
    "applications / openings": _fewest,
    "shuffle": _shuffled,
    "auction on 50": _auction,
    "priced rounds": _priced,
    "deferred acceptance": _accepted,
}
"""The methods by name; `optimum` stands beside them as the allocation itself, without choice."""

OPTIMUM = "optimum"


def _as_lists(market: Graph) -> Lists:
    return Lists(market.indptr, market.post, market.score.astype(np.float64))


def _cut(lists: Lists, k: int) -> Lists:
    """Return the first k of each list."""
    length = np.diff(lists.indptr)
    spot = np.arange(len(lists.post)) - np.repeat(lists.indptr[:-1], length)
    kept = spot < k
    indptr = np.concatenate(([0], np.cumsum(np.minimum(length, k)))).astype(np.int64)
    return Lists(indptr, lists.post[kept], lists.score[kept])


def _led_by(at: Ready, post: Posts, edge: Ints, price: Floats) -> Lists:
    """Return lists by score - price with each person's own post first."""
    lists = _as_lists(at.market)
    owner = np.repeat(np.arange(at.market.people), np.diff(lists.indptr))
    order = np.lexsort((lists.post, price[lists.post] - lists.score, owner))
    ordered = _cut(Lists(lists.indptr, lists.post[order], lists.score[order]), at.k)
    held = edge >= 0
    score = np.zeros(at.market.people)
    score[held] = at.market.score[edge[held]]
    return own_first(ordered, post, score)
