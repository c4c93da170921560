"""Read counts from CSV and write what may be published."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from safestats.table import BadTable, Cell, Counts, ProtectedCounts, ProtectedTable, Table

TOTAL = "total"
SUPPRESSED = "hidden"


def read(path: Path) -> Table | Counts:
    """Read a table, or a list if the file has one column of counts.

    The first line holds the labels of the columns, the first column the labels of the rows; sums
    are worked out and must not be in the file.

    :raises BadTable: if the file cannot be read, with the line
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise BadTable(f"{path} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise BadTable(f"{path.name} is not text in UTF-8.") from fault
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), strict=True) if line]
    except csv.Error as fault:
        raise BadTable(f"{path.name} is not CSV: {fault}.") from fault
    if len(lines) < 2:
        raise BadTable(f"{path.name} holds no counts.")
    columns = tuple(label.strip() for label in lines[0][1:])
    rows = tuple(line[0].strip() for line in lines[1:])
    counts = tuple(_row(line, number) for number, line in enumerate(lines[1:], start=2))
    if len(columns) == 1 and all(len(row) == 1 for row in counts):
        return Counts(rows, tuple(row[0] for row in counts))
    return Table(rows, columns, counts)


def lines_of(protected: ProtectedTable | ProtectedCounts) -> str:
    """Return the protected table as CSV, sums included, with `hidden` in suppressed cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if isinstance(protected, ProtectedCounts):
        writer.writerow(["", "count"])
        cells = [*zip(protected.labels, protected.cells, strict=True), (TOTAL, protected.total)]
        writer.writerows([label, *_said([cell])] for label, cell in cells)
        return out.getvalue()
    writer.writerow(["", *protected.columns, TOTAL])
    for label, row, total in zip(
        protected.rows, protected.cells, protected.row_totals, strict=True
    ):
        writer.writerow([label, *_said([*row, total])])
    writer.writerow([TOTAL, *_said([*protected.column_totals, protected.total])])
    return out.getvalue()


def _row(line: Sequence[str], number: int) -> tuple[int, ...]:
    try:
        return tuple(int(text) for text in line[1:])
    except ValueError as fault:
        raise BadTable(f"In line {number} there is something that is not a count.") from fault


def _said(cells: Iterable[Cell]) -> list[str]:
    return [SUPPRESSED if cell.value is None else str(cell.value) for cell in cells]
