"""Search post by post where each post is a block of its own: one sweep, and few to score.

A bound is then nearly the score itself, so the sweep itself says how much is needed to be among
the best: so many groups hold a post as good. That is a guess, for a bound is too high by a step or
a wish; what lies below it is looked at afterwards unless the list is full of better.
"""

import numpy as np

from jobmatch.engine.blocks import EASY, GROUP
from jobmatch.engine.bounding import SLACK, group_up
from jobmatch.engine.distance import REFUSED
from jobmatch.engine.jit import inner
from jobmatch.engine.market import Market, Work
from jobmatch.engine.rows import Singles
from jobmatch.engine.scoring import skills_of
from jobmatch.engine.weighing import score, weigh

ROUNDED = 5e-4
"""A bound is that much too high at most for its rounded shares: a second look is seldom needed."""

HALVINGS = 12
"""So often is the range halved in which the last of the best is looked for: counting is cheap."""


@inner
def scan(person: int, market: Market, work: Work) -> None:
    """Score all posts that may be among the best, after `bound`."""
    _shut(person, market, work)
    group_up(work)
    guess = _guess(work) - ROUNDED
    _between(person, guess, np.inf, market, work)
    if work.beat[0] - SLACK < guess:
        _between(person, REFUSED, guess, market, work)


@inner
def _shut(person: int, market: Market, work: Work) -> None:
    """Take the posts away that a gate refuses; what is left out here is asked in `weigh`."""
    people, blocks, total = market.people, market.blocks, work.bounds.block
    lacks, age = np.uint32(~people.have[person] & EASY), np.int32(people.age[person])
    free_from, floor = people.free_from[person], np.float32(people.wage_floor[person])
    # Single precision may round a floor up; the least that is paid at most was rounded up twice.
    for post in range(len(total)):
        refused = (blocks.papers[post] & lacks) != 0
        refused |= blocks.last_day[post] < free_from
        refused |= blocks.paid[post] < floor
        refused |= blocks.age[post] > age
        total[post] = np.float32(REFUSED) if refused else total[post]


@inner
def _guess(work: Work) -> float:
    """Return the bound of the last post of the list, if the list went by bounds; never more.

    The best groups are found first: there are as many of them as the list is long, or there is no
    guess. No other group holds a post that would be on it.
    """
    size, group, total = len(work.kept.value), work.bounds.group, work.bounds.block
    # What the skills give was added up already: its room is free.
    found = work.bounds.skills
    count = 0
    for at in range(len(group)):
        found[count] = group[at]
        count += group[at] > REFUSED
    if count < size:
        return REFUSED
    least = np.float32(_last_of_best(size, found, count))
    count = 0
    for at in range(len(group)):
        if group[at] >= least:
            for post in range(at * GROUP, min(len(total), (at + 1) * GROUP)):
                found[count] = total[post]
                count += total[post] >= least
    return _last_of_best(size, found, count)


@inner
def _last_of_best(size: int, found: Singles, count: int) -> float:
    """Return a value that so many of the first `count` reach, near the highest such value."""
    low, high = found[0], found[0]
    for at in range(count):
        low, high = min(low, found[at]), max(high, found[at])
    for _ in range(HALVINGS):
        middle = np.float32(0.5) * (low + high)
        reached = 0
        for at in range(count):
            reached += found[at] >= middle
        if reached >= size:
            low = middle
        else:
            high = middle
    last: float = low
    return last


@inner
def _between(person: int, low: float, high: float, market: Market, work: Work) -> None:
    """Score the posts whose bound is from `low` to below `high`, and may be among the best."""
    total, group, size = work.bounds.block, work.bounds.group, len(work.bounds.block)
    least, above = np.float32(low), np.float32(high)
    for at in range(len(group)):
        if group[at] == REFUSED or group[at] < least or group[at] < work.beat[0] - SLACK:
            continue
        for post in range(at * GROUP, min(size, (at + 1) * GROUP)):
            most = total[post]
            if most < least or most >= above or most == REFUSED or most < work.beat[0] - SLACK:
                continue
            rest = weigh(person, post, market, work)
            if rest == REFUSED:
                continue
            skills = skills_of(post, market.posts, work.standing, market.rules)
            score(person, post, rest, skills, market, work)
