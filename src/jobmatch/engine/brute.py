"""Look at every pair: the plain search that every other is held against."""

from typing import NamedTuple

import numpy as np

from jobmatch.engine.jit import inner, kernel
from jobmatch.engine.keeping import offer, settle
from jobmatch.engine.rows import Floats, Int32s, Ints, PeopleRows, PostRows, Rules, World
from jobmatch.engine.scoring import (
    REFUSE_SECTOR,
    REFUSED,
    REFUSES,
    Standing,
    an_empty_standing,
    is_admitted,
    names,
    nearness_of_spot,
    on_grid,
    skills_of,
    stand,
    step_down,
    wage_of,
    wish_of,
)


class Room(NamedTuple):
    """Where a search writes: k places a person, and how many of them are taken."""

    taken: Int32s
    post: Int32s
    score: Floats


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
    persons: Ints, numbers: Ints, people: PeopleRows, posts: PostRows, world: World, rules: Rules
) -> Floats:
    """Return the score of each pair; cheapest when pairs of one person stand together."""
    standing = an_empty_standing(world)
    scores = np.empty(len(persons))
    held = -1
    for at in range(len(persons)):
        person = persons[at]
        if person != held:
            if held >= 0:
                step_down(held, people, world, standing)
            stand(person, people, world, rules, standing)
            held = person
        scores[at] = pair_score(person, numbers[at], people, posts, world, rules, standing)
    return scores


@kernel
def search_all(
    persons: Ints,
    people: PeopleRows,
    posts: PostRows,
    world: World,
    rules: Rules,
    prices: Floats,
    floors: Floats,
    room: Room,
) -> None:
    """Write the best posts of these people, each at its own row of the room.

    `prices` go by the post's row here; `floors` by person: only a value above it is kept.
    """
    size = len(room.post) // max(1, len(room.taken))
    standing = an_empty_standing(world)
    values = np.empty(size)
    for at in range(len(persons)):
        person = persons[at]
        stand(person, people, world, rules, standing)
        first = at * size
        scores, kept = room.score[first : first + size], room.post[first : first + size]
        held = 0
        for post in range(len(posts.number)):
            score = pair_score(person, post, people, posts, world, rules, standing)
            value = score - prices[post]
            if score > REFUSED and value > floors[person]:
                held = offer(value, score, posts.number[post], held, values, scores, kept)
        settle(held, values, scores, kept)
        room.taken[at] = held
        step_down(person, people, world, standing)
