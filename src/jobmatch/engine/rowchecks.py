"""Refuse arrays that cannot be meant: one typed error that names the row and the field."""

from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

from jobmatch.checks import BadValue
from jobmatch.engine.rows import Floats

HIGHEST_CODE = 9999
SUM_SLACK = 1e-6


class Rows:
    """The checks of one table; each raises `BadValue` naming the first row at fault."""

    def __init__(self, kind: str, ids: npt.NDArray[Any] | None, count: int) -> None:
        self.kind = kind
        self.ids = ids
        self.count = count

    def refuse(self, row: int, field: str, problem: str) -> NoReturn:
        """Refuse this row.

        :raises BadValue: always
        """
        named = "" if self.ids is None or row >= len(self.ids) else f" (id {self.ids[row]!s})"
        raise BadValue(f"{self.kind} row {row}{named}", field, problem)

    def must(self, holds: npt.NDArray[np.bool_], field: str, problem: str) -> None:
        """Refuse the first row for which this does not hold."""
        if not holds.all():
            self.refuse(int(np.argmin(holds)), field, problem)

    def length(self, field: str, array: npt.NDArray[Any], dtype: npt.DTypeLike) -> None:
        """Refuse an array of another length or type than its table's."""
        if array.dtype != np.dtype(dtype):
            self.refuse(0, field, f"must be {np.dtype(dtype)}, not {array.dtype}")
        if len(array) != self.count:
            self.refuse(
                min(len(array), self.count), field, f"has {len(array)} of {self.count} rows"
            )

    def once(self) -> None:
        """Refuse an id that is there twice."""
        ids = self.ids
        if ids is None or len(ids) != self.count:
            self.refuse(0, "ids", f"must be {self.count} in number")
        _, first = np.unique(ids, return_index=True)
        if len(first) != self.count:
            seen = np.zeros(self.count, bool)
            seen[first] = True
            self.refuse(int(np.argmin(seen)), "id", "is there twice")

    def ragged(self, field: str, ptr: npt.NDArray[Any], *columns: npt.NDArray[Any]) -> None:
        """Refuse pointers that do not start at zero, fall, or miss the end."""
        if ptr.dtype != np.int64 or len(ptr) != self.count + 1 or (len(ptr) and ptr[0] != 0):
            self.refuse(0, field, "pointers must be int64, one more than rows, from 0")
        self.must(np.diff(ptr) >= 0, field, "pointers must not fall")
        for column in columns:
            if len(column) != ptr[-1]:
                self.refuse(self.count - 1, field, f"has {len(column)} of {ptr[-1]} entries")

    def entries(
        self, holds: npt.NDArray[np.bool_], ptr: npt.NDArray[Any], field: str, problem: str
    ) -> None:
        """Refuse the row that owns the first ragged entry for which this does not hold."""
        if not holds.all():
            at = int(np.argmin(holds))
            self.refuse(int(np.searchsorted(ptr, at, side="right")) - 1, field, problem)

    def pointing(self, field: str, to: npt.NDArray[Any], size: int) -> None:
        """Refuse a row that points outside another table; -1 is not known."""
        self.must((to >= -1) & (to < size), field, f"must point below {size}, or be -1")

    def between(
        self, field: str, values: npt.NDArray[Any], low: float, high: float, *, unknown: bool
    ) -> None:
        """Refuse a value outside these bounds; NaN is refused unless it may mean not known."""
        holds = (values >= low) & (values <= high)
        if unknown:
            holds |= np.isnan(values)
        self.must(holds, field, f"must lie between {low:g} and {high:g}")


def locations(table: Any) -> None:
    """Check places."""
    rows = Rows("location", None, len(table.latitude))
    rows.length("latitude", table.latitude, np.float64)
    rows.length("longitude", table.longitude, np.float64)
    rows.length("areas", table.areas, np.int32)
    rows.between("latitude", table.latitude, -90, 90, unknown=True)
    rows.between("longitude", table.longitude, -180, 180, unknown=True)
    both = np.isnan(table.latitude) == np.isnan(table.longitude)
    rows.must(both, "latitude", "and longitude must be given together")
    if table.areas.shape != (rows.count, 4):
        rows.refuse(0, "areas", "must have four levels")


