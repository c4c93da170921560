"""Look at every pair: the plain search that every other is held against."""

from typing import NamedTuple

from jobmatch.engine.distance import REFUSED, nearness_of_spot
from jobmatch.engine.jit import inner, kernel
from jobmatch.engine.keeping import Kept, Room, keep, write
from jobmatch.engine.rows import Floats, Ints, PeopleRows, PostRows, Rules, World
from jobmatch.engine.scoring import (
    REFUSE_SECTOR,
    REFUSES,
    Standing,
    is_admitted,
    names,
    on_grid,
    skills_of,
    stand,
    step_down,
    wage_of,
    wish_of,
)


class Plain(NamedTuple):
    """Everything that a search of every pair reads.

    `price` goes by the post's row here; `floor` by person: only a value above it is kept.
    """

    people: PeopleRows
    posts: PostRows
    world: World
    rules: Rules
    price: Floats
    floor: Floats


@inner
def pair_score(
    person: int,
    post: int,
    people: PeopleRows,
    posts: PostRows,
    world: World,
    rules: Rules,
    standing: Standing,
) -> float:
    """Return the score of one pair, or minus infinity where a gate refuses."""
    unit = posts.unit[post]
    if standing.refused[unit] or not is_admitted(person, post, people, posts):
        return REFUSED
    if standing.flags[REFUSES] and names(person, post, REFUSE_SECTOR, people, posts):
        return REFUSED
    near = nearness_of_spot(person, posts.spot[post], people, world, rules)
    if near == REFUSED:
        return REFUSED
    wage = wage_of(posts.half_wage[post], people.wage_wanted[person])
    wish = wish_of(person, post, people, posts, standing)
    rest = rules.occupation * standing.occupation[unit] + rules.distance * near
    rest = (
        rest + rules.wage * wage + rules.wishes * wish + rules.conditions * posts.conditions[post]
    )
    return on_grid(rules.skills * skills_of(post, posts, standing, rules) + rest)


@kernel
def score_pairs(
    persons: Ints,
    numbers: Ints,
    people: PeopleRows,
    posts: PostRows,
    world: World,
    rules: Rules,
    standing: Standing,
    scores: Floats,
) -> None:
    """Write the score of each pair; cheapest when pairs of one person stand together."""
    held = -1
    for at in range(len(persons)):
        person = persons[at]
        if person != held:
            if held >= 0:
                step_down(held, people, world, standing)
            stand(person, people, world, rules, standing)
            held = person
        scores[at] = pair_score(person, numbers[at], people, posts, world, rules, standing)


@kernel
def search_all(persons: Ints, plain: Plain, standing: Standing, kept: Kept, room: Room) -> None:
    """Write the best posts of these people, each at its own row of the room."""
    people, posts = plain.people, plain.posts
    for at in range(len(persons)):
        person = persons[at]
        stand(person, people, plain.world, plain.rules, standing)
        kept.held[0] = 0
        for post in range(len(posts.number)):
            score = pair_score(person, post, people, posts, plain.world, plain.rules, standing)
            value = score - plain.price[post]
            if score > REFUSED and value > plain.floor[person]:
                keep(value, score, posts.number[post], kept)
        write(at, kept, room)
        step_down(person, people, plain.world, standing)
