"""Lots drawn by a published seed: the same for everybody who knows the seed.

A lot is a mixture of the seed, a person's key and a post's key, so that nobody draws the same
place everywhere, and the order in which rows were given cannot matter when keys come from ids.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.compiled import loop
from jobmatch.engine.jit import inner

Keys = NDArray[np.uint64]


def seed_of(text: str) -> int:
    """Return the number that stands for a published seed."""
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")


def keys_of(ids: Iterable[object]) -> Keys:
    """Return a key for each id, the same wherever the id stands; whole numbers are their own.

    :raises BadValue: if an id is there twice, naming its row
    """
    given = np.asarray(ids if isinstance(ids, np.ndarray) else list(ids))
    if given.dtype.kind in "iu":
        keys = np.ascontiguousarray(given).astype(np.uint64)
    else:
        keys = np.fromiter((seed_of(str(id)) for id in given), np.uint64, len(given))
    _, first = np.unique(keys, return_index=True)
    if len(first) < len(keys):
        again = np.ones(len(keys), np.bool_)
        again[first] = False
        row = int(np.argmax(again))
        raise BadValue(f"row {row}", "id", f"is there twice: {str(given[row])!r}")
    return keys


def keys_or_rows(keys: Keys | None, count: int, kind: str) -> Keys:
    """Return the keys given, or the numbers of the rows.

    :raises BadValue: if there is not one key a row
    """
    if keys is None:
        return np.arange(count, dtype=np.uint64)
    if len(keys) != count:
        raise BadValue(kind, "keys", f"must be {count} in number, not {len(keys)}")
    return np.ascontiguousarray(keys, dtype=np.uint64)


def pair_lots(seed: int, one: Any, other: Any) -> NDArray[np.float64]:
    """Return a number from 0 to below 1 for each pair of rows, drawn by the seed."""
    left, right = np.ascontiguousarray(one, np.uint64), np.ascontiguousarray(other, np.uint64)
    return np.asarray((_lots(np.uint64(seed), left, right) >> np.uint64(11)) * 2.0**-53)


@loop
def _lots(seed: np.uint64, one: Keys, other: Keys) -> Keys:
    drawn = np.empty(len(one), np.uint64)
    for row in range(len(one)):
        drawn[row] = lot(seed, one[row], other[row])
    return drawn


def turns(seed: str, keys: Keys) -> Keys:
    """Return the lot of each key; who draws the smaller one comes first."""
    return _turns(np.uint64(seed_of(seed)), keys)


@loop
def _turns(seed: np.uint64, keys: Keys) -> Keys:
    drawn = np.empty(len(keys), np.uint64)
    for row in range(len(keys)):
        drawn[row] = lot(seed, keys[row], np.uint64(1))
    return drawn


@inner
def mixed(value: np.uint64) -> np.uint64:
    """Mix the bits of a number (the finaliser of SplitMix64)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@inner
def lot(seed: np.uint64, one: np.uint64, other: np.uint64) -> np.uint64:
    """Draw the lot of two keys; the smaller lot comes first."""
    step = np.uint64(0x9E3779B97F4A7C15)
    return mixed(mixed(mixed(seed + step) ^ (one + step)) + (other + np.uint64(1)) * step)
