"""What doors hand to this room, and what they are told: values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

Outcome = Literal["new", "known", "differs", "aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file that came with an answer."""

    name: str
    content: bytes
    content_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One filled form as a door received it, by whichever way it came.

    `actor` is its author: whoever was signed in when it was finalised. `centre_id` None lets the
    author's postings decide. Several arrivals may be parts of one answer.
    """

    actor: Any
    xml: bytes
    centre_id: UUID | None = None
    parts: tuple[Part, ...] = ()
    device: Any = None
    device_seq: int | None = None
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that is kept and is to take effect, opened (`rules.instance.Answers`).

    `taken_up_by` is the supervisor who takes it over from an author who left.
    """

    submission: Any
    answers: Any
    taken_up_by: Any = None

    @property
    def author(self) -> Any:
        """Return in whose name it is applied."""
        return self.taken_up_by or self.submission.author

    @property
    def effect(self) -> str:
        """Return what its questionnaire does, a code of `choices.Effect`."""
        return str(self.submission.version.questionnaire.effect)


@dataclass(slots=True, kw_only=True)
class Filed:
    """What became of an arrival.

    "new": kept, its effects are still to be applied. "known": it was here already, whole and the
    same. "differs": another content under the same id; the copy is set aside. "aside": kept, but a
    supervisor must look. `missing` are the files that the answer names and that are not here yet;
    `given` is what is to take effect, for a new one whose questionnaire does something.
    """

    outcome: Outcome
    instance_id: str
    submission: Any = None
    reason: str = ""
    missing: list[str] = field(default_factory=list)
    given: Given | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRecord:
    """One record of a device, as it was sealed when it was finished (docs/field-protocol.md).

    `captured_at` is the text that was signed; `parts` is {name of a file: SHA-256 of its bytes}.
    """

    seq: int
    id: str
    author: str
    captured_at: str
    passing_key: Mapping[str, str]
    nonce: bytes
    sealed: bytes
    signature: bytes
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a device is told about one record; `hash` is that of the sealed bytes it sent."""

    seq: int
    id: str
    state: Literal["kept", "quarantined", "refused"]
    hash: str
    server_seq: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """The whole answer to a device: its receipts, and what the server still misses of it."""

    told: list[Told]
    missing_numbers: list[int]
    missing_parts: list[str]
    is_revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedFile:
    """A file as it stands now, for a correction that was made on the way.

    `fields` are texts, "" where nothing is known; `joined_into` is the file it was merged into.
    """

    id: UUID
    revision: int
    fields: Mapping[str, str]
    joined_into: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that two people changed. `theirs` is the text that does not stand."""

    field: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What becomes of a correction: what is written, what a person must choose, or why not at all.

    `refusal` is a code of `rules.sync`: "no-longer-theirs", or "".
    """

    changes: Mapping[str, str]
    clashes: tuple[Clash, ...] = ()
    refusal: str = ""
