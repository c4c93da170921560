"""What the way looks like from one place: worked out once for all people who set out there."""

from typing import NamedTuple

import numpy as np

from jobmatch.engine.blocks import Blocks
from jobmatch.engine.distance import NOWHERE, REFUSED, fading, nearness, way
from jobmatch.engine.jit import inner
from jobmatch.engine.rows import Bytes, Floats, Int32s, PeopleRows, PostRows, Rules, Singles, World


class Ground(NamedTuple):
    """The way from one place for one radius and one readiness to move or to sleep there.

    `near` has one entry a spot, minus infinity out of reach, `spot_worth` what that gives to a
    score. `block_worth` is the most that a post of each block can give for the way, its conditions
    and its price; it is written where posts in reach are many. Where they are few, they are
    `reach[:reached[0]]`; else `reached` is -1.
    """

    km: Floats
    daily: Floats
    known: Bytes
    near: Floats
    spot_worth: Singles
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
        np.zeros(2 * places + 2, np.float32),
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
    moves, sleeps, radius = people.moves[person], people.dormitory[person], people.radius[person]
    for place in range(len(ground.km)):
        km, daily, known = ground.km[place], ground.daily[place], ground.known[place]
        for bed in range(2):
            near = nearness(km, daily, known, bed == 1, moves, sleeps, radius, rules)
            ground.near[2 * place + bed] = near
            # Nothing times out of reach is still out of reach.
            worth = REFUSED if near == REFUSED else rules.distance * near
            ground.spot_worth[2 * place + bed] = worth
    _collect(blocks, ground)
    if ground.reached[0] >= 0:
        return
    if len(blocks.unit) == len(posts.spot):
        _by_post(posts.spot, blocks.conditions, rules.conditions, cheapest, ground)
    else:
        _by_block(blocks, rules.conditions, cheapest, ground)


@inner
def _by_post(
    spot: Int32s, conditions: Singles, share: float, cheapest: Singles, ground: Ground
) -> None:
    worth, way, part = ground.block_worth, ground.spot_worth, np.float32(share)
    for post in range(len(worth)):
        worth[post] = way[spot[post]] + part * conditions[post] - cheapest[post]


@inner
def _by_block(blocks: Blocks, share: float, cheapest: Singles, ground: Ground) -> None:
    for block in range(len(ground.block_worth)):
        most = np.float32(REFUSED)
        for at in range(blocks.spot_ptr[block], blocks.spot_ptr[block + 1]):
            most = max(most, ground.spot_worth[blocks.spots[at]])
        ground.block_worth[block] = (
            most + np.float32(share) * blocks.conditions[block] - cheapest[block]
        )


@inner
def _collect(blocks: Blocks, ground: Ground) -> None:
    """Write the posts in reach, if they are few."""
    ground.reached[0] = -1
    count = 0
    for spot in range(len(ground.near)):
        if ground.near[spot] != REFUSED:
            count += blocks.of_spot[spot + 1] - blocks.of_spot[spot]
    if count > len(ground.reach) or len(ground.reach) == 0:
        return
    ground.reached[0] = 0
    for spot in range(len(ground.near)):
        if ground.near[spot] != REFUSED:
            for at in range(blocks.of_spot[spot], blocks.of_spot[spot + 1]):
                ground.reach[ground.reached[0]] = blocks.by_spot[at]
                ground.reached[0] += 1
