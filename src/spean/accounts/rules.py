"""The arithmetic of the audit chain, of sign-in names and of generated passwords (plain Python)."""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from spean.core.text import digits, tidy

GENESIS = "0" * 64
# Letters and digits that nobody takes for one another on a hand-written slip: no 0 o, 1 l i.
PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# A broken chain repeats its faults; a reader needs the first of them.
MOST_FAULTS = 50


def hash_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (64 hex digits) of an entry and the hash of the one before it."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def sign_in_name(raw: str) -> str:
    """Return the one form of a sign-in name: lower case, Latin digits, no hidden signs."""
    text = digits(tidy(unicodedata.normalize("NFKC", raw)))
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip().lower()


def is_sign_in_name(name: str) -> bool:
    """Tell whether a name of 3 to 60 signs holds only a-z, 0-9, Khmer letters and . _ -"""
    return 3 <= len(name) <= 60 and all(
        sign in "abcdefghijklmnopqrstuvwxyz0123456789._-" or "\u1780" <= sign <= "\u17d3"
        for sign in name
    )


def generated_password() -> str:
    """Return four groups of four letters (79 bits of chance), easy to read out and to type."""
    groups = ("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain as somebody outside the database noted it; `source` says where."""

    seq: int
    hash: str
    at: str = ""
    site: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the chain is not what it should be."""

    seq: int
    kind: str


@dataclass(slots=True)
class Verdict:
    """What a walk along the chain found."""

    entries: int = 0
    last: Head = field(default_factory=lambda: Head(0, GENESIS))
    faults: list[Fault] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was found."""
        return not self.faults

    def blame(self, seq: int, kind: str) -> None:
        """Note a fault, up to the number that a reader needs."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(seq, kind))


def walk(
    entries: Iterable[Mapping[str, Any]],
    *,
    start: Head | None = None,
    heads: Iterable[Head] = (),
) -> Verdict:
    """Walk the chain in the order of `seq` and note every fault.

    Each entry is the content that `hash_of` takes, and its `hash`. A head noted outside finds what
    the chain alone cannot show: a cut end, or a chain written anew from the start.
    """
    verdict = Verdict(heads=list(heads), last=start or Head(0, GENESIS))
    noted: dict[int, list[Head]] = {}
    for head in verdict.heads:
        noted.setdefault(head.seq, []).append(head)
    for content in entries:
        row = dict(content)
        claimed = row.pop("hash")
        _compare(verdict, row, claimed)
        verdict.entries += 1
        verdict.last = Head(row["seq"], claimed, row["at"])
        if any(head.hash != claimed for head in noted.pop(row["seq"], ())):
            verdict.blame(row["seq"], "rewritten")
    for seq, missed in sorted(noted.items()):
        if any(head.seq > 0 or head.hash != GENESIS for head in missed):
            verdict.blame(seq, "cut-off")
    return verdict


def _compare(verdict: Verdict, row: Mapping[str, Any], claimed: str) -> None:
    seq = row["seq"]
    if seq != verdict.last.seq + 1:
        verdict.blame(verdict.last.seq + 1, "missing")
    elif row["previous"] != verdict.last.hash:
        verdict.blame(seq, "unlinked")
    if hash_of(row) != claimed:
        verdict.blame(seq, "altered")
