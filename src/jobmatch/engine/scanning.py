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
from jobmatch.engine.keeping import keep
from jobmatch.engine.market import Market, Work
from jobmatch.engine.scoring import skills_of
from jobmatch.engine.weighing import score, weigh

ROUNDED = 5e-4
"""A bound is that much too high at most for its rounded shares: a second look is seldom needed."""


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
    """Return the bound of the last post of the list, if the list went by bounds.

    The best groups are found first: there are as many of them as the list is long, or there is no
    guess. No other group holds a post that would be on it.
    """
    kept, group, total = work.kept, work.bounds.group, work.bounds.block
    for at in range(len(group)):
        if group[at] > REFUSED:
            keep(group[at], 0.0, at, kept)
    is_full = kept.held[0] == len(kept.value)
    kept.held[0] = 0
    if not is_full:
        return REFUSED
    least = kept.value[0]
    for at in range(len(group)):
        if group[at] >= least:
            for post in range(at * GROUP, min(len(total), (at + 1) * GROUP)):
                if total[post] >= least:
                    keep(total[post], 0.0, post, kept)
    kept.held[0] = 0
    last: float = kept.value[0]
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
            weigh(person, post, post + 1, market, work)
            rest = work.rest[0]
            if rest == REFUSED:
                continue
            skills = skills_of(post, market.posts, work.standing, market.rules)
            score(person, post, rest, skills, market, work)
