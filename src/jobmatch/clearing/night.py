"""One night: everybody, every post, prices and places, repeatable to the last bit."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.certificate import Certificate
from jobmatch.clearing.graph import Floats, Ints, Rows
from jobmatch.clearing.lots import keys_of, turns
from jobmatch.clearing.rounds import USUAL, Plan, Round, Search, clear
from jobmatch.engine import Index, Lists, People, top


@dataclass(frozen=True, slots=True)
class Night:
    """What a night decided.

    `post[i]` is the row of the post proposed to person i, or -1, `score[i]` the true score of it
    (0 without a post), `price[j]` the price of a place of post j. The certificate holds for what
    was maximised: the true scores above the plan's `outside`, plus published bonuses, if any.
    """

    post: NDArray[np.int32]
    score: Floats
    price: Floats
    certificate: Certificate
    rounds: tuple[Round, ...]
    plan: Plan
    seed: str

    @property
    def total(self) -> float:
        """Return the sum of the true scores."""
        return float(np.sum(self.score))

    @property
    def matched(self) -> int:
        """Return how many people are proposed a place."""
        return int(np.count_nonzero(self.post >= 0))


def solve(
    index: Index,
    people: People,
    *,
    plan: Plan = USUAL,
    seed: str = "",
    bonus: Floats | None = None,
    threads: int | None = None,
    tell: Callable[[Round], None] = lambda _: None,
) -> Night:
    """Clear the whole market for one night, with the proof of how good it is.

    People are taken in an order drawn by lot from the `seed` and their ids, so that neither the
    order of the rows nor the number of threads shows in the result. `bonus` (float64[n], 0 or
    more) is added to whatever a person could hold: it opens no gate and turns no list.

    :raises BadValue: if a bonus, an id or the plan cannot be meant
    """
    order = np.argsort(turns(seed, keys_of(people.ids)), kind="stable")
    lift = _bonuses(bonus, len(people))[order] - plan.outside
    search = _drawn(index, people, order, lift, threads)
    solved = clear(search, index.posts.places, plan=plan, tell=tell)
    post = np.full(len(people), -1, np.int32)
    post[order] = solved.allocation.post
    held = solved.allocation.edge >= 0
    score = np.zeros(len(people))
    rows = solved.market.score[solved.allocation.edge[held]].astype(np.float64)
    score[order[held]] = rows - lift[held]
    return Night(
        post, score, solved.allocation.price, solved.certificate, solved.rounds, plan, seed
    )


def _bonuses(bonus: Floats | None, count: int) -> Floats:
    if bonus is None:
        return np.zeros(count)
    lift = np.ascontiguousarray(bonus, np.float64)
    if lift.shape != (count,):
        raise BadValue("bonus", "length", f"must be {count}, one for each person")
    wrong = ~((lift >= 0) & np.isfinite(lift))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise BadValue(f"person row {row}", "bonus", f"must be 0 or more, not {lift[row]}")
    return lift


def _drawn(index: Index, people: People, order: Ints, lift: Floats, threads: int | None) -> Search:
    """Return the search over the whole market for people in the order of their lots."""

    def search(k: int, prices: Floats | None, floors: Floats | None) -> Rows:
        floor = np.full(len(people), -np.inf)
        if floors is not None:
            floor[order] = floors - lift
        found = top(index, people, k, prices=prices, threads=threads, rows=order, floor=floor)
        if not lift.any():
            return found
        return Lists(found.indptr, found.post, found.score + np.repeat(lift, np.diff(found.indptr)))

    return search