def posts(table: Any) -> None:
    """Check posts."""
    rows = Rows("post", table.ids, len(table.places))
    for field, dtype in POST_TYPES.items():
        rows.length(field, getattr(table, field), dtype)
    rows.once()
    rows.must(table.places >= 0, "places", "must not be negative")
    rows.ragged("skill_ptr", table.skill_ptr, table.skill, table.share)
    known = (table.skill >= 0) & (table.skill < len(table.families))
    rows.entries(known, table.skill_ptr, "skill", "is not a known skill")
    _each_once(rows, table.skill_ptr, table.skill)
    fair = (table.share >= 0) & (table.share <= 1 + SUM_SLACK)
    rows.entries(fair, table.skill_ptr, "share", "must lie between 0 and 1")
    rows.must(_sums(table.skill_ptr, table.share) <= 1 + SUM_SLACK, "share", "sums to more than 1")
    rows.between("occupation", table.occupation, -1, HIGHEST_CODE, unknown=False)
    rows.must(table.sector >= -1, "sector", "must be -1 or a number")
    rows.pointing("location", table.location, len(table.locations.latitude))
    rows.between("wage_low", table.wage_low, 0, 1e12, unknown=True)
    rows.between("wage_top", table.wage_top, 0, np.inf, unknown=False)
    rows.between("conditions", table.conditions, 0, 1, unknown=False)
    rows.between("minimum_age", table.minimum_age, -1, 200, unknown=False)
    if len(table.families) and (table.families < -1).any():
        raise BadValue("skill row", "families", "must be -1 or a number")


def people(table: Any) -> None:
    """Check people."""
    rows = Rows("person", table.ids, len(table.location))
    for field, dtype in PERSON_TYPES.items():
        rows.length(field, getattr(table, field), dtype)
    rows.once()
    rows.ragged("skill_ptr", table.skill_ptr, table.skill, table.credit)
    rows.entries(table.skill >= 0, table.skill_ptr, "skill", "must not be negative")
    in_table = table.credit < len(table.credits)
    rows.entries(in_table, table.skill_ptr, "credit", "is not in the table of credits")
    if not ((table.credits >= 0) & (table.credits <= 1)).all():
        raise BadValue("person table", "credits", "must lie between 0 and 1")
    rows.ragged("work_ptr", table.work_ptr, table.work_code, table.work_digits, table.work_value)
    digits = np.clip(table.work_digits, 1, 4).astype(np.int64)
    coded = (table.work_digits >= 1) & (table.work_digits <= 4)
    coded &= (table.work_code >= 0) & (table.work_code < 10**digits)
    rows.entries(coded, table.work_ptr, "work_code", "must be an ISCO-08 code of its digits")
    worth = (table.work_value >= 0) & (table.work_value <= 1)
    rows.entries(worth, table.work_ptr, "work_value", "must lie between 0 and 1")
    rows.ragged("fact_ptr", table.fact_ptr, table.fact_kind, table.fact_low, table.fact_high)
    rows.pointing("location", table.location, len(table.locations.latitude))
    rows.between("radius", table.radius, 0, np.inf, unknown=False)
    rows.between("wage_wanted", table.wage_wanted, 1e-9, 1e12, unknown=False)
    rows.between("wage_floor", table.wage_floor, 0, 1e12, unknown=False)
    rows.between("age", table.age, -1, 200, unknown=False)
    rows.between("dormitory", table.dormitory, -1, 1, unknown=False)


def _sums(ptr: npt.NDArray[Any], values: Floats) -> Floats:
    total: Floats = np.concatenate(([0.0], np.cumsum(values)))
    between: Floats = total[ptr[1:]] - total[ptr[:-1]]
    return between


def _each_once(rows: Rows, ptr: npt.NDArray[Any], skill: npt.NDArray[Any]) -> None:
    owner = np.repeat(np.arange(rows.count), np.diff(ptr))
    keys = np.sort(owner * (int(skill.max(initial=0)) + 1) + skill)
    twice = keys[1:] == keys[:-1]
    if twice.any():
        row = int(keys[int(np.argmax(twice))] // (int(skill.max()) + 1))
        rows.refuse(row, "skill", "is there twice")


POST_TYPES = {
    "places": np.int32,
    "occupation": np.int16,
    "sector": np.int16,
    "location": np.int32,
    "wage_low": np.float64,
    "wage_top": np.float64,
    "conditions": np.float64,
    "minimum_age": np.int16,
    "starts_by": np.int32,
    "need": np.uint64,
    "need_more": np.uint64,
    "dormitory": np.bool_,
    "is_open": np.bool_,
    "key": np.int32,
}
PERSON_TYPES = {
    "location": np.int32,
    "radius": np.float64,
    "moves": np.bool_,
    "dormitory": np.int8,
    "free_from": np.int32,
    "wage_wanted": np.float64,
    "wage_floor": np.float64,
    "age": np.int16,
    "have": np.uint64,
    "have_more": np.uint64,
}
