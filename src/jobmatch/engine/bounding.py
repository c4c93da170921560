"""The most that each block can be worth to one person, compiled.

A bound is a sum in single precision, so it is trusted only up to `SLACK`.
"""

import numpy as np

from jobmatch.engine.blocks import FINE, GROUP, STEP_BITS, Blocks
from jobmatch.engine.distance import REFUSED
from jobmatch.engine.jit import inner
from jobmatch.engine.market import Market, Work
from jobmatch.engine.rows import Floats, PeopleRows, Singles
from jobmatch.engine.scoring import (
    NEARS,
    STEPS,
    WANT_POST,
    WANT_SECTOR,
    WANTS,
    WANTS_WORK,
)
from jobmatch.score import WISH_OTHER
from jobmatch.weights import NEUTRAL

SLACK = 1e-5
SECTOR_BITS = 63
EVERY_SECTOR = np.uint64(2**64 - 1)


@inner
def bound(person: int, market: Market, work: Work) -> None:
    """Write for each block the most that a post in it can be worth to this person."""
    _cover(person, market, work.bounds.skills, work.bounds.family)
    _by_unit(market, work)
    _add_up(person, market, work)
    if work.standing.flags[WANTS]:
        _hope(sector_bits(person, market.people), market, work)


@inner
def _cover(person: int, market: Market, total: Singles, families: Floats) -> None:
    """Sum up, block by block, the most that the person's skills can cover.

    Credit for siblings leaves coverage a sum: what the family gives, and what a skill itself
    gives beyond it.
    """
    people, world = market.people, market.world
    total[:] = np.float32(0.0)
    known = len(world.families)
    first, last = people.skill_ptr[person], people.skill_ptr[person + 1]
    for t in range(first, last):
        skill = people.skill[t]
        if skill < known and world.families[skill] >= 0:
            worth = market.rules.sibling * people.credits[people.credit[t]]
            families[world.families[skill]] = max(families[world.families[skill]], worth)
    for t in range(first, last):
        skill = people.skill[t]
        if skill < known:
            _cover_by(skill, people.credits[people.credit[t]], market, total, families)
    for t in range(first, last):
        skill = people.skill[t]
        if skill < known and world.families[skill] >= 0:
            families[world.families[skill]] = 0.0


@inner
def _cover_by(skill: int, credit: float, market: Market, total: Singles, families: Floats) -> None:
    family = market.world.families[skill]
    shared = abs(families[family]) if family >= 0 else 0.0
    if credit > shared:
        _add(skill, credit - shared, market.blocks, total)
    if family >= 0 and families[family] > 0.0:
        _add(len(market.world.families) + family, shared, market.blocks, total)
        # Negative: counted already, and still told from nothing.
        families[family] = -shared


@inner
def _add(feature: int, worth: float, blocks: Blocks, total: Singles) -> None:
    """Add what a feature is worth to every block that asks for it."""
    step = np.float32(worth / FINE)
    row = blocks.dense_row[feature]
    if row >= 0:
        shares = blocks.dense[row]
        for block in range(len(total)):
            total[block] += step * np.float32(shares[block])
    else:
        for at in range(blocks.feature_ptr[feature], blocks.feature_ptr[feature + 1]):
            total[blocks.block[at]] += step * np.float32(blocks.share[at])


@inner
def _by_unit(market: Market, work: Work) -> None:
    """Begin with what the skills give and what all posts of an occupation have in common.

    Most occupations are as good as unknown to a person: only the others are gone through.
    """
    rules, standing, of_unit, bounds = (
        market.rules,
        work.standing,
        market.blocks.of_unit,
        work.bounds,
    )
    if standing.flags[NEARS]:
        for unit in range(len(market.world.units)):
            if standing.trade[unit] > 0.0:
                near = standing.trade[unit]
                _add_between(of_unit[unit], of_unit[unit + 1], near, bounds.skills)
    wish = WISH_OTHER if standing.flags[WANTS_WORK] else NEUTRAL
    usual = rules.occupation * rules.unknown + rules.wishes * wish
    _as_part(rules.skills, rules.unknown, market.blocks.skill_least, bounds.skills)
    _begin(usual, bounds.skills, bounds.block)
    for unit in range(len(market.world.units)):
        base = rules.occupation * standing.occupation[unit] + rules.wishes * standing.wish[unit]
        if standing.refused[unit]:
            base = REFUSED
        if base != usual:
            _add_between(of_unit[unit], of_unit[unit + 1], base - usual, bounds.block)


