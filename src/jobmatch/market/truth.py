"""What nobody writes down: how far people really go, what they really take, who never answers.

The truth decides what happens to a list, and no list reads it. It is drawn once a market from a
seed, pair by pair by lot, so every way of making lists is tried on the same hidden world.
"""

from dataclasses import dataclass

import numpy as np

from jobmatch.clearing.graph import Floats, Ints
from jobmatch.clearing.lots import pair_lots
from jobmatch.engine import pair_scores
from jobmatch.market.arrays import Made
from jobmatch.place import EARTH_KM

TASTE = 0.15
"""How far what somebody feels about a post lies from its score, up or down."""

EYE = 0.15
"""How far an employer's impression lies from the score, up or down."""

MISSED = 1_000.0


@dataclass(frozen=True, eq=False)
class Truth:
    """The hidden world: kilometres and wages people really accept, and who does not answer.

    `reach`: float64[n] kilometres. `reserve`: float64[n] US dollars a month. `silent`: bool[n],
    people who do not come when called. `deaf`: bool[m], employers who answer nobody.
    """

    made: Made
    reach: Floats
    reserve: Floats
    silent: np.ndarray[tuple[int], np.dtype[np.bool_]]
    deaf: np.ndarray[tuple[int], np.dtype[np.bool_]]
    seed: int

    def feels(self, person: Ints, post: Ints, score: Floats) -> Floats:
        """Return what people feel about posts; below zero they refuse."""
        taste = score + TASTE * self._drawn(person, post, 1)
        too_far = kilometres(self.made, person, post) > self.reach[person]
        wage = self.made.posts.wage_top[post]
        refused = too_far | (wage < self.reserve[person])
        return np.where(refused, taste - MISSED, taste)

    def impression(self, person: Ints, post: Ints, score: Floats) -> Floats:
        """Return how good people look to employers; below zero they are not invited."""
        seen = score + EYE * self._drawn(person, post, 2)
        return np.where(self.silent[person] | self.deaf[post], seen - MISSED, seen)

    def _drawn(self, person: Ints, post: Ints, which: int) -> Floats:
        return 2.0 * pair_lots(self.seed * 4 + which, person, post) - 1.0


def hidden(made: Made, seed: int = 1) -> Truth:
    """Draw the hidden world of a market."""
    dice = np.random.default_rng([seed, len(made.people), 77])
    count = len(made.people)
    radius = np.where(np.isinf(made.people.radius), 400.0, made.people.radius)
    return Truth(
        made,
        reach=radius * dice.lognormal(0.1, 0.3, count),
        reserve=made.people.wage_wanted * dice.uniform(0.5, 1.0, count),
        silent=dice.random(count) < 0.08,
        deaf=dice.random(len(made.posts)) < 0.1,
        seed=seed,
    )


def kilometres(made: Made, person: Ints, post: Ints) -> Floats:
    """Return the great-circle distance of pairs in kilometres, 0 where it is not known."""
    here, there = made.people.locations, made.posts.locations
    a, b = made.people.location[person], made.posts.location[post]
    known = (a >= 0) & (b >= 0)
    lat_a, lat_b = np.radians(here.latitude[a]), np.radians(there.latitude[b])
    half = np.radians(there.longitude[b] - here.longitude[a]) / 2
    chord = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin(half) ** 2
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, chord)))
    return np.where(known, np.nan_to_num(km), 0.0)


def true_scores(made: Made, person: Ints, post: Ints) -> Floats:
    """Return the scores of pairs, minus infinity where a gate is closed."""
    return pair_scores(made.posts, made.people, person, post)
