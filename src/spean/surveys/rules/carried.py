"""The file in which a telephone hands over what it could not send (docs/field-protocol.md).

Plain Python. One JSON value a line: a head, then a record a line, each with the sealed files that
it names. What is in the records is sealed; nothing here opens it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from spean.core.crypto import bytes64

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LARGEST_NUMBER: Final = 2_000_000_000


class NotAnOutbox(ValueError):
    """The first line is not that of such a file."""


class NotARecord(ValueError):
    """A line is cut, or holds something else than a record."""


@dataclass(frozen=True, slots=True)
class Head:
    """Whose file it is; `highest` is the last number that the device has given."""

    device: UUID
    highest: int


@dataclass(frozen=True, slots=True)
class Line:
    """A record, and its sealed files by the SHA-256 of their plain bytes, still as text.

    `values` are those of `contracts.SealedRecord`.
    """

    values: Mapping[str, Any]
    files: Mapping[str, str] = field(default_factory=dict)


def read_head(line: bytes) -> Head:
    """Return what the first line says.

    :raises NotAnOutbox: if it is no file of an outbox
    """
    try:
        said = json.loads(line)
        if said["spean"] != "outbox" or said["v"] != 1:
            raise NotAnOutbox
        return Head(device=UUID(said["device"]), highest=_number(said["highest"], least=0))
    except (ValueError, KeyError, TypeError, AttributeError) as cause:
        raise NotAnOutbox from cause


def read_lines(lines: Iterable[bytes]) -> Iterator[Line | None]:
    """Yield each record; None for a line that cannot be read, as the last one of a cut file."""
    for line in lines:
        if line.strip():
            try:
                yield read_line(line)
            except NotARecord:
                yield None


def read_line(line: bytes) -> Line:
    """Return the record of a line.

    :raises NotARecord: if it is none
    """
    try:
        said = json.loads(line)
        envelope = said["envelope"]
        values = {
            "seq": _number(said["seq"], least=1),
            "id": _text(said["id"], most=255),
            "author": str(UUID(said["author"])),
            "captured_at": _text(said["captured_at"], most=40),
            "passing_key": dict(envelope["epk"]),
            "nonce": bytes64(envelope["iv"]),
            "sealed": bytes64(envelope["ct"]),
            "signature": bytes64(said["signature"]),
            "parts": {_text(one["name"], most=255): _hash(one["sha256"]) for one in said["parts"]},
        }
        files = {_hash(name): str(text) for name, text in said.get("part_bytes", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError) as cause:
        raise NotARecord from cause
    return Line(values, files)


def receipts_text(device: UUID, told: Iterable[Mapping[str, Any]]) -> str:
    """Return the file of receipts that goes back to the telephone."""
    head = {"spean": "receipts", "v": 1, "device": str(device)}
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in (head, *told))


def _number(value: Any, *, least: int) -> int:
    if type(value) is not int or not least <= value <= _LARGEST_NUMBER:
        raise ValueError(value)
    return value


def _text(value: Any, *, most: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise ValueError(value)
    return value


def _hash(value: Any) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise ValueError(value)
    return value
