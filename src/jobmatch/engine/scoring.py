"""The score of one pair, compiled: the same six parts as `jobmatch.score`, from arrays.

Every search ends here, so that two ways to find a post can never give it two scores.
"""

from typing import NamedTuple

import numpy as np

from jobmatch.engine.jit import inner
from jobmatch.engine.rows import Floats, PeopleRows, PostRows, Rules, Singles, World
from jobmatch.score import GRID, MINOR_GROUP, WISH_CLOSE, WISH_OTHER
from jobmatch.weights import NEUTRAL, SHARED_DIGITS

TRADE, WANT_RANGE, WANT_MINOR, WANT_SECTOR, WANT_POST = 0, 1, 2, 3, 4
REFUSE_RANGE, REFUSE_SECTOR, REFUSE_POST = 5, 6, 7
STEPS = 255
"""Shares are bounded in this many steps, rounded up: a bound may be loose, never too low."""

LEAN = (1 + 1e-6) / STEPS
PREFIX_CREDIT = np.array(SHARED_DIGITS)
WANTS, REFUSES, WANTS_WORK, WANTS_SECTOR, NEARS, TOLD = 0, 1, 2, 3, 4, 5


class Standing(NamedTuple):
    """One person held ready: credit by skill, and by occupation what its posts start with.

    `occupation`, `wish` and `trade` have one entry a unit of the world; `refused` says whether
    the person refused that unit. `lean` is the credit in single precision, never less, for one
    step of a share. `flags` say which of the slower questions must be asked at all,
    and whether the person told anything.
    """

    credit: Floats
    lean: Singles
    occupation: Floats
    wish: Floats
    trade: Floats
    refused: np.ndarray[tuple[int], np.dtype[np.bool_]]
    flags: np.ndarray[tuple[int], np.dtype[np.bool_]]


def an_empty_standing(world: World) -> Standing:
    """Return room for one person."""
    units = len(world.units)
    return Standing(
        np.zeros(len(world.families)),
        np.zeros(len(world.families), np.float32),
        np.zeros(units),
        np.full(units, NEUTRAL),
        np.zeros(units),
        np.zeros(units, np.bool_),
        np.zeros(6, np.bool_),
    )


@inner
def stand(person: int, people: PeopleRows, world: World, rules: Rules, out: Standing) -> None:
    """Hold a person ready; `step_down` must have cleared the one before."""
    _credit_skills(person, people, world, rules.sibling, out)
    _credit_work(person, people, world, rules, out)
    _wish(person, people, world, rules, out)


@inner
def step_down(person: int, people: PeopleRows, world: World, out: Standing) -> None:
    """Clear what `stand` wrote about skills; the rest is written anew each time."""
    for t in range(people.skill_ptr[person], people.skill_ptr[person + 1]):
        skill = people.skill[t]
        if skill >= len(world.families):
            continue
        out.credit[skill], out.lean[skill] = 0.0, 0.0
        family = world.families[skill]
        if family >= 0:
            for at in range(world.member_ptr[family], world.member_ptr[family + 1]):
                out.credit[world.members[at]] = 0.0
                out.lean[world.members[at]] = 0.0


@inner
def _credit_skills(
    person: int, people: PeopleRows, world: World, sibling: float, out: Standing
) -> None:
    for t in range(people.skill_ptr[person], people.skill_ptr[person + 1]):
        skill = people.skill[t]
        if skill >= len(world.families):
            continue
        held = people.credits[people.credit[t]]
        _raise(skill, held, out)
        family = world.families[skill]
        if family >= 0 and sibling > 0.0:
            shared = sibling * held
            for at in range(world.member_ptr[family], world.member_ptr[family + 1]):
                _raise(world.members[at], shared, out)


@inner
def _raise(skill: int, credit: float, out: Standing) -> None:
    if credit > out.credit[skill]:
        out.credit[skill] = credit
        out.lean[skill] = credit * LEAN


@inner
def _credit_work(
    person: int, people: PeopleRows, world: World, rules: Rules, out: Standing
) -> None:
    out.occupation[:] = 0.0
    for t in range(people.work_ptr[person], people.work_ptr[person + 1]):
        code, digits = np.int64(people.work_code[t]), people.work_digits[t]
        value, span = people.work_value[t], 1000
        whole = code * 10 ** (4 - np.int64(digits))
        for shared in range(1, digits + 1):
            low = whole // span * span
            worth = PREFIX_CREDIT[shared] * value
            for unit in range(world.first_unit[low], world.first_unit[low + span]):
                out.occupation[unit] = max(out.occupation[unit], worth)
            span //= 10
    for unit in range(len(world.units)):
        best = rules.unknown + (1 - rules.unknown) * out.occupation[unit]
        out.occupation[unit] = NEUTRAL if world.units[unit] < 0 else best


