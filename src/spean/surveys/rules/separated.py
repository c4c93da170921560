"""Read a text file of cells: its encoding, its separator, its rows."""

import csv
import io
from pathlib import Path
from typing import Final

from spean.surveys.rules.cells import Sheet, cell_of
from spean.surveys.rules.refusals import MOST_COLUMNS, MOST_ROWS, NotAList

_SEPARATORS: Final = ("\t", ";", ",", "|")
_ROOM_FOR_HEADINGS: Final = 40
_LARGEST_FIELD: Final = 1_000_000


def read_csv(path: Path) -> Sheet:
    """Return the rows of a text file.

    :raises NotAList: if it is no text, or has too many rows or columns
    """
    text = _decoded(path.read_bytes())
    csv.field_size_limit(_LARGEST_FIELD)
    sheet = Sheet("")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        for number, values in enumerate(rows, start=1):
            row = {
                column: cell
                for column, value in enumerate(values, start=1)
                if (cell := cell_of(value)) is not None
            }
            if row and max(row) > MOST_COLUMNS:
                raise NotAList("too-many-columns")
            if row:
                sheet.rows[number] = row
            if len(sheet.rows) > MOST_ROWS + _ROOM_FOR_HEADINGS:
                raise NotAList("too-many-rows")
    except csv.Error as cause:
        raise NotAList("damaged") from cause
    return sheet


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(content, "utf-16")
    half = content[:4000]
    if half.count(0) > len(half) // 4:
        # UTF-16 without its mark: every second byte of plain digits and commas is empty.
        order = "utf-16-be" if half[:2].startswith(b"\x00") else "utf-16-le"
        return _as(content, order)
    if b"\x00" in content:
        raise NotAList("wrong-kind")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError as cause:
        raise NotAList("wrong-kind") from cause


def _separator(text: str) -> str:
    """Return the sign that cuts most of the first lines into the same number of pieces."""
    lines = [line for line in text[:50_000].splitlines()[:30] if line.strip()]

    def rank(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual else 0), usual

    return max(_SEPARATORS, key=rank)
