"""What the way looks like from one place: worked out once for all people who set out there."""

from typing import NamedTuple

import numpy as np

from jobmatch.engine.blocks import Blocks
from jobmatch.engine.distance import NOWHERE, REFUSED, fading, nearness, way
from jobmatch.engine.jit import inner
from jobmatch.engine.rows import Bytes, Floats, Int32s, PeopleRows, PostRows, Rules, Singles, World

FEW = 2048
"""Posts in reach that are sooner looked at one by one than searched by blocks."""


class Ground(NamedTuple):
    """The way from one place for one radius and one readiness to move or to sleep there.

    `near` has one entry a spot, minus infinity out of reach. `block_worth` is the most that a
    post of each block can give for the way, its conditions and its price. `reach[:reached[0]]`
    are the posts in reach where they are few; else `reached` is -1.
    """

    km: Floats
    daily: Floats
    known: Bytes
    near: Floats
    block_worth: Singles
    reach: Int32s
    reached: Int32s


def an_empty_ground(world: World, blocks: Blocks, few: int) -> Ground:
    """Return room for one ground; up to so few posts in reach are looked at one by one."""
    places = len(world.land.latitude)
    return Ground(
        np.zeros(places + 1),
        np.zeros(places + 1),
        np.zeros(places + 1, np.uint8),
        np.zeros(2 * places + 2),
        np.zeros(len(blocks.unit), np.float32),
        np.zeros(max(few, 0), np.int32),
        np.zeros(1, np.int32),
    )


@inner
def is_same_ground(a: int, b: int, people: PeopleRows, rules: Rules) -> bool:
    """Return whether the way is the same for two people."""
    if rules.distance == 0.0 and np.isinf(people.radius[a]) and np.isinf(people.radius[b]):
        return True
    if people.location[a] != people.location[b] or people.radius[a] != people.radius[b]:
        return False
    return bool(people.moves[a] == people.moves[b] and people.dormitory[a] == people.dormitory[b])


@inner
def measure(person: int, people: PeopleRows, world: World, rules: Rules, ground: Ground) -> None:
    """Write how far every place is from where this person lives, and what the way is worth."""
    places = len(world.land.latitude)
    for place in range(places):
        km, known = way(people.land, people.location[person], world.land, place)
        ground.km[place] = km
        ground.known[place] = known
        ground.daily[place] = fading(km, rules)
    ground.km[places] = 0.0
    ground.daily[places] = 1.0
    ground.known[places] = NOWHERE


@inner
def survey(
    person: int,
    people: PeopleRows,
    posts: PostRows,
    rules: Rules,
    blocks: Blocks,
    cheapest: Singles,
    ground: Ground,
) -> None:
    """Write what is in reach from here, how near it is and, less the price, what that is worth."""
    for place in range(len(ground.km)):
        km, known = ground.km[place], ground.known[place]
        for bed in range(2):
            near = nearness(km, ground.daily[place], known, bed == 1, person, people, rules)
            ground.near[2 * place + bed] = near
    is_single = len(blocks.unit) == len(posts.spot)
    for block in range(len(blocks.unit)):
        most = REFUSED
        if is_single:
            most = ground.near[posts.spot[block]]
        else:
            for at in range(blocks.spot_ptr[block], blocks.spot_ptr[block + 1]):
                most = max(most, ground.near[blocks.spots[at]])
        worth = rules.distance * most + rules.conditions * blocks.conditions[block]
        # Nothing times out of reach is still out of reach.
        ground.block_worth[block] = REFUSED if most == REFUSED else worth - cheapest[block]
    _collect(posts, blocks, ground)


@inner
def _collect(posts: PostRows, blocks: Blocks, ground: Ground) -> None:
    count = 0
    ground.reached[0] = -1
    if len(ground.reach) == 0:
        return
    for block in range(len(blocks.unit)):
        if ground.block_worth[block] == REFUSED:
            continue
        for post in range(blocks.start[block], blocks.start[block + 1]):
            if ground.near[posts.spot[post]] == REFUSED:
                continue
            if count >= len(ground.reach):
                return
            ground.reach[count] = post
            count += 1
    ground.reached[0] = count
