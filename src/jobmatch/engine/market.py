"""What a search by blocks reads, and the room it works in."""

from typing import NamedTuple

import numpy as np

from jobmatch.engine.blocks import GROUP, Blocks
from jobmatch.engine.brute import Plain
from jobmatch.engine.ground import Ground, an_empty_ground
from jobmatch.engine.keeping import Kept, a_heap
from jobmatch.engine.rows import (
    Floats,
    Ints,
    PeopleRows,
    PostRows,
    Rules,
    Singles,
    World,
)
from jobmatch.engine.scoring import Standing, an_empty_standing


class Offered(NamedTuple):
    """What prices change: by post of the index, the least of each block, each person's floor.

    `beside` is what the conditions of a post give to its score less its price.
    """

    price: Floats
    beside: Singles
    cheapest: Singles
    floor: Floats


class Market(NamedTuple):
    """Everything that a search reads."""

    people: PeopleRows
    posts: PostRows
    world: World
    rules: Rules
    blocks: Blocks
    offered: Offered


class Bounds(NamedTuple):
    """The most that each block, its skills alone, and each group of blocks can be worth."""

    block: Singles
    skills: Singles
    group: Singles
    family: Floats


class Work(NamedTuple):
    """The room one search works in; `beat[0]` is the worth that a pair must reach.

    `run` and `lean` remember the last two answers about skills: the bound, and the part itself.
    """

    standing: Standing
    ground: Ground
    bounds: Bounds
    kept: Kept
    beat: Floats
    run: Ints
    lean: Floats


def plain_of(market: Market) -> Plain:
    """Return the same market for a search of every pair."""
    offered = market.offered
    return Plain(
        market.people, market.posts, market.world, market.rules, offered.price, offered.floor
    )


def a_workroom(market: Market, size: int, few: int) -> Work:
    """Return room to search in, for lists of this size. Threads must not share one."""
    count = len(market.blocks.unit)
    bounds = Bounds(
        np.zeros(count, np.float32),
        np.zeros(count, np.float32),
        np.zeros((count + GROUP - 1) // GROUP, np.float32),
        np.zeros(len(market.world.member_ptr)),
    )
    ground = an_empty_ground(market.world, market.blocks, few)
    return Work(
        an_empty_standing(market.world),
        ground,
        bounds,
        a_heap(size),
        np.zeros(1),
        np.zeros(2, np.int64),
        np.zeros(2),
    )
