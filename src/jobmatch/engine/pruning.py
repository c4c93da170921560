"""Search by blocks: look only into blocks that could hold one of the best, compiled."""

import numpy as np

from jobmatch.engine.blocks import EASY, GROUP
from jobmatch.engine.bounding import SLACK, bound, group_up, lean_cover
from jobmatch.engine.distance import REFUSED
from jobmatch.engine.ground import is_same_ground, measure, survey
from jobmatch.engine.jit import inner, kernel
from jobmatch.engine.keeping import Room, write
from jobmatch.engine.market import Bounds, Market, Work
from jobmatch.engine.rows import Ints
from jobmatch.engine.scanning import scan
from jobmatch.engine.scoring import skills_of, stand, step_down
from jobmatch.engine.weighing import score, weigh


@kernel
def search_blocks(persons: Ints, market: Market, work: Work, room: Room) -> None:
    """Write the best posts of these people, each at its own row of the room.

    People who set out alike should stand together: the way is then worked out once for them.
    """
    people = market.people
    before = -1
    for at in range(len(persons)):
        person = persons[at]
        if before < 0 or not is_same_ground(before, person, people, market.rules):
            _set_out(before, person, market, work)
        before = person
        stand(person, people, market.world, market.rules, work.standing)
        work.kept.held[0] = 0
        work.beat[0] = market.offered.floor[person]
        if work.ground.reached[0] >= 0:
            _one_by_one(person, market, work)
        else:
            bound(person, market, work)
            if len(market.blocks.unit) == len(market.posts.number):
                scan(person, market, work)
            else:
                group_up(work)
                _visit(person, market, work)
        write(at, work.kept, room)
        step_down(person, people, market.world, work.standing)


@inner
def _set_out(before: int, person: int, market: Market, work: Work) -> None:
    people, cheapest = market.people, market.offered.cheapest
    if before < 0 or people.location[before] != people.location[person]:
        measure(person, people, market.world, market.rules, work.ground)
    survey(person, people, market.posts, market.rules, market.blocks, cheapest, work.ground)


@inner
def _visit(person: int, market: Market, work: Work) -> None:
    """Look into blocks, the most promising group first."""
    bounds = work.bounds
    need, have = market.blocks.need, market.people.have[person]
    while len(bounds.group):
        group = _best_group(bounds)
        most = bounds.group[group]
        if most == REFUSED or most < work.beat[0] - SLACK:
            return
        bounds.group[group] = REFUSED
        for block in range(group * GROUP, min(len(need), (group + 1) * GROUP)):
            hopeless = bounds.block[block] == REFUSED or need[block] & ~have
            if hopeless or bounds.block[block] < work.beat[0] - SLACK:
                continue
            _look_into(person, block, market, work)


@inner
def _best_group(bounds: Bounds) -> int:
    best, most = 0, np.float32(REFUSED)
    for group in range(len(bounds.group)):
        if bounds.group[group] > most:
            best, most = group, bounds.group[group]
    return best


@inner
def _look_into(person: int, block: int, market: Market, work: Work) -> None:
    """Score the posts of a block that could still count: most are too far, or too dear."""
    spot, way, beside = market.posts.spot, work.ground.spot_worth, market.offered.beside
    papers, lacks = market.blocks.easy, np.uint32(~market.people.have[person] & EASY)
    most = work.bounds.skills[block]
    # What is left of the bound without the way, the conditions and the price of each post.
    left = work.bounds.block[block] - work.ground.block_worth[block] + SLACK
    needed = np.float32(work.beat[0] - left)
    work.run[0], work.run[1] = -1, -1
    for post in range(market.blocks.start[block], market.blocks.start[block + 1]):
        if way[spot[post]] + beside[post] < needed or papers[post] & lacks:
            continue
        rest = weigh(person, post, market, work)
        if rest != REFUSED:
            _consider(person, post, rest, most, market, work)
            needed = np.float32(work.beat[0] - left)


@inner
def _one_by_one(person: int, market: Market, work: Work) -> None:
    """Look at each post in reach."""
    reach, most = work.ground.reach, market.rules.skills
    work.run[0], work.run[1] = -1, -1
    for at in range(work.ground.reached[0]):
        rest = weigh(person, reach[at], market, work)
        if rest != REFUSED:
            _consider(person, reach[at], rest, most, market, work)


@inner
def _consider(person: int, post: int, rest: float, most: float, market: Market, work: Work) -> None:
    """Score a post unless what its skills can give at most is not enough.

    Neighbours that ask for the same are asked about once.
    """
    rest_paid = rest - market.offered.price[post] + SLACK
    if rest_paid + most < work.beat[0]:
        return
    run = market.blocks.run[post]
    if work.run[0] != run:
        work.run[0], work.lean[0] = run, lean_cover(post, market, work)
    if rest_paid + work.lean[0] < work.beat[0]:
        return
    if work.run[1] != run:
        work.run[1] = run
        work.lean[1] = skills_of(post, market.posts, work.standing, market.rules)
    score(person, post, rest, work.lean[1], market, work)
