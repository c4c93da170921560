"""Is the audit chain whole? Read as a stream, compared with heads noted outside the database."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import AuditEntry, AuditHead
from spean.accounts.rules import GENESIS, Head, Verdict, walk
from spean.core.errors import DomainError

COLUMNS = ("seq", "at", "actor_id", "action", "ref_kind", "ref_id", "detail", "previous")


class UnreadableHeads(DomainError):
    """A file of heads holds something else."""

    code = "unreadable-heads"
    message = _("Line %(line)s of %(name)s is not an audit head. Nothing was compared.")


def content_of(entry: AuditEntry) -> Mapping[str, Any]:
    """Return what the hash of an entry covers: every column but the hash itself."""
    return _content(*(getattr(entry, name) for name in COLUMNS))


def verify_chain(heads: Iterable[Head] = ()) -> Verdict:
    """Walk the whole chain; find edits, insertions, deletions, swaps, and what the heads show."""
    return _verified(AuditEntry.objects.all(), start=None, heads=heads)


def verify_tail(length: int = 500) -> Verdict:
    """Walk the last entries only, as every start of the site does."""
    last = AuditEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    first = max(1, last - length + 1)
    before = AuditEntry.objects.filter(seq=first - 1).values_list("hash", flat=True).first()
    start = Head(first - 1, before or GENESIS)
    return _verified(AuditEntry.objects.filter(seq__gte=first), start=start, heads=())


def current_head() -> Head:
    """Return the end of the chain as its last entry says it."""
    last = AuditEntry.objects.order_by("-seq").first()
    return Head(last.seq, last.hash, _moment(last.at)) if last else Head(0, GENESIS)


def last_moment() -> datetime | None:
    """Return when the last entry was written."""
    return AuditEntry.objects.order_by("-seq").values_list("at", flat=True).first()


def read_heads(lines: Iterable[str], *, name: str) -> list[Head]:
    """Return the heads noted in a file, one JSON object (`site`, `seq`, `hash`, `at`) a line.

    :raises UnreadableHeads: if a line is anything else
    """
    heads: list[Head] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            noted = json.loads(line)
            head = Head(
                int(noted["seq"]), str(noted["hash"]), str(noted["at"]), str(noted["site"]), name
            )
        except (ValueError, KeyError, TypeError):
            raise UnreadableHeads(line=number, name=name) from None
        if len(head.hash) != len(GENESIS) or head.seq < 0:
            raise UnreadableHeads(line=number, name=name)
        heads.append(head)
    return heads


def _verified(entries: Any, *, start: Head | None, heads: Iterable[Head]) -> Verdict:
    rows = _stream(entries)
    verdict = walk(rows, start=start, heads=heads)
    # The one row that every writer locks shows a cut end, unless it was put back as well.
    head = AuditHead.objects.first()
    stored = (head.seq, head.hash) if head else (0, GENESIS)
    if stored != (verdict.last.seq, verdict.last.hash):
        verdict.blame(verdict.last.seq + 1, "head-differs")
    return verdict


def _stream(entries: Any) -> Iterator[Mapping[str, Any]]:
    rows = entries.order_by("seq").values_list(*COLUMNS, "hash").iterator(chunk_size=2000)
    reached = 0
    while True:
        try:
            *columns, claimed = next(rows)
        except StopIteration:
            return
        except (ValueError, TypeError):
            # A column that does not even parse was written by another hand.
            yield _unreadable(reached + 1)
            return
        reached = columns[0]
        yield {**_content(*columns), "hash": claimed}


def _unreadable(seq: int) -> Mapping[str, Any]:
    return {**_content(seq, None, None, "", "", None, None, ""), "hash": ""}


def _content(*columns: Any) -> Mapping[str, Any]:
    seq, at, actor, action, kind, ref, detail, previous = columns
    return {
        "seq": seq,
        "at": _moment(at) if at else "",
        "actor": _opaque(actor),
        "action": action,
        "kind": kind,
        "ref": _opaque(ref),
        "detail": detail,
        "previous": previous,
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _opaque(value: UUID | None) -> str:
    return str(value) if value else ""
