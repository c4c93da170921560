"""What the merge of offline work takes and gives: values only, no clock, no chance, no database.

An *operation* is one thing that somebody meant to do: make a record, or change some fields of one.
Its id, author and moment are fixed on the device when it is finalised. The device numbers its
operations 1, 2, 3 … without a gap, so that one that never arrived can be named.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

Json: TypeAlias = Any
Kind: TypeAlias = Literal["make", "change"]
Outcome: TypeAlias = Literal["applied", "conflict", "aside", "refused"]

# A device that lost more than this could make nothing of being told all of it at once.
MOST_NAMED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Operation:
    """One intent. `base` is the version of the subject that the author had before her eyes.

    Where a change of her own to the same field still waits to be sent, she had that one before her:
    then it is the base of that one.
    """

    id: str
    device: str
    seq: int
    author: str
    captured_at: str
    kind: Kind
    subject: str
    base: int = 0
    changes: Mapping[str, Json] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of everything the operation says, number and device left out.

        A record carried in from a file, or by another telephone, is still the same record.
        """
        said = [self.id, self.author, self.captured_at, self.kind, self.subject, self.base]
        text = json.dumps([*said, self.changes], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Field:
    """A value as it stands, the version of its subject that brought it, and who wrote it where."""

    value: Json
    version: int
    operation: str = ""
    device: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that is worked on. `users` are those who may change it; an empty set is nobody.

    `joined_into` names the record that it was merged into; `is_erased` leaves nothing but its id.
    """

    fields: Mapping[str, Field]
    version: int
    users: frozenset[str]
    joined_into: str = ""
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class DeviceState:
    """What is known of a device: whose it is, and which of its numbers have arrived.

    All numbers up to `complete_to` arrived, and those in `beyond`.
    """

    user: str
    is_revoked: bool = False
    complete_to: int = 0
    beyond: frozenset[int] = frozenset()

    def with_number(self, seq: int) -> "DeviceState":
        """Return the device after this number arrived."""
        complete, beyond = self.complete_to, set(self.beyond)
        if seq > complete:
            beyond.add(seq)
        while complete + 1 in beyond:
            complete += 1
            beyond.remove(complete)
        return DeviceState(self.user, self.is_revoked, complete, frozenset(beyond))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people changed the same field from the same version. Both values are kept.

    `operation` is the one whose value does not stand; `against` is the operation that does.
    """

    subject: str
    field: str
    operation: str
    against: str
    theirs: Json
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an operation; told again, word for word, whenever it is sent again."""

    digest: str
    outcome: Outcome
    reason: str
    server_seq: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the device is told about one operation it sent."""

    id: str
    device: str
    seq: int
    digest: str
    outcome: Outcome
    reason: str
    server_seq: int


@dataclass(frozen=True, slots=True)
class SyncState:
    """Everything the merge knows. `kept` holds each operation by id, copies that differ by
    `id#digest`."""

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    devices: Mapping[str, DeviceState] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    numbers: Mapping[tuple[str, int], str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    server_seq: int = 0


def missing_numbers(device: DeviceState, *, highest: int = 0) -> list[int]:
    """Return the numbers of a device that never arrived, below the highest that is known of.

    `highest` is what the device itself says it has reached.
    """
    top = max([highest + 1 if highest else 0, device.complete_to, *device.beyond])
    wanted: Iterable[int] = range(device.complete_to + 1, top)
    missing = [number for number in wanted if number not in device.beyond]
    return missing[:MOST_NAMED]
