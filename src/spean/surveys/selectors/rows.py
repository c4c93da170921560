"""Rows of a list: how many there are of each kind, which wait for a person, and what they share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from spean.surveys.choices import RowState
from spean.surveys.models import ImportBatch, ImportRow
from spean.surveys.rules import YES


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a list are in each state."""

    ready: int = 0
    question: int = 0
    skipped: int = 0
    applied: int = 0
    undone: int = 0

    @property
    def total(self) -> int:
        """All rows."""
        return self.ready + self.question + self.skipped + self.applied + self.undone


@dataclass(frozen=True, slots=True)
class Alike:
    """A repair that several rows wait for: one button answers them all."""

    key: str
    code: str
    field: str
    count: int


def tally_of(batch: ImportBatch) -> Tally:
    """Return the number of rows by state, in one query."""
    rows = ImportRow.objects.filter(batch=batch).order_by().values("state").annotate(n=Count("id"))
    return Tally(**{row["state"]: row["n"] for row in rows})


def waiting_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """Return the rows that need a person, in the order of the list."""
    return ImportRow.objects.filter(batch=batch, state=RowState.QUESTION).order_by("number")


def alike_questions(batch: ImportBatch) -> list[Alike]:
    """Return the repairs that at least two rows wait for, the most frequent first; one query."""
    found: Counter[tuple[str, str, str]] = Counter()
    for questions in waiting_rows(batch).values_list("questions", flat=True):
        for one in questions:
            if YES in one["answers"]:
                found[one["key"], one["code"], one["field"]] += 1
    return [Alike(*key, count) for key, count in found.most_common() if count > 1]


def ready_row_ids(batch_id: UUID) -> list[UUID]:
    """Return the rows that can be imported now, in the order of the list."""
    rows = ImportRow.objects.filter(batch=batch_id, state=RowState.READY).order_by("number")
    return list(rows.values_list("pk", flat=True))


def applied_row_ids(batch_id: UUID) -> list[UUID]:
    """Return the rows that made a person, the last one first."""
    rows = ImportRow.objects.filter(batch=batch_id, state=RowState.APPLIED).order_by("-number")
    return list(rows.values_list("pk", flat=True))


def sample_values(
    batch: ImportBatch, letters: Iterable[str], most: int = 3
) -> dict[str, list[str]]:
    """Return the first different texts of each column, for the page that names the columns."""
    found: dict[str, list[str]] = {letter: [] for letter in letters}
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    for raw in rows.values_list("raw", flat=True)[:50]:
        for letter, samples in found.items():
            text = str(raw.get(letter, {}).get("t", ""))[:60]
            if text and text not in samples and len(samples) < most:
                samples.append(text)
    return found
