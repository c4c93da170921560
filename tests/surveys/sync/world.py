"""Telephones, a server and a network that does its worst: the world in which the merge is tried.

Nothing here decides anything: telephones keep what they were told, the network loses, doubles and
turns round, and `Truth` remembers every intent and what its author had before her eyes.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from spean.surveys.rules.sync import (
    DeviceState,
    Operation,
    Receipt,
    SyncState,
    hand_on,
    merge,
)

Merge = Callable[[SyncState, Sequence[Operation]], tuple[SyncState, list[Receipt]]]
FIELDS = ("phone", "village", "needs")


@dataclass
class Telephone:
    """A user's telephone: what it last fetched, what it has not yet a receipt for, its number."""

    name: str
    user: str
    # {record: {field: (value, operation that wrote it)}} and the version of each record.
    seen: dict[str, dict[str, tuple[object, str]]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    outbox: list[Operation] = field(default_factory=list)
    number: int = 0

    def write(self, kind: str, record: str, changes: dict[str, object], moment: str) -> Operation:
        self.number += 1
        # A change of her own that still waits stands before her in place of what came since.
        waiting = [
            one.base
            for one in self.outbox
            if one.subject == record and set(one.changes) & set(changes)
        ]
        made = Operation(
            id=f"{self.name}-{self.number}",
            device=self.name,
            seq=self.number,
            author=self.user,
            captured_at=moment,
            kind=kind,  # type: ignore[arg-type]
            subject=record,
            base=min([self.versions.get(record, 0), *waiting]),
            changes=changes,
        )
        self.outbox.append(made)
        mine = self.seen.setdefault(record, {})
        for name, value in changes.items():
            mine[name] = (value, made.id)
        return made

    def fetch(self, state: SyncState) -> None:
        """Take over everything this user may see; what waits to be sent stays on top of it."""
        self.seen, self.versions = {}, {}
        for record, subject in state.subjects.items():
            if self.user in subject.users and not subject.joined_into and not subject.is_erased:
                self.versions[record] = subject.version
                self.seen[record] = {
                    name: (one.value, one.operation) for name, one in subject.fields.items()
                }
        for waiting in self.outbox:
            mine = self.seen.setdefault(waiting.subject, {})
            for name, value in waiting.changes.items():
                mine[name] = (value, waiting.id)

    def told(self, receipts: Sequence[Receipt]) -> None:
        done = {one.id for one in receipts}
        self.outbox = [one for one in self.outbox if one.id not in done]


@dataclass
class Truth:
    """Every intent there ever was, what its author saw, and every receipt that went out."""

    intents: dict[str, Operation] = field(default_factory=dict)
    saw: dict[str, dict[str, str]] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    # {record: those it was ever merged into}
    joined: dict[str, set[str]] = field(default_factory=dict)

    def places_of(self, record: str) -> set[str]:
        """Return the record and all into which its work may have gone."""
        found, new = {record}, {record}
        while new:
            new = {one for place in new for one in self.joined.get(place, ())} - found
            found |= new
        return found

    def meant(self, operation: Operation, before: dict[str, tuple[object, str]]) -> None:
        self.intents[operation.id] = operation
        self.saw[operation.id] = {name: one[1] for name, one in before.items()}

    def was_seen(self, was: str, now: str, name: str) -> bool:
        """Tell whether the author of `now` had what `was` wrote before her, or wrote it herself.

        What she saw may be an earlier change of her own, made while she saw the other.
        """
        device, seen = self.intents[now].device, now
        while seen and self.intents[seen].device == device:
            if self.intents[was].device == device:
                return True
            seen = self.saw[seen].get(name, "")
        return seen == was


class Server:
    """The merge, with commits that may fail after the work and before the answer."""

    def __init__(self, merging: Merge = merge, *, answers_early: bool = False) -> None:
        self.state = SyncState()
        self.merging = merging
        self.answers_early = answers_early
        # (record, field, operation that was overwritten, operation that overwrote it)
        self.overwritten: list[tuple[str, str, str, str]] = []

    def take(self, batch: Sequence[Operation], *, power_fails: bool = False) -> list[Receipt]:
        after, receipts = self.merging(self.state, batch)
        if power_fails:
            # What was not committed is gone. An honest server has not answered yet.
            return receipts if self.answers_early else []
        self._compare(after)
        self.state = after
        return receipts

    def _compare(self, after: SyncState) -> None:
        for record, subject in after.subjects.items():
            before = self.state.subjects.get(record)
            for name, one in subject.fields.items() if before is not None else ():
                was = before.fields.get(name)  # type: ignore[union-attr]
                if was is not None and was.operation != one.operation and was.value != one.value:
                    self.overwritten.append((record, name, was.operation, one.operation))


def last_write_wins(
    state: SyncState, batch: Sequence[Operation]
) -> tuple[SyncState, list[Receipt]]:
    """Merge as too many systems do: whoever comes last is right. A build that must be caught."""
    newest = {record: subject.version for record, subject in state.subjects.items()}
    blind = [replace(one, base=max(one.base, newest.get(one.subject, 0) + 99)) for one in batch]
    after, receipts = merge(state, blind)
    return after, [
        replace(one, digest=own.digest) for one, own in zip(receipts, batch, strict=True)
    ]


def known_device(state: SyncState, telephone: Telephone) -> SyncState:
    devices = {**state.devices, telephone.name: DeviceState(telephone.user)}
    return replace(state, devices=devices)


def everybody(state: SyncState, record: str, users: Sequence[str]) -> SyncState:
    return hand_on(state, record, users)


def shuffled(batch: Sequence[Operation], seed: int) -> list[Operation]:
    turned = list(batch)
    random.Random(seed).shuffle(turned)
    return turned
