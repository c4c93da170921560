"""How far from the best: any set of prices bounds every allocation there could be.

For prices of zero or more, no allocation of the places is worth more than the sum of everybody's
best gain (score - price, at least 0) and of price x places: the dual of the assignment problem.
What was reached, held against that bound, proves itself; nobody has to trust the method.
"""

from dataclasses import asdict, dataclass

import numpy as np

from jobmatch.clearing.compiled import loop
from jobmatch.clearing.graph import Floats, Graph, Ints, Posts, Scores


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was reached and what nobody could exceed, in units of score.

    `bound` already holds `tolerance`: what the search may have overlooked or rounded away.
    `whole_market` says whether the bound holds over all people and posts or over the candidate
    graph alone; `rounds` counts the priced rounds.
    """

    total: float
    bound: float
    tolerance: float
    epsilon: float
    rounds: int = 0
    whole_market: bool = False

    @property
    def gap(self) -> float:
        """Return the largest share by which the total could still grow; 0 for an empty market."""
        if self.bound <= 0:
            return 0.0
        return max(0.0, self.bound - self.total) / self.bound

    def as_row(self) -> dict[str, float | int | bool]:
        """Return the certificate as plain values, the gap among them."""
        return {**asdict(self), "gap": self.gap}


@loop
def total_of(score: Scores, edge: Ints) -> float:
    """Return the sum of the scores held, added person by person."""
    total = 0.0
    for person in range(len(edge)):
        if edge[person] >= 0:
            total += float(score[edge[person]])
    return total


@loop
def best_gains(indptr: Ints, post: Posts, score: Scores, price: Floats, places: Ints) -> Floats:
    """Return for each person the best score - price among the candidates, at least 0."""
    gains = np.zeros(len(indptr) - 1, np.float64)
    for person in range(len(gains)):
        for edge in range(indptr[person], indptr[person + 1]):
            where = post[edge]
            if places[where] > 0:
                gains[person] = max(gains[person], score[edge] - price[where])
    return gains


def certify(
    market: Graph, edge: Ints, price: Floats, *, epsilon: float
) -> tuple[Certificate, Floats]:
    """Return the proof of an allocation on its candidate graph, and the prices that prove it.

    The auction may stop up to `epsilon` short of a price. Where all who compete for full posts
    would still gain that little, raising those prices a step proves more; the better is kept.
    """
    taken = np.bincount(market.post[edge[edge >= 0]], minlength=market.posts)
    full = (taken >= market.places) & (market.places > 0)
    proofs = [(_bound(market, price + lift * full), lift) for lift in (0.0, epsilon)]
    bound, lift = min(proofs)
    certificate = Certificate(total_of(market.score, edge), bound, 0.0, epsilon)
    return certificate, price + lift * full


def _bound(market: Graph, price: Floats) -> float:
    gains = best_gains(market.indptr, market.post, market.score, price, market.places)
    held = market.places > 0
    return float(np.sum(gains) + np.sum(price[held] * market.places[held]))
