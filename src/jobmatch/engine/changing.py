"""Posts added, changed and withdrawn without building the index again.

An index that changed keeps its blocks: a post that is gone is struck out in them, one that is new
or different lies in a small table beside them, which is searched pair by pair. The number of a
post is its own for good, so lists and prices stay right; `rebuilt` brings both tables together.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.checks import BadValue
from jobmatch.engine.index import Index, build
from jobmatch.engine.rows import NEVER, Flags, Int32s
from jobmatch.engine.values import Locations, Posts

PER_POST = (
    "ids",
    "places",
    "occupation",
    "sector",
    "wage_low",
    "wage_top",
    "conditions",
    "minimum_age",
    "starts_by",
    "need",
    "dormitory",
    "is_open",
    "key",
)


def changed(index: Index, put: Posts | None = None, withdrawn: Iterable[Any] = ()) -> Index:
    """Return the index with these posts put in and those ids withdrawn.

    A post whose id is known replaces the one of that id and keeps its number; a new one gets the
    next. `put` must come from the vocabulary and the weights of the index.

    :raises BadValue: if an id to withdraw is not there, or the weights differ
    """
    numbers = dict(index.names)
    gone = []
    for id in withdrawn:
        if id not in numbers or numbers[id] in index.withdrawn:
            raise BadValue(f"post {id!r}", "id", "is not there to be withdrawn")
        gone.append(numbers[id])
    coming = np.zeros(0, np.int32)
    if put is not None:
        if put.weights != index.posts.weights:
            raise BadValue("posts", "weights", "differ from those of the index")
        ids = put.ids.tolist()
        coming = np.array([numbers.setdefault(id, len(numbers)) for id in ids], np.int32)
    struck = np.concatenate((np.array(gone, np.int32), coming))
    return replace(
        _without(index, struck, put, coming),
        names=numbers,
        withdrawn=(index.withdrawn | set(gone)) - set(coming.tolist()),
    )


def rebuilt(index: Index) -> Index:
    """Return the same posts, with the same numbers, in one table again."""
    stays = ~np.isin(index.numbers, index.struck)
    posts, numbers = select(index.posts, stays), index.numbers[stays]
    if index.fresh is not None:
        posts = stacked(posts, index.fresh)
        numbers = np.concatenate((numbers, index.fresh_numbers))
    order = np.argsort(numbers, kind="stable")
    whole = build(select(posts, order), block=index.block)
    return replace(
        whole.renumbered(numbers[order]),
        names=index.names,
        withdrawn=index.withdrawn,
        few=index.few,
    )


def select(posts: Posts, rows: npt.NDArray[Any]) -> Posts:
    """Return some rows of posts: a mask, or their numbers in order."""
    chosen = np.flatnonzero(rows) if rows.dtype == bool else rows
    lengths = np.diff(posts.skill_ptr)[chosen]
    ptr = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    taken = np.repeat(posts.skill_ptr[chosen] - ptr[:-1], lengths) + np.arange(ptr[-1])
    plain: dict[str, Any] = {name: getattr(posts, name)[chosen] for name in PER_POST}
    return replace(
        posts,
        **plain,
        location=posts.location[chosen],
        need_more=posts.need_more[chosen],
        skill_ptr=ptr,
        skill=posts.skill[taken],
        share=posts.share[taken],
    )


def stacked(first: Posts, second: Posts) -> Posts:
    """Return the rows of two tables that speak one vocabulary, one after the other."""
    here, there = first.locations, second.locations
    shift = np.where(second.location < 0, 0, len(here.latitude)).astype(np.int32)
    words = max(first.need_more.shape[1], second.need_more.shape[1])
    more = [
        np.pad(table.need_more, ((0, 0), (0, words - table.need_more.shape[1])))
        for table in (first, second)
    ]
    plain: dict[str, Any] = {
        name: np.concatenate((getattr(first, name), getattr(second, name))) for name in PER_POST
    }
    longer = first if len(first.families) >= len(second.families) else second
    return replace(
        first,
        **plain,
        location=np.concatenate((first.location, second.location + shift)).astype(np.int32),
        locations=Locations(
            np.concatenate((here.latitude, there.latitude)),
            np.concatenate((here.longitude, there.longitude)),
            np.concatenate((here.areas, there.areas)),
        ),
        need_more=np.concatenate(more),
        skill_ptr=np.concatenate(
            (first.skill_ptr, first.skill_ptr[-1] + second.skill_ptr[1:])
        ).astype(np.int64),
        skill=np.concatenate((first.skill, second.skill)),
        share=np.concatenate((first.share, second.share)),
        families=longer.families,
    )


def _without(index: Index, struck: Int32s, put: Posts | None, coming: Int32s) -> Index:
    """Strike posts out of both tables and put the new rows into the small one."""
    fresh, numbers = index.fresh, index.fresh_numbers
    if fresh is not None:
        stays: Flags = ~np.isin(numbers, struck)
        fresh, numbers = select(fresh, stays), numbers[stays]
    if put is not None:
        fresh = put if fresh is None else stacked(fresh, put)
        numbers = np.concatenate((numbers, coming))
    age = np.where(np.isin(index.rows.number, struck), NEVER, index.rows.minimum_age)
    return replace(
        index,
        rows=index.rows._replace(minimum_age=age.astype(np.int16)),
        struck=np.union1d(index.struck, struck).astype(np.int32),
        fresh=fresh if fresh is not None and len(fresh) else None,
        fresh_numbers=numbers,
    )
