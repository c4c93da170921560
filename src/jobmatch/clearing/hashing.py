"""One digest for one meaning: arrays and plain values, however they lie in memory."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import blake2b
from typing import Any

import numpy as np

SIZE = 32


def digest(value: Any) -> str:
    """Return the hexadecimal digest of a value: numbers, texts, arrays, and values made of them.

    Arrays count by type, shape and little-endian content; fields and keys by their names, so a
    field that is added or renamed changes the digest.

    :raises TypeError: for a value that has no one written form
    """
    mixed = blake2b(digest_size=SIZE)
    _feed(mixed, value)
    return mixed.hexdigest()


def _feed(mixed: "blake2b", value: Any) -> None:
    if isinstance(value, np.ndarray):
        _feed_array(mixed, value)
    elif is_dataclass(value) and not isinstance(value, type):
        _feed(mixed, {field.name: getattr(value, field.name) for field in fields(value)})
    elif isinstance(value, Mapping):
        mixed.update(b"{%d" % len(value))
        for name in sorted(value, key=str):
            _feed(mixed, str(name))
            _feed(mixed, value[name])
    elif isinstance(value, list | tuple):
        mixed.update(b"[%d" % len(value))
        for item in value:
            _feed(mixed, item)
    else:
        _feed_plain(mixed, value)


def _feed_plain(mixed: "blake2b", value: Any) -> None:
    if isinstance(value, Enum):
        value = value.value
    elif isinstance(value, np.generic):
        value = value.item()
    written = json.dumps(value, ensure_ascii=True, allow_nan=True).encode("ascii")
    mixed.update(b"=%d:" % len(written) + written)


def _feed_array(mixed: "blake2b", array: np.ndarray[Any, Any]) -> None:
    if array.dtype.kind in "OUS":
        # Texts count by what they say, not by the width of their column.
        _feed_plain(mixed, [str(item) for item in array.ravel()])
        return
    plain = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    mixed.update(f"#{plain.dtype.str}{plain.shape}".encode("ascii"))
    mixed.update(plain.data if plain.size else b"")
