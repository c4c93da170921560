"""Between two nights: the person at the counter gets what is best after today's prices.

A night's prices say what a place is worth to those who could still need it. A walk-in is proposed
the posts of the largest score - price, so that the last bed in a dormitory does not go to the
first who asks (dual prices used online, Ahani et al. 2023).

`jobmatch.clearing.drift` is the rule by which a price moves through the day.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jobmatch.checks import BadValue
from jobmatch.clearing.drift import DRIFT, HIGHEST, price_after
from jobmatch.clearing.graph import Floats, Ints
from jobmatch.engine import Index, Lists, People, top


class NoPlaceLeft(BadValue):
    """A place was asked of a post that has none, or given back where none was taken."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One post for a walk-in: its row, the score, and the price it was weighed with."""

    post: int
    score: float
    price: float


class Day:
    """The prices of one day, from the night's prices and the places then free.

    `drift` (0 to 1) is how much of the way to `highest` a post's price has gone when its last
    place is taken. Scores lie between 0 and `highest`.

    :raises BadValue: if a price or a number of places cannot be meant, naming the row
    """

    def __init__(
        self, prices: Any, places: Any, *, drift: float = DRIFT, highest: float = HIGHEST
    ) -> None:
        if not 0 <= drift <= 1:
            raise BadValue("day", "drift", f"must lie between 0 and 1, not {drift}")
        self._base: Floats = np.array(prices, np.float64)
        self._places: Ints = np.array(places, np.int64)
        if self._base.shape != self._places.shape:
            raise BadValue("day", "prices", "must be as many as places")
        for field, wrong in (
            ("price", ~((self._base >= 0) & np.isfinite(self._base))),
            ("places", self._places < 0),
        ):
            if wrong.any():
                raise BadValue(f"post row {int(np.argmax(wrong))}", field, "must be 0 or more")
        self._taken = np.zeros(len(self._base), np.int64)
        self._drift = drift
        self._highest = max(highest, float(self._base.max(initial=0.0)))

    @property
    def prices(self) -> Floats:
        """Return today's price of a place of each post, as it is now."""
        return np.asarray(
            price_after(
                self._base, self._taken, self._places, drift=self._drift, highest=self._highest
            )
        )

    @property
    def free(self) -> Ints:
        """Return the places still free."""
        return self._places - self._taken

    def take(self, post: int) -> None:
        """Take one place, which raises the price.

        :raises NoPlaceLeft: if none is free
        """
        if self.free[self._row(post)] <= 0:
            raise NoPlaceLeft(f"post row {post}", "places", "has no free place")
        self._taken[post] += 1

    def give_back(self, post: int) -> None:
        """Give one place back, or a new one, which lowers the price.

        :raises NoPlaceLeft: if more places would be given back than the post ever had
        """
        if self._taken[self._row(post)] <= -self._places[post]:
            raise NoPlaceLeft(f"post row {post}", "places", "cannot get back more than it had")
        self._taken[post] -= 1

    def propose(self, posts: Any, scores: Any, k: int = 3) -> list[Proposal]:
        """Return the k best of these candidates by score - price, free places only.

        A candidate that is worth less than its price is still named, last: with few candidates a
        dear one is better than none. Equal values go to the post with the smaller row.
        """
        rows, values = np.asarray(posts, np.int64), np.asarray(scores, np.float64)
        if not np.isfinite(values).all():
            raise BadValue(f"candidate {int(np.argmin(np.isfinite(values)))}", "score", "is NaN")
        prices = self.prices
        free = self.free
        order = np.lexsort((rows, prices[rows] - values))
        open_to = [spot for spot in order if free[rows[spot]] > 0][:k]
        return [
            Proposal(int(rows[spot]), float(values[spot]), float(prices[rows[spot]]))
            for spot in open_to
        ]

    def propose_from(self, index: Index, people: People, row: int, k: int = 3) -> list[Proposal]:
        """Return the k best posts of the whole market for one person, free places only."""
        shut = np.where(self.free > 0, self.prices, self.prices + 2 * self._highest)
        found: Lists = top(index, people, k, prices=shut, threads=1, rows=np.array([row]))
        return self.propose(found.post, found.score, k)

    def _row(self, post: int) -> int:
        if not 0 <= post < len(self._places):
            raise BadValue(f"post row {post}", "post", "is not a row of the market")
        return post
