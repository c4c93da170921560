"""From `Posts` and `People` to the plain rows that the kernels read."""

from typing import Any

import numpy as np

from jobmatch.engine.rows import (
    NEVER,
    Int32s,
    Land,
    PeopleRows,
    PostRows,
    Rules,
    World,
)
from jobmatch.weights import NEUTRAL, Weights

CODES = 10_000


def rules_of(weights: Weights) -> Rules:
    """Return the weights as plain numbers."""
    return Rules(
        weights.skills,
        weights.occupation,
        weights.distance,
        weights.wage,
        weights.wishes,
        weights.conditions,
        weights.unknown,
        weights.sibling,
        weights.decay_km,
        weights.moving_nearness,
        weights.dormitory_nearness,
    )


def land_of(places: Any) -> Land:
    """Return places as a kernel reads them."""
    return Land(places.latitude, places.longitude, np.ascontiguousarray(places.areas))


def world_of(posts: Any) -> World:
    """Return what all posts share.

    Families list only skills that a post asks for: nobody needs credit for another.
    """
    units = np.unique(posts.occupation)
    first_unit = np.searchsorted(units, np.arange(CODES + 1)).astype(np.int32)
    families = posts.families
    asked = np.unique(posts.skill)
    asked = asked[families[asked] >= 0]
    order = np.argsort(families[asked], kind="stable")
    members = asked[order].astype(np.int32)
    count = int(families.max(initial=-1)) + 1
    member_ptr = np.searchsorted(families[members], np.arange(count + 1)).astype(np.int64)
    return World(units, first_unit, families, member_ptr, members, posts.locations.land)


def post_rows(posts: Any, world: World, order: Int32s) -> PostRows:
    """Return these posts in this order. A closed one asks for an age that nobody has."""
    length = np.diff(posts.skill_ptr)[order]
    ptr = np.concatenate(([0], np.cumsum(length))).astype(np.int64)
    taken = np.repeat(posts.skill_ptr[order] - ptr[:-1], length) + np.arange(ptr[-1])
    place = np.where(posts.location < 0, len(posts.locations.latitude), posts.location)
    spot = (place * 2 + posts.dormitory).astype(np.int32)
    half = np.where(np.isnan(posts.wage_low), -1.0, NEUTRAL * posts.wage_low)
    is_open = posts.is_open & (posts.places > 0)
    age = np.where(is_open, posts.minimum_age, NEVER).astype(np.int16)
    return PostRows(
        ptr,
        posts.skill[taken],
        posts.share[taken],
        np.searchsorted(world.units, posts.occupation).astype(np.int32)[order],
        posts.sector[order],
        spot[order],
        half[order],
        posts.wage_top[order],
        posts.conditions[order],
        age[order],
        posts.starts_by[order],
        posts.need[order],
        np.ascontiguousarray(posts.need_more[order]),
        posts.key[order],
        order,
    )


def people_rows(people: Any) -> PeopleRows:
    """Return people as a kernel reads them."""
    names = [name for name in PeopleRows._fields if name != "land"]
    values = {name: getattr(people, name) for name in names}
    return PeopleRows(land=people.locations.land, **values)
