"""At least three live proposals for everybody who is ready, or a written reason and a next step."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.clearing.graph import Floats
from jobmatch.clearing.night import Night
from jobmatch.codes import LEAST_PROPOSALS, NEXT_STEPS, short_list
from jobmatch.engine import Index, Lists, People, top


@dataclass(frozen=True, slots=True)
class Short:
    """A person with fewer than three proposals: the row, how many there are, why, what next."""

    person: int
    proposals: int
    reason: str

    @property
    def next_step(self) -> str:
        """Return the code of what to do next."""
        return NEXT_STEPS[self.reason]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everybody's proposals, and everybody who has fewer than three of them."""

    lists: Lists
    short: tuple[Short, ...]


def proposals(
    night: Night,
    index: Index,
    people: People,
    *,
    ready: Any = None,
    k: int = 10,
    threads: int | None = None,
) -> Proposals:
    """Return up to k proposals a person: the night's own post first, then score - price.

    All come from the exact search over the whole market, with its gates; `ready` (bool[n]) says
    who is ready for work and is owed three. Nobody's list reads another person's group.
    """
    found = top(index, people, max(k, LEAST_PROPOSALS), prices=night.price, threads=threads)
    lists = own_first(found, night.post, night.score)
    counts = np.diff(lists.indptr)
    owed: NDArray[np.bool_] = (
        np.ones(len(people), np.bool_) if ready is None else np.asarray(ready, np.bool_)
    )
    is_open = bool((index.posts.is_open & (index.posts.places > 0)).any())
    short = tuple(
        Short(int(person), int(counts[person]), short_list(int(counts[person]), is_open=is_open))
        for person in np.flatnonzero(owed & (counts < LEAST_PROPOSALS))
    )
    return Proposals(lists, short)


def own_first(found: Lists, post: NDArray[np.int32], score: Floats) -> Lists:
    """Put the post of the night at the head of each list, where it may not be by rounding."""
    owner = np.repeat(np.arange(len(found)), np.diff(found.indptr))
    is_own = found.post == post[owner]
    listed = np.zeros(len(found), np.bool_)
    listed[owner[is_own]] = True
    # Somebody whose post is not among the best k by price gets it instead of the last of them.
    missing = np.flatnonzero((post >= 0) & ~listed & (np.diff(found.indptr) > 0))
    posts, scores = found.post.copy(), found.score.copy()
    last = found.indptr[missing + 1] - 1
    posts[last], scores[last] = post[missing], score[missing]
    is_own[last] = True
    order = np.lexsort((np.arange(len(owner)), ~is_own, owner))
    return Lists(found.indptr, posts[order], scores[order])
