"""Refuse values that cannot be meant, before they can bend a list."""

import math
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Ordered = TypeVar("Ordered", float, date)

LONGEST_AREA_CODE = 8
HIGHEST_CQF_LEVEL = 8


class BadValue(ValueError):
    """A value that cannot be meant: which record, which field, and what is wrong."""

    def __init__(self, record: str, field: str, problem: str) -> None:
        super().__init__(f"{record}: {field} {problem}")
        self.record = record
        self.field = field
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Check:
    """The checks of one record; each raises `BadValue` naming the record and the field."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        if not self.id:
            self.refuse("id", "is empty")

    def refuse(self, field: str, problem: str) -> None:
        """Refuse this field.

        :raises BadValue: always
        """
        raise BadValue(f"{self.kind} {self.id!r}", field, problem)

    def amount(self, field: str, value: float | None) -> None:
        """Refuse an amount that is negative, endless, or neither an `int` nor a `float`."""
        if value is None:
            return
        if not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
            self.refuse(field, f"must be a number of zero or more, not {value!r}")

    def whole(self, field: str, value: int | None) -> None:
        """Refuse a count that is negative or not whole."""
        if value is not None and (not isinstance(value, int) or value < 0):
            self.refuse(field, f"must be a whole number of zero or more, not {value}")

    def level(self, field: str, value: int | None) -> None:
        """Refuse a level outside the eight of the Cambodian Qualifications Framework."""
        if value is not None and value not in range(1, HIGHEST_CQF_LEVEL + 1):
            self.refuse(field, f"must be a level from 1 to {HIGHEST_CQF_LEVEL}, not {value}")

    def occupation(self, field: str, code: str, digits: tuple[int, ...]) -> None:
        """Refuse what is not an ISCO-08 code of one of these lengths; empty is not known."""
        if code and not (code.isascii() and code.isdigit() and len(code) in digits):
            lengths = " or ".join(map(str, digits))
            self.refuse(field, f"must be an ISCO-08 code of {lengths} digits, not {code!r}")

    def place(self, area_code: str, latitude: float | None, longitude: float | None) -> None:
        """Refuse an area code with a lost zero, half a pair of coordinates, or one off the map."""
        digits = area_code.isascii() and area_code.isdigit()
        if area_code and not (digits and len(area_code) in range(2, LONGEST_AREA_CODE + 1, 2)):
            self.refuse("area_code", f"must have two digits a level, not {area_code!r}")
        if (latitude is None) != (longitude is None):
            self.refuse("latitude", "and longitude must be given together")
        for field, value, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
            if value is not None and not abs(value) <= most:
                self.refuse(field, f"must lie between -{most} and {most}, not {value}")

    def in_order(
        self, low_field: str, low: Ordered | None, field: str, high: Ordered | None
    ) -> None:
        """Refuse a range that ends before it begins."""
        if low is not None and high is not None and high < low:
            self.refuse(field, f"must not be below {low_field}")
