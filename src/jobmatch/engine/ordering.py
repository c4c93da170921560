"""In which order posts lie in an index, and where it is cut into blocks.

Posts of one occupation lie together, among them those that ask for the same skills, among those
the ones of one place. A block then has little to hide, and its bound is tight.
"""

import numpy as np

from jobmatch.engine.rows import Int32s, Ints, PostRows

LEADING = 3
"""Skills by which posts of one occupation are put side by side, the most asked for first."""


def order_of(rows: PostRows, live: Int32s) -> Int32s:
    """Return the live posts in the order of the index."""
    leads = _leading_skills(rows)
    keys = (live, rows.spot[live], _mark_of_skills(rows)[live])
    columns = tuple(leads[live, at] for at in reversed(range(LEADING)))
    return live[np.lexsort((*keys, *columns, rows.unit[live]))]


def cut(units: Int32s, most: int) -> Int32s:
    """Return where blocks begin, and the end: at most so many posts, all of one unit."""
    count = len(units)
    new_unit = np.concatenate(([True], units[1:] != units[:-1])) if count else np.zeros(0, bool)
    first = np.maximum.accumulate(np.where(new_unit, np.arange(count), 0))
    begins = (np.arange(count) - first) % most == 0
    return np.concatenate((np.flatnonzero(begins), [count])).astype(np.int32)


def runs_of_equal_skills(rows: PostRows) -> Int32s:
    """Return a number for each post, the same for neighbours that ask for exactly the same."""
    lengths = np.diff(rows.ptr)
    count = len(lengths)
    differs = np.ones(count, bool)
    if count > 1:
        differs[1:] = (lengths[1:] != lengths[:-1]) | (rows.unit[1:] != rows.unit[:-1])
        # Against the entry of the post before, where both are of one length.
        owner = np.repeat(np.arange(count), lengths)
        before = np.arange(len(owner)) - lengths[owner]
        asked = ~differs[owner]
        here, there = np.flatnonzero(asked), before[asked]
        unlike = rows.skill[here] != rows.skill[there]
        unlike |= rows.share[here] != rows.share[there]
        differs[owner[here[unlike]]] = True
    return np.cumsum(differs).astype(np.int32)


def _owners(rows: PostRows) -> Ints:
    return np.repeat(np.arange(len(rows.number)), np.diff(rows.ptr))


def _leading_skills(rows: PostRows) -> Int32s:
    """Return each post's skills that its occupation asks for most often, shape [m, LEADING]."""
    owner = _owners(rows)
    width = int(rows.skill.max(initial=0)) + 1
    keys = rows.unit[owner].astype(np.int64) * width + rows.skill
    _, kind, counts = np.unique(keys, return_inverse=True, return_counts=True)
    best = np.lexsort((rows.skill, -counts[kind], owner))
    rank = np.arange(len(owner)) - rows.ptr[owner]
    leads = np.full((len(rows.number), LEADING), -1, np.int32)
    for at in range(LEADING):
        chosen = rank == at
        leads[owner[chosen], at] = rows.skill[best[chosen]]
    return leads


def _mark_of_skills(rows: PostRows) -> Ints:
    """Return a number that is equal for equal skills, so that these lie together."""
    mixed = (rows.skill.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= rows.share.view(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x165667B19E3779F9)
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)))
    return (total[rows.ptr[1:]] - total[rows.ptr[:-1]]).view(np.int64)
