"""Search without compiled kernels: one person against all posts, by whole columns of numpy.

Some ten to fifty times slower than the kernels; the lists are the same.
"""

import numpy as np

from jobmatch.engine.brute import Plain
from jobmatch.engine.distance import REFUSED, nearness_of_spot
from jobmatch.engine.keeping import Room
from jobmatch.engine.rows import Flags, Floats, Ints
from jobmatch.engine.scoring import (
    REFUSE_SECTOR,
    REFUSES,
    WANTS,
    Standing,
    an_empty_standing,
    names,
    stand,
    step_down,
    wish_of,
)
from jobmatch.score import GRID
from jobmatch.weights import NEUTRAL


def search_plainly(persons: Ints, plain: Plain, room: Room) -> None:
    """Write the best posts of these people, each at its own row of the room."""
    size = len(room.post) // max(1, len(room.taken))
    standing = an_empty_standing(plain.world)
    for at, person in enumerate(persons.tolist()):
        stand(person, plain.people, plain.world, plain.rules, standing)
        score = _scores(person, plain, standing)
        step_down(person, plain.people, plain.world, standing)
        value = score - plain.price
        kept = np.flatnonzero((score > REFUSED) & (value > plain.floor[person]))
        number = plain.posts.number[kept]
        best = kept[np.lexsort((number, -value[kept]))][:size]
        room.taken[at] = len(best)
        room.post[at * size : at * size + len(best)] = plain.posts.number[best]
        room.score[at * size : at * size + len(best)] = score[best]


def _scores(person: int, plain: Plain, standing: Standing) -> Floats:
    """Return the score of every post for one person, minus infinity where a gate refuses."""
    posts, people, rules = plain.posts, plain.people, plain.rules
    spots, place = np.unique(posts.spot, return_inverse=True)
    way = [nearness_of_spot(person, int(spot), people, plain.world, rules) for spot in spots]
    near = np.array(way or [0.0])[place] if len(place) else np.zeros(0)
    unit = posts.unit
    half = posts.half_wage
    wage = np.where(half < 0.0, NEUTRAL, np.minimum(1.0, half / people.wage_wanted[person]))
    rest = rules.occupation * standing.occupation[unit] + rules.distance * near
    rest = rest + rules.wage * wage + rules.wishes * _wishes(person, plain, standing)
    rest = rest + rules.conditions * posts.conditions
    score: Floats = np.rint((rules.skills * _skills(plain, standing) + rest) * GRID) / GRID
    score[~_admitted(person, plain, standing) | (near == REFUSED)] = REFUSED
    return score


def _skills(plain: Plain, standing: Standing) -> Floats:
    posts, rules = plain.posts, plain.rules
    lengths = np.diff(posts.ptr)
    near = np.repeat(standing.trade[posts.unit], lengths)
    given = posts.share * np.maximum(near, standing.credit[posts.skill])
    owner = np.repeat(np.arange(len(lengths)), lengths)
    covered = np.minimum(1.0, np.bincount(owner, given, minlength=len(lengths)))
    known = rules.unknown + (1 - rules.unknown) * covered
    part: Floats = np.where(lengths == 0, NEUTRAL, known)
    return part


def _wishes(person: int, plain: Plain, standing: Standing) -> Floats:
    posts = plain.posts
    wish: Floats = standing.wish[posts.unit]
    if standing.flags[WANTS]:
        each = [wish_of(person, at, plain.people, posts, standing) for at in range(len(wish))]
        wish = np.array(each, np.float64)
    return wish


def _admitted(person: int, plain: Plain, standing: Standing) -> Flags:
    posts, people = plain.posts, plain.people
    admitted: Flags = ~standing.refused[posts.unit]
    admitted &= posts.minimum_age <= people.age[person]
    admitted &= posts.starts_by >= people.free_from[person]
    admitted &= posts.wage_top >= people.wage_floor[person]
    admitted &= (posts.need & ~people.have[person]) == 0
    words = posts.need_more.shape[1]
    admitted &= ((posts.need_more & ~people.have_more[person, :words]) == 0).all(axis=1)
    if standing.flags[REFUSES]:
        for at in np.flatnonzero(admitted).tolist():
            admitted[at] = not names(person, at, REFUSE_SECTOR, people, posts)
    return admitted
