"""Fairness by published numbers: a bonus for a group, what it costs, and who gains by it.

A bonus is added to whatever a member of a group could hold, so it decides only who comes first
where places are short. It opens no gate, changes no score and turns no person's list. The table
of bonuses is published, and its price is printed: the score that everybody together gives up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.auction import Allocation, auction
from jobmatch.clearing.certificate import total_of
from jobmatch.clearing.graph import Floats, Graph

LARGEST_BONUS = 0.5
STEP = 0.5
PASSES = 8
SMALL_GROUP = 30
"""Groups smaller than this follow the mean of all: their shares are mostly chance."""


@dataclass(frozen=True, slots=True)
class Fair:
    """What is to be evened out in a night: bonuses as published, or groups to find them for.

    `bonus` is float64[n], 0 or more. `groups` names the group of each person; the bonuses found
    bring the groups' shares closer together for at most `largest_cost` of the total score.
    """

    bonus: Floats | None = None
    groups: Sequence[str] | NDArray[np.str_] | None = None
    largest_cost: float = 0.02


@dataclass(frozen=True, slots=True)
class Line:
    """One published bonus: the group, its size, and its share with a place before and after."""

    group: str
    people: int
    bonus: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Bonuses:
    """A table of bonuses, the allocation they lead to, and what they cost.

    `bonus[i]` is what person i is lifted by, `cost` the share of the total score given up,
    `spread_before` and `spread_after` the standard deviation of the shares of groups.
    """

    lines: tuple[Line, ...]
    bonus: Floats
    allocation: Allocation
    total_before: float
    total_after: float

    @property
    def cost(self) -> float:
        """Return the share of the total score that is given up."""
        return 1.0 - self.total_after / self.total_before if self.total_before > 0 else 0.0

    @property
    def spread_before(self) -> float:
        """Return how far apart the shares of groups lay without bonuses."""
        return float(np.std([line.before for line in self.lines] or [0.0]))

    @property
    def spread_after(self) -> float:
        """Return how far apart they lie with them."""
        return float(np.std([line.after for line in self.lines] or [0.0]))


def even_out(
    market: Graph,
    groups: Sequence[str] | NDArray[np.str_],
    *,
    passes: int = PASSES,
    most: float = LARGEST_BONUS,
    largest_cost: float = 1.0,
    epsilon: float = 1e-3,
) -> Bonuses:
    """Find bonuses that bring the shares of groups with a place closer together.

    `groups` names the group of each person, such as `"22 women"`. Only people with a candidate
    count. No bonus exceeds `most`, and no table costs more than `largest_cost` of the total;
    among the passes the table of the smallest spread is taken, none at all included.

    :raises BadValue: if there is not one group a person
    """
    if len(groups) != market.people:
        raise BadValue("groups", "length", f"must be {market.people}, one for each person")
    names, group = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    could = np.diff(market.indptr) > 0
    size = np.bincount(group[could], minlength=len(names))
    plain = auction(market, epsilon=epsilon)
    total = total_of(market.score, plain.edge)
    before = _shares(plain, group, could, len(names))
    best = (_spread(before, size), np.zeros(len(names)), plain)
    bonus, found, step = np.zeros(len(names)), plain, STEP
    kept, cheap = bonus, True
    for _ in range(passes if len(names) > 1 else 0):
        if cheap:
            shares = _shares(found, group, could, len(names))
            behind = np.average(shares, weights=np.maximum(size, 1e-9)) - shares
            behind[size < SMALL_GROUP] = 0.0
            bonus = np.clip(bonus + step * behind, -most, most)
        else:
            # Too dear: halfway back to what was not.
            bonus = (bonus + kept) / 2
        # Only differences matter: the group that needs least help has none.
        published = np.clip(bonus - bonus.min(), 0.0, most)
        found = _lifted(market, published[group], found, epsilon)
        reached = _spread(_shares(found, group, could, len(names)), size)
        cheap = total_of(market.score, found.edge) >= (1.0 - largest_cost) * total
        if cheap and reached < best[0]:
            best, kept = (reached, published, found), bonus
        else:
            # Where many are alike, a full step only puts the others behind.
            step /= 2
    after = _shares(best[2], group, could, len(names))
    lines = tuple(
        Line(str(name), int(size[row]), float(best[1][row]), float(before[row]), float(after[row]))
        for row, name in enumerate(names)
    )
    lift = best[1][group] if market.people else np.zeros(0)
    reached = total_of(market.score, best[2].edge)
    return Bonuses(lines, lift, best[2], total, reached)


def _lifted(market: Graph, bonus: Floats, start: Allocation, epsilon: float) -> Allocation:
    return auction(lifted(market, bonus), epsilon=epsilon, start=start)


def lifted(market: Graph, bonus: Floats) -> Graph:
    """Return the graph with each person's bonus added to every score."""
    score = np.repeat(bonus.astype(np.float32), np.diff(market.indptr))
    score += market.score
    return replace(market, score=score)


