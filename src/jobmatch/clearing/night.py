"""One night: everybody, every post, prices and places, repeatable to the last bit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.certificate import Certificate
from jobmatch.clearing.fairness import Bonuses, Fair, even_out, lifted
from jobmatch.clearing.graph import Floats, Found, Ints, Rows
from jobmatch.clearing.lots import keys_of, turns
from jobmatch.clearing.rounds import USUAL, Plan, Round, Search, Solution, clear
from jobmatch.engine import Index, People, top

PLAIN = Fair()


@dataclass(frozen=True, slots=True)
class Night:
    """What a night decided.

    `post[i]` is the row of the post proposed to person i, or -1, `score[i]` the true score of it
    (0 without a post), `price[j]` the price of a place of post j. The certificate holds for what
    was maximised: the true scores above the plan's `outside`, plus published bonuses, if any.
    `bonuses` is the table that was found this night, where groups were given to even out.
    """

    post: NDArray[np.int32]
    score: Floats
    price: Floats
    certificate: Certificate
    rounds: tuple[Round, ...]
    plan: Plan
    seed: str
    bonuses: Bonuses | None = None

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
    fair: Fair = PLAIN,
    threads: int | None = None,
    tell: Callable[[Round], None] = lambda _: None,
) -> Night:
    """Clear the whole market for one night, with the proof of how good it is.

    People are taken in an order drawn by lot from the `seed` and their ids, so that neither the
    order of the rows nor the number of threads shows in the result. The bonuses of `fair` are
    added to whatever a person could hold: they open no gate and turn no list. Where they are
    found this night, read them from `bonuses` and publish them.

    :raises BadValue: if a bonus, a group, an id or the plan cannot be meant
    """
    if fair.bonus is not None and fair.groups is not None:
        raise BadValue("night", "bonus", "and groups cannot both be given")
    order = np.argsort(turns(seed, keys_of(people.ids)), kind="stable")
    outside = np.full(len(people), -plan.outside)
    places = index.posts.places
    search = _drawn(index, people, order, outside, threads)
    # What is evened out is proved after that, so the last round before it would be lost.
    is_plain = fair.bonus is None and fair.groups is None
    plainly = plan if is_plain else replace(plan, rounds=max(0, plan.rounds - 1))
    solved = clear(search, places, plan=plainly, tell=tell)
    lift, bonus, table = outside, fair.bonus, None
    if fair.groups is not None:
        names = np.asarray(fair.groups, dtype=str)
        if names.shape != (len(people),):
            raise BadValue("groups", "length", f"must be {len(people)}, one for each person")
        table = even_out(solved.market, names[order], largest_cost=fair.largest_cost)
        bonus = np.asarray(_back(table.bonus, order))
        table = replace(table, bonus=bonus)
    if bonus is not None:
        own = _bonuses(bonus, len(people))[order]
        lift = outside + own
        start = replace(solved, market=lifted(solved.market, own))
        search = _drawn(index, people, order, lift, threads)
        # A bonus lifts all that a person could hold alike, so what was proved still holds.
        reach = solved.reach + own
        again = clear(search, places, plan=plan, start=start, reach=reach, tell=tell)
        solved = replace(again, rounds=(*solved.rounds, *again.rounds))
    return _told(solved, order, lift, plan, seed, table)


def _told(
    solved: Solution, order: Ints, lift: Floats, plan: Plan, seed: str, table: Bonuses | None
) -> Night:
    """Put the result back into the order in which people were given."""
    held = solved.allocation.edge >= 0
    score = np.zeros(len(order))
    score[held] = solved.market.score[solved.allocation.edge[held]] - lift[held]
    post = _back(solved.allocation.post, order)
    price, proof = solved.allocation.price, solved.certificate
    return Night(post, _back(score, order), price, proof, solved.rounds, plan, seed, table)


def _back(drawn: NDArray[Any], order: Ints) -> NDArray[Any]:
    given = np.empty_like(drawn)
    given[order] = drawn
    return given


def _bonuses(bonus: Floats, count: int) -> Floats:
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

    def search(
        k: int, prices: Floats | None, floors: Floats | None, rows: Ints | None = None
    ) -> Rows:
        floor = np.full(len(people), -np.inf)
        if floors is not None:
            floor[order] = floors - lift
        some = slice(None) if rows is None else rows
        found = top(index, people, k, prices=prices, threads=threads, rows=order[some], floor=floor)
        if not lift.any():
            return found
        score = found.score.astype(np.float32)
        score += np.repeat(lift[some].astype(np.float32), np.diff(found.indptr))
        return Found(found.indptr, found.post, score)

    return search
