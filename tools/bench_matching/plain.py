"""The gates and the parts of the score that lie outside a sparse product, in plain numpy."""

import numpy as np

from jobmatch.engine import People, Posts
from jobmatch.place import EARTH_KM
from jobmatch.weights import NEUTRAL


def kilometres(people: People, rows: np.ndarray, posts: Posts) -> np.ndarray:
    """Return the distances from these people's communes to all communes of posts."""
    here, there = people.locations, posts.locations
    at = people.location[rows]
    a, b = np.radians(here.latitude[at]), np.radians(here.longitude[at])
    c, d = np.radians(there.latitude), np.radians(there.longitude)
    chord = np.sin((c - a[:, None]) / 2) ** 2
    chord += np.cos(a)[:, None] * np.cos(c) * np.sin((d - b[:, None]) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))


def rest_of(people: People, rows: np.ndarray, posts: Posts) -> np.ndarray:
    """Return distance and wage, weighed, minus infinity where a gate is closed."""
    km = kilometres(people, rows, posts)[:, posts.location]
    half = NEUTRAL * posts.wage_low / people.wage_wanted[rows, None]
    wage = np.where(np.isnan(half), NEUTRAL, np.minimum(1.0, half))
    weights = posts.weights
    rest = weights.distance * np.exp(-km / weights.decay_km) + weights.wage * wage
    closed = km > people.radius[rows, None]
    closed |= posts.minimum_age > people.age[rows, None]
    closed |= posts.starts_by < people.free_from[rows, None]
    closed |= posts.wage_top < people.wage_floor[rows, None]
    closed |= (posts.need & ~people.have[rows, None]) != 0
    closed |= ~(posts.is_open & (posts.places > 0))
    rest[closed] = -np.inf
    return rest


def ordered(scores: np.ndarray, k: int) -> np.ndarray:
    """Return each row's k best scores, best first, minus infinity where there are fewer."""
    best = -np.partition(-scores, k - 1, axis=1)[:, :k]
    return -np.sort(-best, axis=1)


def of_lists(lists: object, k: int) -> np.ndarray:
    """Return our lists in the same shape."""
    table = np.full((len(lists), k), -np.inf)
    for row in range(len(lists)):
        _, score = lists.of(row)
        table[row, : len(score)] = score
    return table


def same(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the share of listed places on which both have the same score, to 1e-5."""
    listed = np.isfinite(ours) | np.isfinite(theirs)
    with np.errstate(invalid="ignore"):
        equal = (np.abs(ours - theirs) < 1e-5) | (np.isinf(ours) & np.isinf(theirs))
    return float(equal[listed].mean()) if listed.any() else 1.0
