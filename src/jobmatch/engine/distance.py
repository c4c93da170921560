"""The way from one place to another, and what it is worth, compiled."""

from math import asin, cos, exp, radians, sin, sqrt

import numpy as np

from jobmatch.engine.jit import inner
from jobmatch.engine.rows import Land, PeopleRows, Rules, World
from jobmatch.place import EARTH_KM
from jobmatch.weights import NEUTRAL, TYPICAL_KM

REFUSED = -np.inf
MEASURED, WITHIN, ACROSS, NOWHERE = 0, 1, 2, 3
AREA_KM = np.array(TYPICAL_KM)


@inner
def way(here: Land, a: int, there: Land, b: int) -> tuple[float, int]:
    """Return the kilometres between two places and how they are known."""
    if a < 0 or b < 0:
        return 0.0, NOWHERE
    if not (np.isnan(here.latitude[a]) or np.isnan(there.latitude[b])):
        km = kilometres(here.latitude[a], here.longitude[a], there.latitude[b], there.longitude[b])
        return km, MEASURED
    if here.areas[a, 0] < 0 or there.areas[b, 0] < 0:
        return 0.0, NOWHERE
    level = 0
    while level < 4 and here.areas[a, level] >= 0:
        if here.areas[a, level] != there.areas[b, level]:
            break
        level += 1
    return AREA_KM[level], WITHIN if level else ACROSS


@inner
def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance, as `jobmatch.place.kilometres` does."""
    half_lat, half_lon = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2
    chord += cos(radians(lat_a)) * cos(radians(lat_b)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


@inner
def fading(km: float, rules: Rules) -> float:
    """Return what a way of so many kilometres is worth to whoever goes it every day."""
    worth: float = exp(-km / rules.decay_km)
    return worth


@inner
def nearness(
    km: float,
    daily: float,
    known: int,
    has_dormitory: bool,
    moves: bool,
    sleeps: int,
    radius: float,
    rules: Rules,
) -> float:
    """Return the part for the way, or minus infinity where the way is too long.

    `daily` is what `fading` says of the kilometres; then what the person is ready for.
    """
    if known == NOWHERE:
        return NEUTRAL
    is_too_far = not moves and km > radius and known != WITHIN
    if is_too_far and (not has_dormitory or sleeps == 0):
        return REFUSED
    near = daily
    if moves:
        near = max(near, rules.moving)
    if has_dormitory and sleeps == 1:
        near = max(near, rules.dormitory)
    return near


@inner
def nearness_of_spot(
    person: int, spot: int, people: PeopleRows, world: World, rules: Rules
) -> float:
    """Return the part for the way to a spot: a place, with or without a dormitory."""
    place = spot // 2
    if place >= len(world.land.latitude):
        place = -1
    km, known = way(people.land, people.location[person], world.land, place)
    moves, sleeps, radius = people.moves[person], people.dormitory[person], people.radius[person]
    return nearness(km, fading(km, rules), known, spot % 2 == 1, moves, sleeps, radius, rules)
