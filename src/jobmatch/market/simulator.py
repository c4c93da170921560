"""What becomes of lists: people follow them or do not, apply, are seen, refused, or hired.

Those who follow their list apply to its first posts that they do not refuse; the others look at
the posts of the best scores, as on any board. Employers who answer invite whom they like best, up
to their places, and everybody takes the best of what is offered until nobody wants to change
(deferred acceptance on the applications). The figures compare ways of making lists with each
other on one made-up market; they forecast nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.acceptance import accept
from jobmatch.clearing.graph import Floats, Graph, Ints
from jobmatch.clearing.lots import pair_lots
from jobmatch.engine import Lists
from jobmatch.market.arrays import Made, make
from jobmatch.market.measures import Row, measured, overlap
from jobmatch.market.methods import METHODS, OPTIMUM, Ready, ready
from jobmatch.market.truth import Truth, hidden

FOLLOWED = tuple(share / 10 for share in range(1, 11))
CHANGED = 0.05


@dataclass(frozen=True, slots=True)
class Setting:
    """The market and the ways of its people: how many posts a list has, how many they apply to."""

    people: int = 2_000
    posts: int = 200
    seed: int = 1
    k: int = 10
    sends: int = 3
    followed: tuple[float, ...] = FOLLOWED
    methods: tuple[str, ...] = (*METHODS, OPTIMUM)
    stability: bool = True

    def __post_init__(self) -> None:
        if self.people < 0 or self.posts < 0 or min(self.k, self.sends) < 1:
            raise BadValue("simulation", "size", "must be 0 or more, k and sends 1 or more")
        if not all(0 <= share <= 1 for share in self.followed) or not self.followed:
            raise BadValue("simulation", "followed", "must be shares between 0 and 1")
        for name in self.methods:
            if name not in (*METHODS, OPTIMUM):
                raise BadValue("simulation", "method", f"is not known: {name!r}")


def simulate(
    setting: Setting,
    *,
    threads: int | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Row]:
    """Try every method at every share of people who follow, and return one row for each.

    The same setting gives the same rows, on any number of threads. `tell` is given each method's
    name as it begins.

    :raises BadValue: if the setting cannot be meant
    """
    made = make(setting.people, setting.posts, seed=setting.seed)
    seed = str(setting.seed)
    first = ready(made, k=setting.k, seed=seed, threads=threads)
    second = None
    if setting.stability:
        second = ready(_changed(made, setting.seed), k=setting.k, seed=seed, threads=threads)
    rows: list[Row] = []
    for name in setting.methods:
        tell(name)
        if name == OPTIMUM:
            rows.append(_optimum(first, second))
            continue
        lists = METHODS[name](first)
        again = METHODS[name](second) if second else None
        rows.extend(_tried(name, lists, again, first, setting))
    return rows


def _tried(
    name: str, lists: Lists, again: Lists | None, at: Ready, setting: Setting
) -> Iterable[Row]:
    """Yield the row of a method for every share of people who follow."""
    truth = hidden(at.made, setting.seed)
    board = METHODS["best score"](at)
    same = None if again is None else overlap(lists, again, setting.sends)
    for share in setting.followed:
        person, post, score = _applications(lists, board, share, truth, setting)
        hired = _hired(person, post, score, truth)
        yield measured(name, share, at, (person, post), hired, same)


def _applications(
    lists: Lists, board: Lists, share: float, truth: Truth, setting: Setting
) -> tuple[Ints, Ints, Floats]:
    """Return who applies where: the first posts not refused, of the list or of the board."""
    people = len(lists)
    lots = pair_lots(setting.seed * 4 + 3, np.arange(people), np.zeros(people, np.int64))
    follows = lots < share
    own = _sent(lists, follows, truth, setting.sends, noise=0.0)
    other = _sent(board, ~follows, truth, setting.sends, noise=1.0)
    person, post, score = (np.concatenate(pair) for pair in zip(own, other, strict=True))
    order = np.lexsort((post, person))
    return person[order], post[order], score[order]


def _sent(
    lists: Lists, who: NDArray[np.bool_], truth: Truth, sends: int, *, noise: float
) -> tuple[Ints, Ints, Floats]:
    owner = np.repeat(np.arange(len(lists)), np.diff(lists.indptr))
    feels = truth.feels(owner, lists.post.astype(np.int64), lists.score)
    rank = np.arange(len(owner), dtype=np.float64)
    if noise:
        # Who looks on a board picks by taste, not from the top down.
        rank = -feels
    kept = who[owner] & (feels >= 0)
    owner, post, score, rank = owner[kept], lists.post[kept], lists.score[kept], rank[kept]
    order = np.lexsort((rank, owner))
    owner, post, score = owner[order], post[order], score[order]
    first = np.searchsorted(owner, owner, side="left")
    sent = np.arange(len(owner)) - first < sends
    return owner[sent], post[sent].astype(np.int64), score[sent]


def _hired(person: Ints, post: Ints, score: Floats, truth: Truth) -> tuple[Ints, Ints]:
    """Return each person's post in the end, and whether there was any offer; -1 for no post."""
    people = len(truth.made.people)
    places = truth.made.posts.places.astype(np.int64)
    seen = truth.impression(person, post, score)
    invited = seen >= 0
    person, post, score, seen = person[invited], post[invited], score[invited], seen[invited]
    order = np.lexsort((person, -seen, post))
    rank = np.arange(len(post)) - np.searchsorted(post[order], post[order], side="left")
    offered = np.zeros(people, np.int64)
    np.maximum.at(offered, person[order], (rank < places[post[order]]).astype(np.int64))
    indptr = np.searchsorted(person, np.arange(people + 1)).astype(np.int64)
    feels = truth.feels(person, post, score).astype(np.float32)
    found = accept(Graph(indptr, post.astype(np.int32), feels, places), seen)
    hired = found.post.astype(np.int64)
    return hired, np.maximum(offered, hired >= 0)


def _optimum(at: Ready, second: Ready | None) -> Row:
    """Return the row of the allocation itself: everybody takes what is given and is taken."""
    post = at.night.post.astype(np.int64)
    held = np.flatnonzero(post >= 0)
    same = None
    if second is not None:
        same = float(np.mean(post == second.night.post)) if len(post) else 1.0
    pairs = (held, post[held])
    return measured(OPTIMUM, 1.0, at, pairs, (post, (post >= 0).astype(np.int64)), same)


def _changed(made: Made, seed: int) -> Made:
    """Close one post in twenty."""
    dice = np.random.default_rng([seed, 5])
    is_open = made.posts.is_open & (dice.random(len(made.posts)) >= CHANGED)
    return replace(made, posts=replace(made.posts, is_open=is_open))