@inner
def _add_between(first: int, last: int, more: float, total: Singles) -> None:
    share = np.float32(more)
    for block in range(first, last):
        total[block] += share


# One loop over few columns is computed many blocks at a time; one over all of them is not.
@inner
def _as_part(weight: float, unknown: float, least: Singles, skills: Singles) -> None:
    start, known, one = np.float32(unknown), np.float32(1.0 - unknown), np.float32(1.0)
    for block in range(len(skills)):
        covered = start + known * min(one, skills[block])
        skills[block] = np.float32(weight) * max(covered, least[block])


@inner
def _begin(usual: float, skills: Singles, total: Singles) -> None:
    base = np.float32(usual)
    for block in range(len(total)):
        total[block] = skills[block] + base


@inner
def _add_up(person: int, market: Market, work: Work) -> None:
    """Add to what skills can cover all that the other parts can give, less the lowest price."""
    blocks, total, way = market.blocks, work.bounds.block, work.ground.block_worth
    share, one = np.float32(market.rules.wage), np.float32(1.0)
    per, half, least = (
        np.float32(1.0 / market.people.wage_wanted[person]),
        blocks.half_wage,
        blocks.wage_least,
    )
    for block in range(len(total)):
        total[block] += way[block] + share * max(min(one, half[block] * per), least[block])


@inner
def sector_bits(person: int, people: PeopleRows) -> np.uint64:
    """Return the bits of the sectors a person wants; all of them if she names a post."""
    bits = np.uint64(0)
    for t in range(people.fact_ptr[person], people.fact_ptr[person + 1]):
        if people.fact_kind[t] == WANT_POST:
            return EVERY_SECTOR
        if people.fact_kind[t] == WANT_SECTOR and people.fact_low[t] >= 0:
            bits |= np.uint64(1) << np.uint64(people.fact_low[t] % SECTOR_BITS)
    return bits


@inner
def _hope(wanted: np.uint64, market: Market, work: Work) -> None:
    """Raise the bound of blocks that may hold a sector or a post that the person names."""
    blocks, weight = market.blocks, market.rules.wishes
    for block in range(len(blocks.unit)):
        if wanted == EVERY_SECTOR or (blocks.sectors[block] & wanted) != 0:
            more = weight * (1.0 - work.standing.wish[blocks.unit[block]])
            work.bounds.block[block] += np.float32(more)


@inner
def group_up(work: Work) -> None:
    """Write for each group the most of its blocks."""
    block, size, none = work.bounds.block, len(work.bounds.block), np.float32(REFUSED)
    for group in range(len(work.bounds.group)):
        first = group * GROUP
        last = min(size, first + GROUP)
        # Four at a time: a running maximum waits for itself.
        a, b, c, d = none, none, none, none
        for at in range(first, last - 3, 4):
            a, b = max(a, block[at]), max(b, block[at + 1])
            c, d = max(c, block[at + 2]), max(d, block[at + 3])
        for at in range(last - (last - first) % 4, last):
            a = max(a, block[at])
        work.bounds.group[group] = max(max(a, b), max(c, d))


@inner
def lean_cover(post: int, market: Market, work: Work) -> float:
    """Return what the skills of a post can give at most, cheaper than what they give."""
    asks, lean = market.blocks.asks, work.standing.lean
    even, odd = np.float32(0.0), np.float32(0.0)
    first, last = market.posts.ptr[post], market.posts.ptr[post + 1]
    # Two at a time: a running sum waits for itself.
    for t in range(first, last - 1, 2):
        even += lean[asks[t] >> STEP_BITS] * np.float32(asks[t] & STEPS)
        odd += lean[asks[t + 1] >> STEP_BITS] * np.float32(asks[t + 1] & STEPS)
    if (last - first) % 2:
        even += lean[asks[last - 1] >> STEP_BITS] * np.float32(asks[last - 1] & STEPS)
    total = even + odd
    near = work.standing.trade[market.posts.unit[post]]
    rules = market.rules
    known = (1.0 - rules.unknown) * min(1.0, total + near)
    most: float = rules.skills * max(rules.unknown + known, market.blocks.bare[post])
    return most
