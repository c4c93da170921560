"""A sheet as the importer sees it: texts with their kind, their font, and where they stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from spean.surveys.rules.refusals import LONGEST_CELL

# A cell as it is kept: t text, k kind (text, number, day, flag, error), f font, n notes.
Cell = dict[str, Any]
# Columns by their number from 1.
Row = dict[int, Cell]


@dataclass(slots=True)
class Sheet:
    """One sheet: rows by their number from 1, what is hidden, and merged ranges.

    `merges` are (first row, first column, last row, last column).
    """

    name: str
    rows: dict[int, Row] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def cell_of(value: Any, *, number_format: str = "", font: str = "") -> Cell | None:
    """Return a value as a cell, None for an empty one.

    A day is written year-month-day; a whole number without a point, with the zeros its format
    shows. A text longer than `LONGEST_CELL` is cut and marked "too-long".
    """
    text, kind = _text_of(value, number_format)
    if not text.strip():
        return None
    cell: Cell = {"t": text[:LONGEST_CELL]}
    if kind != "text":
        cell["k"] = kind
    if font:
        cell["f"] = font[:60]
    if len(text) > LONGEST_CELL:
        mark(cell, "too-long")
    return cell


def mark(cell: Cell, note: str) -> None:
    """Add a note to a cell, once."""
    notes = cell.setdefault("n", [])
    if note not in notes:
        notes.append(note)


def letter_of(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text_of(row: Mapping[int, Cell], column: int) -> str:
    """Return the text of a cell, empty where there is none."""
    cell = row.get(column)
    return str(cell["t"]).strip() if cell else ""


def _text_of(value: Any, number_format: str) -> tuple[str, str]:
    if value is None:
        return "", "text"
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), "flag"
    if isinstance(value, int | float):
        return _number(value, number_format), "number"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m}/{value.year:04d}", "day"
    if isinstance(value, time):
        return value.isoformat("minutes"), "text"
    text = str(value)
    return text, ("error" if text.startswith("#") and text.endswith(("!", "?", "/A")) else "text")


def _number(value: float, number_format: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    if isinstance(value, float) and abs(value) > 1e15:
        return repr(value)
    text = str(int(value))
    # A format such as 000000000 shows zeros that the number itself has lost.
    plain = number_format.replace(" ", "").replace("-", "").replace("\\", "").replace('"', "")
    if plain and set(plain) <= {"0", "#"} and plain.startswith("0"):
        text = text.zfill(plain.count("0") + plain.count("#"))
    return text
