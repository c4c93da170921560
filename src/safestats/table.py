"""Tables of counts with their margins, before and after protection."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BadTable(ValueError):
    """A table that cannot be meant: what is wrong, and where."""


class State(StrEnum):
    """Whether a cell may be read. Why it was suppressed is never told: that would help a guess."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One published cell: a number of people, or nothing."""

    value: int | None
    state: State


HIDDEN = Cell(None, State.SUPPRESSED)


@dataclass(frozen=True, slots=True)
class Counts:
    """A list of counts of people under labels; their sum is published beside them.

    :raises BadTable: if labels and values do not belong together or a count is no count
    """

    labels: tuple[str, ...]
    values: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_labels("label", self.labels)
        _check_row("the list", self.values, len(self.labels))

    @property
    def total(self) -> int:
        """Return the sum of the counts."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of people by `rows` and `columns`; row sums, column sums and total belong to it.

    :raises BadTable: if the table is not a full rectangle of counts with labels of its own
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        _check_labels("row", self.rows)
        _check_labels("column", self.columns)
        if len(self.counts) != len(self.rows):
            raise BadTable(f"There are {len(self.rows)} row labels for {len(self.counts)} rows.")
        for label, row in zip(self.rows, self.counts, strict=True):
            _check_row(f"row {label!r}", row, len(self.columns))

    @property
    def row_totals(self) -> tuple[int, ...]:
        """Return the sum of each row."""
        return tuple(map(sum, self.counts))

    @property
    def column_totals(self) -> tuple[int, ...]:
        """Return the sum of each column."""
        return tuple(map(sum, zip(*self.counts, strict=True)))

    @property
    def total(self) -> int:
        """Return the sum of everything."""
        return sum(self.row_totals)


@dataclass(frozen=True, slots=True)
class ProtectedCounts:
    """A list that may be published: cells beside their labels, and the total."""

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: Cell

    def __iter__(self) -> Iterator[Cell]:
        yield from self.cells
        yield self.total


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be published: cells by row, and the margins that are safe."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell

    def __iter__(self) -> Iterator[Cell]:
        for row in self.cells:
            yield from row
        yield from self.row_totals
        yield from self.column_totals
        yield self.total


def _check_labels(kind: str, labels: Sequence[str]) -> None:
    if not labels:
        raise BadTable(f"There is no {kind}.")
    seen: set[str] = set()
    for label in labels:
        if not label or label in seen:
            raise BadTable(f"The {kind} {label!r} is {'there twice' if label else 'empty'}.")
        seen.add(label)


def _check_row(where: str, values: Sequence[int], width: int) -> None:
    if len(values) != width:
        raise BadTable(f"In {where} there are {len(values)} counts for {width} labels.")
    for value in values:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise BadTable(f"In {where}, {value!r} is not a count of zero or more.")
