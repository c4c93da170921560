"""Priced rounds: from the best on everybody's list to the best over the whole market.

A list of the best fifty posts leaves out posts that are less good but free. So the auction's
prices go back into the exact search over all people and all posts: what it finds that beats what
a person holds widens the candidates, and the auction goes on. The same search bounds what any
allocation of the whole market could reach, so the rounds stop with a proof (column generation
for the assignment problem, with its dual bound).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

import numpy as np

from jobmatch.checks import BadValue
from jobmatch.clearing.auction import Allocation, auction
from jobmatch.clearing.certificate import Certificate, best_gains
from jobmatch.clearing.graph import Floats, Found, Graph, Ints, Rows, graph
from jobmatch.clearing.guessing import guess
from jobmatch.clearing.widening import widened


class Search(Protocol):
    """The exact search over the whole market."""

    def __call__(
        self, k: int, prices: Floats | None, floors: Floats | None, rows: Ints | None = None
    ) -> Rows:
        """Return for everybody the k posts of the best score - price, best first.

        Only posts above the person's floor are returned; without prices the best scores.
        `score` is always without the price. `rows` asks for these people alone.
        """


SINGLE = 2.0**-23
CLOSED = 1e3
TRUST, LITTLE = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How far the rounds go: stop at a gap of `target`, or after `rounds` priced searches.

    `listed` posts a person start the graph, up to `found` are added a round, `width` are kept (more
    once a round changed nothing).
    `epsilon` is the last step of the auction, in units of score. `outside` is the score that
    staying without a proposal is worth: a policy, which weighs many filled places against good
    ones. Nobody is proposed a post that scores less (unless a published bonus lifts it). In
    markets of `guess_from` people and more, first prices are guessed from samples which in all
    ask the share `guess` of the people; 0 begins with the best scores.
    """

    target: float = 1e-3
    rounds: int = 8
    listed: int = 16
    found: int = 12
    width: int = 48
    epsilon: float = 1e-4
    outside: float = 0.0
    guess: float = 0.5
    guess_from: int = 20_000

    def __post_init__(self) -> None:
        for name in ("listed", "found", "width"):
            if getattr(self, name) < 1:
                raise BadValue("plan", name, "must be 1 or more")
        if not 0 <= self.guess <= 10:
            raise BadValue("plan", "guess", "must lie between 0 and 10")
        if not 0 <= self.outside <= 1:
            raise BadValue("plan", "outside", "must lie between 0 and 1")
        if self.rounds < 0 or not self.target >= 0:
            raise BadValue("plan", "rounds", "and target must be 0 or more")


USUAL = Plan()


@dataclass(frozen=True, slots=True)
class Round:
    """One priced round: what was reached, the bound then proved, and the pairs it added."""

    number: int
    total: float
    bound: float
    matched: int
    edges: int
    added: int


@dataclass(frozen=True, slots=True)
class Solution:
    """The last allocation, its candidates, and the story of the rounds.

    `centre` are the prices that proved most, `reach` is the most each person gains at them in the
    whole market (infinite where nobody asked), `trust` how far a next search should mix them in.
    """

    allocation: Allocation
    market: Graph
    rounds: tuple[Round, ...]
    centre: Floats
    reach: Floats
    trust: float

    @property
    def certificate(self) -> Certificate:
        """Return the proof over the whole market."""
        return self.allocation.certificate


