"""Columns from lists: the small steps that posts and people share on their way to arrays."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from jobmatch.engine.rows import Bits, Int32s, Ints
from jobmatch.engine.values import Locations
from jobmatch.engine.vocabulary import as_words

AREA_DIGITS = (2, 4, 6, 8)


class Placed(Protocol):
    """What lies somewhere."""

    @property
    def area_code(self) -> str:
        """The national code of the area, or nothing."""

    @property
    def latitude(self) -> float | None:
        """Decimal degrees."""

    @property
    def longitude(self) -> float | None:
        """Decimal degrees."""


def column(values: Iterable[Any], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """Return a column of this type."""
    return np.array(list(values), dtype)


def texts(values: Sequence[str]) -> npt.NDArray[Any]:
    """Return ids as an array of text."""
    return np.array(values, object) if values else np.zeros(0, object)


def pointers(lengths: Sequence[int]) -> Ints:
    """Return where each ragged row begins, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(np.array(lengths, np.int64)))).astype(np.int64)


def day(value: date | None, unknown: int) -> int:
    """Return a day as a number."""
    return unknown if value is None else value.toordinal()


def bits(patterns: Sequence[int], words: int) -> Bits:
    """Return patterns of bits as rows of 64-bit words."""
    cut = [as_words(pattern, words) for pattern in patterns]
    return np.array(cut, np.uint64).reshape(len(patterns), words)


def located(rows: Sequence[Placed]) -> tuple[Int32s, Locations]:
    """Return where each row lies, and the table of distinct places."""
    seen: dict[tuple[float | None, float | None, str], int] = {}
    at = [
        seen.setdefault((row.latitude, row.longitude, row.area_code), len(seen))
        if row.area_code or row.latitude is not None
        else -1
        for row in rows
    ]
    table = Locations(
        latitude=column([np.nan if lat is None else lat for lat, _, _ in seen], np.float64),
        longitude=column([np.nan if lon is None else lon for _, lon, _ in seen], np.float64),
        areas=column([_levels(code) for _, _, code in seen], np.int32).reshape(len(seen), 4),
    )
    return column(at, np.int32), table


def _levels(code: str) -> list[int]:
    return [int(code[:digits]) if len(code) >= digits else -1 for digits in AREA_DIGITS]
