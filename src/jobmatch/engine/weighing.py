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
    is_admitted,
    names,
    on_grid,
    wage_of,
    wish_of,
)


@inner
def weigh(person: int, post: int, market: Market, work: Work) -> float:
    """Return what a post is worth without its skills, minus infinity where a gate refuses.

    The gates come first: most posts end there. The sum is taken in the order of
    `brute.pair_score`.
    """
    people, posts, rules, standing = market.people, market.posts, market.rules, work.standing
    near, unit = work.ground.near[posts.spot[post]], posts.unit[post]
    if near == REFUSED or standing.refused[unit] or not is_admitted(person, post, people, posts):
        return REFUSED
    if standing.flags[REFUSES] and names(person, post, REFUSE_SECTOR, people, posts):
        return REFUSED
    wish = standing.wish[unit]
    if standing.flags[WANTS]:
        wish = wish_of(person, post, people, posts, standing)
    rest: float = rules.occupation * standing.occupation[unit] + rules.distance * near
    rest = rest + rules.wage * wage_of(posts.half_wage[post], people.wage_wanted[person])
    rest = rest + rules.wishes * wish
    rest += rules.conditions * posts.conditions[post]
    return rest


@inner
def score(person: int, post: int, rest: float, skills: float, market: Market, work: Work) -> None:
    """Score a post whose gates are open, and keep it if it is among the best."""
    worth = on_grid(market.rules.skills * skills + rest)
    value, floor = worth - market.offered.price[post], market.offered.floor[person]
    if worth > REFUSED and value > floor:
        keep(value, worth, market.posts.number[post], work.kept)
        if work.kept.held[0] == len(work.kept.value):
            work.beat[0] = max(floor, work.kept.value[0])