def _shares(
    found: Allocation, group: NDArray[np.int64], could: NDArray[np.bool_], count: int
) -> Floats:
    people = np.bincount(group[could], minlength=count)
    placed = np.bincount(group[could & (found.post >= 0)], minlength=count)
    return np.asarray(placed / np.maximum(people, 1))


def _spread(shares: Floats, size: NDArray[np.int64]) -> float:
    large = shares[size >= SMALL_GROUP]
    return float(np.std(large)) if len(large) else 0.0


@dataclass(frozen=True, slots=True)
class Lottery:
    """A draw between allocations that treats the worst off best.

    `chance[i]` is the probability that person i gets a place, `expected[i]` the expected score,
    `allocation` the one that was drawn by the published seed, `welfare` the generalised Gini
    welfare of the expected scores, `plain_welfare` that of the highest total.
    """

    allocation: Allocation
    chance: Floats
    expected: Floats
    welfare: float
    plain_welfare: float


def generalised_gini(utility: Floats, tilt: float) -> float:
    """Return the mean utility in which the worst off weigh most.

    Weights fall evenly from 1 + tilt for the worst off to 1 - tilt for the best off; a tilt of 0
    is the plain mean, of 1 the largest concern there is.
    """
    if not len(utility):
        return 0.0
    return float(np.mean(np.sort(utility) * _weights(len(utility), tilt)))


def _weights(count: int, tilt: float) -> Floats:
    place = (np.arange(count) + 0.5) / count
    return np.asarray(1.0 + tilt * (1.0 - 2.0 * place))


def lottery(
    market: Graph, *, tilt: float = 0.5, passes: int = 8, seed: int = 0, epsilon: float = 1e-3
) -> Lottery:
    """Find a lottery over allocations that raises the generalised Gini welfare (Frank-Wolfe).

    Every pass weighs the scores of each person by how badly off the lottery so far leaves them,
    clears the market so, and mixes the result in. One allocation is drawn by `seed`.

    :raises BadValue: if `tilt` does not lie between 0 and 1, or there is no pass
    """
    if not 0 <= tilt <= 1 or passes < 1:
        raise BadValue("lottery", "tilt", "must lie between 0 and 1, with one pass or more")
    drawn: list[Allocation] = []
    expected, chance = np.zeros(market.people), np.zeros(market.people)
    plain = 0.0
    for number in range(1, passes + 1):
        weight = np.ones(market.people)
        if number > 1:
            order = np.argsort(expected, kind="stable")
            weight[order] = _weights(market.people, tilt)
        score = (market.score * np.repeat(weight, np.diff(market.indptr))).astype(np.float32)
        drawn.append(auction(replace(market, score=score), epsilon=epsilon))
        held = drawn[-1].edge
        got = np.where(held >= 0, market.score[held] if market.edges else 0.0, 0.0)
        plain = generalised_gini(got, tilt) if number == 1 else plain
        expected += (got - expected) / number
        chance += ((held >= 0) - chance) / number
    chosen = drawn[int(np.random.default_rng(seed).integers(passes))]
    return Lottery(chosen, chance, expected, generalised_gini(expected, tilt), plain)
