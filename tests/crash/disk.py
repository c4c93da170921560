"""A disk that forgets: what a recorded program asked of it, and what a power cut may leave.

Plain Python. What was synced stays. What was written since the last sync of its file may be there
or not: none of it, the first part, any part in any order, or one write torn at a sector.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

SECTOR = 512
Mode = Literal["none", "first", "some", "torn", "all"]
MODES: tuple[Mode, ...] = ("none", "first", "some", "torn", "all")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was asked: "w" a write, "t" a new length, "s" a sync, "u" gone."""

    kind: str
    name: str
    offset: int
    content: bytes = b""


def acts_of(record: Path) -> Iterator[Act]:
    """Yield what was asked, in order."""
    with record.open("rb") as lines:
        while line := lines.readline():
            kind, name, offset, length = line.decode().split()
            yield Act(kind, name, int(offset), lines.read(int(length)))


@dataclass(slots=True)
class Disk:
    """Each file as its last sync left it, and what was asked of it since."""

    files: dict[str, bytearray]
    since: dict[str, list[Act]] = field(default_factory=dict)

    def ask(self, act: Act) -> None:
        """Take one act in."""
        if act.kind == "s":
            self._apply(self.files, act.name, self.since.pop(act.name, []))
        elif act.kind == "u":
            self.files.pop(act.name, None)
            self.since.pop(act.name, None)
        else:
            self.since.setdefault(act.name, []).append(act)

    def after_a_cut(self, mode: Mode, chance: random.Random) -> dict[str, bytes]:
        """Return the files that a power cut at this moment may leave."""
        left = {name: bytearray(content) for name, content in self.files.items()}
        for name, acts in self.since.items():
            self._apply(left, name, _left(acts, mode, chance))
        return {name: bytes(content) for name, content in left.items()}

    @staticmethod
    def _apply(files: dict[str, bytearray], name: str, acts: list[Act]) -> None:
        content = files.setdefault(name, bytearray())
        for act in acts:
            if act.kind == "t":
                del content[act.offset :]
                continue
            content.extend(bytes(max(0, act.offset - len(content))))
            content[act.offset : act.offset + len(act.content)] = act.content


def _left(acts: list[Act], mode: Mode, chance: random.Random) -> list[Act]:
    if mode == "none":
        return []
    if mode == "all":
        return acts
    if mode == "some":
        return [act for act in acts if chance.random() < 0.5]
    first = acts[: chance.randrange(len(acts) + 1)]
    if mode == "torn" and first and first[-1].kind == "w":
        last = first.pop()
        whole = chance.randrange(len(last.content) // SECTOR + 1) * SECTOR
        first.append(Act("w", last.name, last.offset, last.content[:whole]))
    return first