@inner
def _wish(person: int, people: PeopleRows, world: World, rules: Rules, out: Standing) -> None:
    """Write what is wished and refused by occupation, and which questions are left by post."""
    first, last = people.fact_ptr[person], people.fact_ptr[person + 1]
    if first == last and not out.flags[TOLD]:
        # Neither this person nor the one before told anything.
        return
    out.flags[:] = False
    out.flags[TOLD] = first < last
    out.trade[:] = 0.0
    out.refused[:] = False
    for t in range(first, last):
        _flag(people.fact_kind[t], out)
    for unit in range(len(world.units)):
        told = out.flags[WANTS_WORK] and world.units[unit] >= 0
        out.wish[unit] = WISH_OTHER if told else NEUTRAL
    for t in range(first, last):
        _mark(people.fact_kind[t], people.fact_low[t], people.fact_high[t], people, world, out)
    if out.flags[NEARS]:
        for unit in range(len(world.units)):
            out.trade[unit] = rules.sibling * out.trade[unit]


@inner
def _flag(kind: int, out: Standing) -> None:
    if kind == WANT_RANGE:
        out.flags[WANTS_WORK] = True
    elif kind == WANT_SECTOR:
        out.flags[WANTS_SECTOR] = True
        out.flags[WANTS] = True
    elif kind == WANT_POST:
        out.flags[WANTS] = True
    elif kind in (REFUSE_SECTOR, REFUSE_POST):
        out.flags[REFUSES] = True


@inner
def _mark(kind: int, low: int, high: int, people: PeopleRows, world: World, out: Standing) -> None:
    if kind in (WANT_RANGE, REFUSE_RANGE):
        for unit in range(world.first_unit[low], world.first_unit[high]):
            if kind == WANT_RANGE:
                out.wish[unit] = 1.0
            else:
                out.refused[unit] = True
    elif kind in (TRADE, WANT_MINOR):
        span = 10 ** (4 - MINOR_GROUP)
        for unit in range(world.first_unit[low * span], world.first_unit[(low + 1) * span]):
            if kind == WANT_MINOR:
                out.wish[unit] = max(out.wish[unit], WISH_CLOSE)
            else:
                out.trade[unit] = max(out.trade[unit], people.credits[high])
                out.flags[NEARS] = True


@inner
def is_admitted(person: int, post: int, people: PeopleRows, posts: PostRows) -> bool:
    """Return whether age, dates, papers and the wage floor let a person through."""
    if posts.minimum_age[post] > people.age[person]:
        return False
    if posts.starts_by[post] < people.free_from[person]:
        return False
    if posts.wage_top[post] < people.wage_floor[person]:
        return False
    if posts.need[post] & ~people.have[person]:
        return False
    for word in range(posts.need_more.shape[1]):
        if posts.need_more[post, word] & ~people.have_more[person, word]:
            return False
    return True


@inner
def names(person: int, post: int, first: int, people: PeopleRows, posts: PostRows) -> bool:
    """Return whether the person's facts from this kind on name the post's sector or the post."""
    for t in range(people.fact_ptr[person], people.fact_ptr[person + 1]):
        kind, low = people.fact_kind[t], people.fact_low[t]
        if kind == first and low == posts.sector[post]:
            return True
        if kind == first + 1 and low == posts.key[post]:
            return True
    return False


@inner
def wish_of(
    person: int, post: int, people: PeopleRows, posts: PostRows, standing: Standing
) -> float:
    """Return the part for wishes."""
    wish: float = standing.wish[posts.unit[post]]
    if standing.flags[WANTS]:
        if names(person, post, WANT_SECTOR, people, posts):
            return 1.0
        if wish == NEUTRAL and standing.flags[WANTS_SECTOR] and posts.sector[post] >= 0:
            return WISH_OTHER
    return wish


@inner
def wage_of(half_wage: float, wanted: float) -> float:
    """Return the part for the wage; a wage below zero is one that nobody knows."""
    return NEUTRAL if half_wage < 0.0 else min(1.0, half_wage / wanted)


@inner
def skills_of(post: int, posts: PostRows, standing: Standing, rules: Rules) -> float:
    """Return the part for skills."""
    first, last = posts.ptr[post], posts.ptr[post + 1]
    if first == last:
        return NEUTRAL
    total, near = 0.0, standing.trade[posts.unit[post]]
    for t in range(first, last):
        total += posts.share[t] * max(near, standing.credit[posts.skill[t]])
    return rules.unknown + (1 - rules.unknown) * min(1.0, total)


@inner
def on_grid(total: float) -> float:
    """Return the score on its grid of a thousand-millionth, as `Terms.weighed` does."""
    score: float = np.rint(total * GRID) / GRID
    return score
