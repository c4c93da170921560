"""Read openings and profiles from JSON: every field checked, every fault named by its row."""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from jobmatch.checks import BadValue
from jobmatch.model import Opening, Profile

Record = TypeVar("Record")


class BadFile(ValueError):
    """A file that cannot be read as what it should be."""


def read_opening(path: Path) -> Opening:
    """Read one opening from a JSON object.

    :raises BadFile: if the file cannot be read
    :raises BadValue: if a field cannot be meant
    """
    row = _json(path)
    return record(Opening, row, path.name)


def read_profiles(path: Path) -> list[Profile]:
    """Read profiles from a JSON list of objects.

    :raises BadFile: if the file cannot be read
    :raises BadValue: if a field cannot be meant, with the number of the row
    """
    rows = _json(path)
    if not isinstance(rows, list):
        raise BadFile(f"{path.name} must hold a list of profiles.")
    return [record(Profile, row, f"{path.name}, row {n}") for n, row in enumerate(rows, start=1)]


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise BadFile(f"{path} cannot be read: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as fault:
        raise BadFile(f"{path.name} is not JSON in UTF-8: {fault}.") from fault


def record(kind: type[Record], row: object, where: str) -> Record:
    """Build a value from a row.

    :raises BadValue: if a field is unknown, missing or of the wrong kind
    """
    if not isinstance(row, Mapping):
        raise BadValue(where, kind.__name__.lower(), "must be an object with named fields")
    shape: Any = kind
    hints = _hints(shape)
    for name in row:
        if name not in hints:
            raise BadValue(where, str(name), "is not a field")
    for name in _required(shape):
        if name not in row:
            raise BadValue(where, name, "is missing")
    values = {name: _value(hints[name], value, where, name) for name, value in row.items()}
    try:
        return kind(**values)
    except BadValue as fault:
        raise BadValue(where, fault.field, fault.problem) from fault


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.default is MISSING)


def _value(hint: Any, value: object, where: str, name: str) -> object:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        hint = get_args(hint)[0]
        origin = get_origin(hint)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise BadValue(where, name, "must be a list")
        items = [_value(get_args(hint)[0], item, where, name) for item in value]
        return origin(items)
    if is_dataclass(hint):
        return record(_kind(hint), value, where)
    return _plain(hint, value, where, name)


def _kind(hint: Any) -> type[object]:
    return hint if isinstance(hint, type) else type(hint)


def _plain(hint: Any, value: object, where: str, name: str) -> object:
    if hint is bool and isinstance(value, bool):
        return value
    if isinstance(value, NUMBERS.get(hint, ())) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(hint, value, where, name)
    raise BadValue(where, name, f"must be {WORDS.get(hint, 'one of the known words')}")


NUMBERS: Mapping[Any, tuple[type, ...]] = {int: (int,), float: (int, float)}
WORDS: Mapping[Any, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    date: "a day written as 2026-11-22",
}


def _text(hint: Any, value: str, where: str, name: str) -> object:
    if hint is str:
        return value
    if hint is date:
        try:
            return date.fromisoformat(value)
        except ValueError as fault:
            raise BadValue(where, name, f"must be {WORDS[date]}, not {value!r}") from fault
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value in list(hint):
            return hint(value)
        raise BadValue(where, name, f"must be one of {', '.join(hint)}, not {value!r}")
    raise BadValue(where, name, f"must be {WORDS[hint]}, not {value!r}")
