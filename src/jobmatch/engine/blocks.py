"""Blocks of posts and what is true of all posts in them: the best that a block can hold."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from jobmatch.engine.ordering import cut, runs_of_equal_skills
from jobmatch.engine.rows import Bits, Int32s, Ints, PostRows, Singles, Uint16s, Uint32s, World
from jobmatch.engine.scoring import STEPS
from jobmatch.weights import NEUTRAL

DENSE = 8
"""A feature found in more than one of so many blocks is kept as a whole row."""

GROUP = 32
"""Blocks that are looked for together."""

FINE = 65_535
"""Shares of a block are kept in so many steps, rounded up: a bound stays near the truth."""

STEP_BITS = 8
"""A skill asked for is kept as its number and, in so many lower bits, its steps."""


EASY = np.uint64(2**32 - 1)
"""The papers that are asked for most: their bits come first, and fit in half a word."""


class Blocks(NamedTuple):
    """What a kernel knows of each block without looking into it.

    Block b holds the posts `start[b]` to `start[b + 1]` of the index, all of `unit[b]`;
    `of_unit[u]` to `of_unit[u + 1]` are the blocks of a unit, `by_spot[of_spot[s]:...]` the posts
    at a spot. A feature is a skill, or after the skills a family: `share[feature_ptr[f]:...]` is
    the most, in fine steps, that a post of the block asks of it; frequent ones are a row of
    `dense` instead. Posts of one `run` ask for the same. `asks` holds each skill of each post with
    its share in steps, small enough to be read before the share itself, `easy` the papers of each
    post that are asked for most, `bare` the part for skills of a post without. The last four are
    the gates of a block as a whole: what refuses by them refuses every post.
    """

    start: Int32s
    unit: Int32s
    of_unit: Int32s
    half_wage: Singles
    wage_least: Singles
    skill_least: Singles
    conditions: Singles
    need: Bits
    sectors: Bits
    spot_ptr: Int32s
    spots: Int32s
    of_spot: Ints
    by_spot: Int32s
    feature_ptr: Ints
    block: Int32s
    share: Uint16s
    dense_row: Int32s
    dense: Uint16s
    run: Int32s
    asks: Int32s
    easy: Uint32s
    bare: Singles
    papers: Uint32s
    last_day: Int32s
    paid: Singles
    age: Int32s


def blocks_of(rows: PostRows, world: World, most: int) -> Blocks:
    """Cut posts that lie in the order of the index into blocks of at most so many."""
    start = cut(rows.unit, most)
    first = start[:-1]
    count = len(first)
    unknown = rows.half_wage < 0
    bare = np.diff(rows.ptr) == 0
    block_of = np.repeat(np.arange(count), np.diff(start))
    spots = np.unique(block_of.astype(np.int64) * (2**32) + rows.spot)
    features = _features(rows, world, block_of, count)
    sector_bit = np.where(rows.sector < 0, 0, 1 << (rows.sector.astype(np.int64) % 63))
    return Blocks(
        start,
        rows.unit[first],
        np.searchsorted(rows.unit[first], np.arange(len(world.units) + 1)).astype(np.int32),
        _most(rows.half_wage, first),
        _most(np.where(unknown, NEUTRAL, 0.0), first),
        _most(np.where(bare, NEUTRAL, 0.0), first),
        _most(rows.conditions, first),
        np.bitwise_and.reduceat(rows.need, first) if count else np.zeros(0, np.uint64),
        _any_bit(sector_bit.astype(np.uint64), first),
        np.searchsorted(spots >> 32, np.arange(count + 1)).astype(np.int32),
        (spots & (2**32 - 1)).astype(np.int32),
        np.searchsorted(np.sort(rows.spot), np.arange(2 * len(world.land.latitude) + 3)),
        np.argsort(rows.spot, kind="stable").astype(np.int32),
        *features,
        runs_of_equal_skills(rows),
        (rows.skill << STEP_BITS) | _in_steps(rows.share, STEPS).astype(np.int32),
        (rows.need & EASY).astype(np.uint32),
        np.where(bare, NEUTRAL, 0.0).astype(np.float32),
        *_gates(rows, first),
    )


def cheapest(prices: npt.NDArray[np.float64], blocks: Blocks) -> Singles:
    """Return the lowest price in each block, never above the true one."""
    first = blocks.start[:-1]
    if not len(first):
        return np.zeros(0, np.float32)
    lowest = np.minimum.reduceat(prices, first)
    return np.nextafter(lowest.astype(np.float32), np.float32(-np.inf))


def beside_the_way(prices: npt.NDArray[np.float64], conditions: npt.NDArray[np.float64]) -> Singles:
    """Return what conditions give to each post less its price, never below the true sum."""
    return np.nextafter((conditions - prices).astype(np.float32), np.float32(np.inf))


def _most(values: npt.NDArray[np.float64], first: Int32s) -> Singles:
    if not len(first):
        return np.zeros(0, np.float32)
    most = np.maximum.reduceat(values, first)
    return np.nextafter(most.astype(np.float32), np.float32(np.inf))


def _gates(rows: PostRows, first: Int32s) -> tuple[Uint32s, Int32s, Singles, Int32s]:
    """Return for each block the papers all posts ask for, and the mildest day, wage and age."""
    if not len(first):
        nothing = np.zeros(0, np.int32)
        return np.zeros(0, np.uint32), nothing, np.zeros(0, np.float32), nothing
    return (
        (np.bitwise_and.reduceat(rows.need, first) & EASY).astype(np.uint32),
        np.maximum.reduceat(rows.starts_by, first),
        np.nextafter(_most(rows.wage_top, first), np.float32(np.inf)),
        np.minimum.reduceat(rows.minimum_age, first).astype(np.int32),
    )


def _any_bit(bits: Bits, first: Int32s) -> Bits:
    return np.bitwise_or.reduceat(bits, first) if len(first) else np.zeros(0, np.uint64)


def _features(
    rows: PostRows, world: World, block_of: Ints, count: int
) -> tuple[Ints, Int32s, Uint16s, Int32s, Uint16s]:
    """Return for each skill and family the most that each block asks of it."""
    owner = np.repeat(np.arange(len(rows.number)), np.diff(rows.ptr))
    family = world.families[rows.skill]
    skills, families = len(world.families), len(world.member_ptr) - 1
    in_family = family >= 0
    post_family, inverse = np.unique(
        owner[in_family].astype(np.int64) * max(1, families) + family[in_family],
        return_inverse=True,
    )
    summed = np.bincount(inverse, rows.share[in_family], minlength=len(post_family))
    feature = np.concatenate((rows.skill, skills + post_family % max(1, families)))
    share = np.concatenate((rows.share, summed))
    block = block_of[np.concatenate((owner, post_family // max(1, families)))]
    key = feature.astype(np.int64) * max(1, count) + block
    order = np.argsort(key, kind="stable")
    distinct, begins = np.unique(key[order], return_index=True)
    most = np.maximum.reduceat(share[order], begins) if len(begins) else np.zeros(0)
    steps = _in_steps(most, FINE).astype(np.uint16)
    ptr = np.searchsorted(distinct // max(1, count), np.arange(skills + families + 1))
    return _densest(ptr.astype(np.int64), (distinct % max(1, count)).astype(np.int32), steps, count)


def _in_steps(share: npt.NDArray[np.float64], steps: int) -> npt.NDArray[np.float64]:
    # A sum of shares may pass 1 by a last bit.
    return np.minimum(np.ceil(share * steps + 1e-9), steps)


def _densest(
    ptr: Ints, block: Int32s, steps: Uint16s, count: int
) -> tuple[Ints, Int32s, Uint16s, Int32s, Uint16s]:
    lengths = np.diff(ptr)
    frequent = np.flatnonzero(lengths * DENSE > count)
    row = np.full(len(lengths), -1, np.int32)
    row[frequent] = np.arange(len(frequent))
    dense = np.zeros((len(frequent), count), np.uint16)
    for at, feature in enumerate(frequent):
        part = slice(ptr[feature], ptr[feature + 1])
        dense[at, block[part]] = steps[part]
    return ptr, block, steps, row, dense
