"""Posts and people as arrays: what a market of millions is held in.

Every array has one entry a row unless said otherwise. Money is US dollars a month, distances are
kilometres, days count from 0001-01-01 (`date.toordinal`), coordinates are decimal degrees.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.engine import rowchecks
from jobmatch.engine.rows import (
    Bits,
    Bytes,
    Flags,
    Floats,
    Int16s,
    Int32s,
    Ints,
    Land,
    PeopleRows,
    PostRows,
    Rules,
    World,
)
from jobmatch.engine.shaping import land_of, people_rows, post_rows, rules_of, world_of
from jobmatch.weights import DEFAULT, Weights

ALWAYS = np.int32(2**31 - 1)
"""A last day that never comes."""

AT_ONCE = np.int32(0)
"""A first day that has long been."""


def _none(dtype: npt.DTypeLike, *shape: int) -> Any:
    return field(default_factory=lambda: np.zeros(shape, dtype))


@dataclass(frozen=True, eq=False)
class Locations:
    """Places that rows point to by number.

    `latitude`, `longitude`: float64[p], NaN where not known. `areas`: int32[p, 4], the national
    code of the province, district, commune and village, -1 where not known.
    """

    latitude: Floats = _none(np.float64, 0)
    longitude: Floats = _none(np.float64, 0)
    areas: Int32s = _none(np.int32, 0, 4)

    def __post_init__(self) -> None:
        rowchecks.locations(self)

    @cached_property
    def land(self) -> Land:
        """The same as a kernel reads it."""
        return land_of(self)


@dataclass(frozen=True, eq=False)
class Posts:
    """Openings as arrays; a row's number is its place in them.

    `ids`[m] are distinct. `places`: int32[m], 0 closes a post. The skills of row v are
    `skill[skill_ptr[v]:skill_ptr[v + 1]]`, each once, with `share` (float64) of the coverage,
    shares of a row summing to at most 1; a row without skills is neutral. `families`: int32[s],
    the family of each skill number, -1 for none: who holds one skill of a family has sibling
    credit for the others. `occupation`: ISCO-08 code as a number, -1 not known. `sector`: a
    number, -1 not known. `location`: a row of `locations`, -1 not known. `wage_low` is what is
    promised (NaN not known) and scored; a `wage_top` below a person's floor closes the post
    (infinite: never). `conditions` is that part of the score, 0 to 1. `minimum_age`: the law's,
    -1 none. `starts_by`: the last day to begin. `need`: one bit for each paper, level, language
    or demand, with further words in `need_more` uint64[m, q]. `key` is the number by which wishes
    name a post, -1 for none.

    :raises BadValue: if a row cannot be meant, naming the row
    """

    ids: npt.NDArray[Any]
    places: Int32s
    skill_ptr: Ints
    skill: Int32s
    share: Floats
    families: Int32s
    occupation: Int16s
    sector: Int16s
    location: Int32s
    locations: Locations
    wage_low: Floats
    wage_top: Floats
    conditions: Floats
    minimum_age: Int16s
    starts_by: Int32s
    need: Bits
    need_more: Bits
    dormitory: Flags
    is_open: Flags
    key: Int32s
    weights: Weights = DEFAULT

    def __post_init__(self) -> None:
        rowchecks.posts(self)

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def rules(self) -> Rules:
        """The weights as the kernels read them."""
        return rules_of(self.weights)

    @cached_property
    def world(self) -> World:
        """What all rows share, as the kernels read it."""
        return world_of(self)

    @cached_property
    def rows(self) -> PostRows:
        """The rows as the kernels read them, in this order."""
        return post_rows(self, self.world, np.arange(len(self), dtype=np.int32))


@dataclass(frozen=True, eq=False)
class People:
    """Profiles as arrays; a row's number is its place in them.

    Skills are rows of a ragged array as in `Posts`, each with `credit`, an index into `credits`
    (float64, 0 to 1: how much the evidence counts). Work done is ragged too: `work_code` with
    `work_digits` 1 to 4 is the start of an ISCO-08 code, `work_value` (0 to 1) how far it counts.
    Facts are wishes, refusals and the trades a skill was practised in, as `scoring` names them.
    `radius`: infinite for none. `dormitory`: 1 yes, 0 no, -1 not known. `free_from`: the first
    free day. `wage_wanted` is never zero. `wage_floor`: 0 for none. `age`: years, -1 not known.
    `have`: the bits of `Posts.need` that do not stop this person.

    :raises BadValue: if a row cannot be meant, naming the row
    """

    ids: npt.NDArray[Any]
    skill_ptr: Ints
    skill: Int32s
    credit: Bytes
    credits: Floats
    work_ptr: Ints
    work_code: Int16s
    work_digits: Bytes
    work_value: Floats
    fact_ptr: Ints
    fact_kind: Bytes
    fact_low: Int32s
    fact_high: Int32s
    location: Int32s
    locations: Locations
    radius: Floats
    moves: Flags
    dormitory: npt.NDArray[np.int8]
    free_from: Int32s
    wage_wanted: Floats
    wage_floor: Floats
    age: Int16s
    have: Bits
    have_more: Bits
    weights: Weights = DEFAULT

    def __post_init__(self) -> None:
        rowchecks.people(self)

    def __len__(self) -> int:
        return len(self.location)

    @cached_property
    def rows(self) -> PeopleRows:
        """The rows as the kernels read them."""
        return people_rows(self)