def clear(
    search: Search,
    places: object,
    *,
    plan: Plan = USUAL,
    start: Solution | None = None,
    reach: Floats | None = None,
    tell: Callable[[Round], None] = lambda _: None,
) -> Solution:
    """Allocate all places over the whole market until the proved gap is small enough.

    `tell` is called after each priced search. `start` carries candidates and prices over from an
    earlier run for the same people and posts, whose scores may since have changed; `reach` is what
    each person gains at most at the centre of `start` by the scores of today, where that is known:
    it proves a bound before anybody is asked. The best allocation seen is returned, with the
    lowest bound seen: every bound holds for the market, whichever prices proved it.

    :raises BadValue: if a list or a number of places cannot be meant
    """
    if start is None:
        at = _opened(search, places, plan)
    else:
        market = graph(start.market, places)
        known = np.full(market.people, np.inf) if reach is None else reach
        at = Standing(market, *_levelled(start.centre, known, market), start.trust)
    solved = auction(at.market, epsilon=_step(plan, 9 if start else 0), start=_warm(start))
    best, kept = solved, at.market
    story: list[Round] = []
    while len(story) < plan.rounds and not (story and _gap(at.bound, best) <= plan.target):
        number = len(story) + 1
        at, added = _searched(search, at, solved, number, _roomier(plan, story))
        if _gap(at.bound, best) > plan.target:
            solved = auction(at.market, epsilon=_step(plan, 9 if start else number), start=solved)
        if solved.certificate.total > best.certificate.total:
            best, kept = solved, at.market
        line = (best.certificate.total, at.bound, best.matched, at.market.edges, added)
        story.append(Round(number, *line))
        tell(story[-1])
    proved = _proved(best, at.bound, len(story), plan, kept)
    left = at.trust ** (len(story) + 1)
    return Solution(proved, kept, tuple(story), at.centre, at.reach, left)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the rounds stand: the candidates, the lowest bound, and the prices that proved it.

    `reach` is what each person gains at most at those prices. `trust` is how far they are mixed
    into those of the next search, less every round.
    """

    market: Graph
    centre: Floats
    reach: Floats
    bound: float
    trust: float


def _roomier(plan: Plan, story: list[Round]) -> Plan:
    """Return the plan with lists twice as wide for every round that changed nothing.

    What is dropped from a full list and found again would go round for ever.
    """
    reached = [(line.total, line.bound) for line in story]
    idle = sum(before == after for before, after in pairwise(reached))
    return replace(plan, width=plan.width * 2 ** min(idle, 20))


def _warm(start: Solution | None) -> Allocation | None:
    return None if start is None else start.allocation


def _opened(search: Search, places: object, plan: Plan) -> Standing:
    """Make the first lists: by guessed prices in a large market, by scores in a small one."""
    none = Found(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0))
    free = graph(none, places).places
    people = len(search(0, None, None).indptr) - 1
    if people < plan.guess_from or not plan.guess:
        market = graph(search(plan.listed, None, None), places)
        unknown = np.full(people, np.inf)
        return Standing(market, np.zeros(market.posts), unknown, np.inf, 0.0)

    def ask(k: int, prices: Floats, rows: Ints) -> Rows:
        return search(k, prices + _shut(free), None, rows)

    price = guess(ask, free, people, share=plan.guess)
    found = search(plan.listed, price + _shut(free), None)
    market = graph(found, places)
    reach = _reached(found, np.full(people, -np.inf), price)
    return Standing(market, *_levelled(price, reach, market), TRUST)


def _shut(places: Ints) -> Floats:
    return np.where(places > 0, 0.0, CLOSED)


def _searched(
    search: Search, at: Standing, solved: Allocation, number: int, plan: Plan
) -> tuple[Standing, int]:
    """Search everybody; return the wider standing and how many pairs it added.

    The prices that proved most so far are mixed in: the auction alone knows no price for a post
    that stands on no list yet (smoothing after Wentges 1997).
    """
    market, share = at.market, at.trust**number
    share = share if share >= LITTLE else 0.0
    price = share * at.centre + (1 - share) * solved.price
    gains = best_gains(market.indptr, market.post, market.score, price, market.places)
    found = search(plan.found, price + _shut(market.places), gains)
    centre, reach, bound = _levelled(price, _reached(found, gains, price), market)
    wider, added = widened(
        market, found, solved.price, solved.edge, width=plan.width, worth=plan.epsilon / 2
    )
    if bound < at.bound:
        return Standing(wider, centre, reach, bound, at.trust), added
    return replace(at, market=wider), added


def _step(plan: Plan, number: int) -> float:
    """Return the step of a round: coarse while the graph is still far from the market."""
    return min(max(plan.epsilon, 1e-2 / 10.0**number), 1.0)


def _gap(bound: float, best: Allocation) -> float:
    return 0.0 if bound <= 0 else (bound - best.certificate.total) / bound


def _reached(found: Rows, gains: Floats, price: Floats) -> Floats:
    """Return the most that each person gains at these prices in the whole market.

    Who was found nothing above `gains`, the best among the candidates, has no better anywhere.
    """
    indptr = np.asarray(found.indptr)
    asked = np.flatnonzero(np.diff(indptr) > 0)
    first = indptr[asked]
    best = gains.copy()
    seen = np.asarray(found.score)[first] - price[np.asarray(found.post)[first]]
    best[asked] = np.maximum(best[asked], seen)
    return best


def _levelled(price: Floats, reach: Floats, market: Graph) -> tuple[Floats, Floats, float]:
    """Raise all prices alike until no more people gain than there are places; prove what follows.

    Such a rise takes the same from all that a person could gain, so nobody has to be asked again.
    Return the prices, the reach at them, and the bound.
    """
    room = int(np.sum(market.places[market.places > 0]))
    if room < len(reach):
        rise = max(0.0, float(np.partition(reach, len(reach) - 1 - room)[len(reach) - 1 - room]))
        if np.isfinite(rise):
            price, reach = price + rise, reach - rise
    return price, reach, _bound(reach, price, market)


def _bound(reach: Floats, price: Floats, market: Graph) -> float:
    """Return what no allocation of the whole market exceeds, from what each gains at most."""
    kept = market.places > 0
    rent = float(np.sum(price[kept] * market.places[kept]))
    return float(np.sum(np.maximum(reach, 0.0))) + rent + _rounded(market)


def _rounded(market: Graph) -> float:
    """Return what single precision may have hidden: one rounding of the score a person."""
    highest = float(np.abs(market.score).max()) if market.edges else 0.0
    return market.people * highest * SINGLE


def _proved(best: Allocation, bound: float, rounds: int, plan: Plan, market: Graph) -> Allocation:
    if not np.isfinite(bound):
        return best
    certificate = Certificate(
        total=best.certificate.total,
        bound=max(bound, best.certificate.total),
        tolerance=_rounded(market),
        epsilon=best.certificate.epsilon,
        rounds=rounds,
        whole_market=True,
    )
    return replace(best, certificate=certificate)
