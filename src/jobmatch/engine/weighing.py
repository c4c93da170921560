"""What a post is worth to a person held ready, compiled: the gates, then the score.

Both ways of searching by bounds end here, and add up in the order of `brute.pair_score`.
"""

from jobmatch.engine.distance import REFUSED
from jobmatch.engine.jit import inner
from jobmatch.engine.keeping import keep
from jobmatch.engine.market import Market, Work
from jobmatch.engine.scoring import (
    REFUSE_SECTOR,
    REFUSES,
    WANTS,
    names,
    on_grid,
    wage_of,
    wish_of,
)


@inner
def weigh(person: int, first: int, last: int, market: Market, work: Work) -> None:
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
def weigh_one(person: int, post: int, market: Market, work: Work) -> float:
    """Return what one post is worth without its skills, minus infinity where a gate refuses.

    The same sum and the same gates as `weigh`, the gates first: most posts end there.
    """
    people, posts, rules, standing = market.people, market.posts, market.rules, work.standing
    near, unit = work.ground.near[posts.spot[post]], posts.unit[post]
    refused = near == REFUSED
    refused |= (posts.need[post] & ~people.have[person]) != 0
    refused |= posts.minimum_age[post] > people.age[person]
    refused |= posts.starts_by[post] < people.free_from[person]
    refused |= posts.wage_top[post] < people.wage_floor[person]
    if refused or standing.refused[unit]:
        return REFUSED
    rest: float = rules.occupation * standing.occupation[unit] + rules.distance * near
    rest = rest + rules.wage * wage_of(posts.half_wage[post], people.wage_wanted[person])
    rest = rest + rules.wishes * standing.wish[unit]
    rest = rest + rules.conditions * posts.conditions[post]
    if standing.flags[WANTS] or standing.flags[REFUSES] or posts.need_more.shape[1]:
        work.rest[0] = rest
        _ask_each(person, post, post + 1, market, work)
        rest = work.rest[0]
    return rest


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
def score(person: int, post: int, rest: float, skills: float, market: Market, work: Work) -> None:
    """Score a post whose gates are open, and keep it if it is among the best."""
    worth = on_grid(market.rules.skills * skills + rest)
    value, floor = worth - market.offered.price[post], market.offered.floor[person]
    if worth > REFUSED and value > floor:
        keep(value, worth, market.posts.number[post], work.kept)
        if work.kept.held[0] == len(work.kept.value):
            work.beat[0] = max(floor, work.kept.value[0])
