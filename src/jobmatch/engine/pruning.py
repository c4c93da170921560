"""Search by blocks: look only into blocks that could hold one of the best, compiled."""

import numpy as np

from jobmatch.engine.blocks import GROUP
from jobmatch.engine.bounding import SLACK, bound, lean_cover
from jobmatch.engine.distance import REFUSED
from jobmatch.engine.ground import is_same_ground, measure, survey
from jobmatch.engine.jit import inner, kernel
from jobmatch.engine.keeping import Room, keep, write
from jobmatch.engine.market import Bounds, Market, Work
from jobmatch.engine.rows import Ints
from jobmatch.engine.scoring import (
    REFUSE_SECTOR,
    REFUSES,
    WANTS,
    names,
    on_grid,
    skills_of,
    stand,
    step_down,
    wage_of,
    wish_of,
)


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
            _visit(person, market, work)
        write(at, work.kept, room)
        step_down(person, people, market.world, work.standing)


@inner
def _set_out(before: int, person: int, market: Market, work: Work) -> None:
    people = market.people
    if before < 0 or people.location[before] != people.location[person]:
        measure(person, people, market.world, work.ground)
    survey(person, people, market.posts, market.rules, market.blocks, work.ground)


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
    """Weigh all posts of a block without their skills, and score those that could still count."""
    first, last = market.blocks.start[block], market.blocks.start[block + 1]
    _weigh(person, first, last, market, work)
    most = work.bounds.skills[block]
    work.run[0], work.run[1] = -1, -1
    for post in range(first, last):
        _consider(person, post, work.rest[post - first], most, market, work)


@inner
def _one_by_one(person: int, market: Market, work: Work) -> None:
    """Look at each post in reach."""
    reach, most = work.ground.reach, market.rules.skills
    work.run[0], work.run[1] = -1, -1
    for at in range(work.ground.reached[0]):
        post = reach[at]
        _weigh(person, post, post + 1, market, work)
        _consider(person, post, work.rest[0], most, market, work)


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
    _score(person, post, rest, work.lean[1], market, work)


@inner
def _weigh(person: int, first: int, last: int, market: Market, work: Work) -> None:
    """Write what each of these posts of one unit is worth without its skills.

    Minus infinity where a gate refuses. The sum is taken in the order of `brute.pair_score`.
    """
    people, posts, rules, standing = market.people, market.posts, market.rules, work.standing
    near_of = work.ground.near
    unit = posts.unit[first]
    start, wish = rules.occupation * standing.occupation[unit], standing.wish[unit]
    have, age, floor = people.have[person], people.age[person], people.wage_floor[person]
    free_from, wanted = people.free_from[person], people.wage_wanted[person]
    for post in range(first, last):
        rest = start + rules.distance * near_of[posts.spot[post]]
        rest = rest + rules.wage * wage_of(posts.half_wage[post], wanted) + rules.wishes * wish
        work.rest[post - first] = rest + rules.conditions * posts.conditions[post]
    for post in range(first, last):
        admitted = (posts.need[post] & ~have) == 0
        admitted &= posts.minimum_age[post] <= age
        admitted &= posts.starts_by[post] >= free_from
        admitted &= posts.wage_top[post] >= floor
        admitted &= near_of[posts.spot[post]] != REFUSED
        if not admitted:
            work.rest[post - first] = REFUSED
    if standing.refused[unit]:
        work.rest[: last - first] = REFUSED
    if standing.flags[WANTS] or standing.flags[REFUSES] or posts.need_more.shape[1]:
        _ask_each(person, first, last, market, work)


@inner
def _ask_each(person: int, first: int, last: int, market: Market, work: Work) -> None:
    """Ask what cannot be told by block: wishes and refusals of posts, and rare papers."""
    people, posts, rules, standing = market.people, market.posts, market.rules, work.standing
    for post in range(first, last):
        if work.rest[post - first] == REFUSED:
            continue
        for word in range(posts.need_more.shape[1]):
            if posts.need_more[post, word] & ~people.have_more[person, word]:
                work.rest[post - first] = REFUSED
        if standing.flags[REFUSES] and names(person, post, REFUSE_SECTOR, people, posts):
            work.rest[post - first] = REFUSED
        elif standing.flags[WANTS] and work.rest[post - first] > REFUSED:
            wish = wish_of(person, post, people, posts, standing)
            near = work.ground.near[posts.spot[post]]
            rest = rules.occupation * standing.occupation[posts.unit[post]] + rules.distance * near
            rest = rest + rules.wage * wage_of(posts.half_wage[post], people.wage_wanted[person])
            rest = rest + rules.wishes * wish
            work.rest[post - first] = rest + rules.conditions * posts.conditions[post]


@inner
def _score(person: int, post: int, rest: float, skills: float, market: Market, work: Work) -> None:
    """Score a post whose gates are open, and keep it if it is among the best."""
    score = on_grid(market.rules.skills * skills + rest)
    value, floor = score - market.offered.price[post], market.offered.floor[person]
    if score > REFUSED and value > floor:
        keep(value, score, market.posts.number[post], work.kept)
        if work.kept.held[0] == len(work.kept.value):
            work.beat[0] = max(floor, work.kept.value[0])
