"""The shapes that the kernels read: plain tuples of arrays, one row a post or a person.

Everything here is derived from `Posts` and `People`; nothing here is checked again.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
Int16s = npt.NDArray[np.int16]
Bytes = npt.NDArray[np.uint8]
Uint16s = npt.NDArray[np.uint16]
Uint32s = npt.NDArray[np.uint32]
Bits = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

NEVER = np.int16(32767)
"""The age that nobody has: written where a post is closed, so that one comparison refuses all."""


class Rules(NamedTuple):
    """The weights as plain numbers."""

    skills: float
    occupation: float
    distance: float
    wage: float
    wishes: float
    conditions: float
    unknown: float
    sibling: float
    decay_km: float
    moving: float
    dormitory: float


class Land(NamedTuple):
    """Where places lie: degrees (NaN for not known) and the area's code at four levels (or -1)."""

    latitude: Floats
    longitude: Floats
    areas: Int32s


class PostRows(NamedTuple):
    """Posts as a kernel reads them, in any order; `number` leads back to the caller's."""

    ptr: Ints
    skill: Int32s
    share: Floats
    unit: Int32s
    sector: Int16s
    spot: Int32s
    half_wage: Floats
    wage_top: Floats
    conditions: Floats
    minimum_age: Int16s
    starts_by: Int32s
    need: Bits
    need_more: Bits
    key: Int32s
    number: Int32s


class World(NamedTuple):
    """What all posts share: their occupations, the families of skills, and the land.

    `units` are the distinct ISCO-08 codes, ascending, -1 for not known; `first_unit[c]` is how
    many of them lie below c. The skills of family f are `members[member_ptr[f]:member_ptr[f+1]]`.
    """

    units: Int16s
    first_unit: Int32s
    families: Int32s
    member_ptr: Ints
    members: Int32s
    land: Land


class PeopleRows(NamedTuple):
    """People as a kernel reads them."""

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
    land: Land
    radius: Floats
    moves: Flags
    dormitory: npt.NDArray[np.int8]
    free_from: Int32s
    wage_wanted: Floats
    wage_floor: Floats
    age: Int16s
    have: Bits
    have_more: Bits
