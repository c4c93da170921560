"""Read the national gazetteer as NCDD publishes it: one sheet a province, four levels mixed.

Runs in the sandbox: plain Python, a path in, JSON values out. Codes in the sheets are numbers
that lost their leading zeros; the Khmer word for the kind says how long a code must be.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from spean.core.text import digits, tidy

# Khmer word of the list -> (digits of the code, English word).
KINDS: Final = {
    "ខេត្ត": (2, "province"),
    "រាជធានី": (2, "capital"),
    "ស្រុក": (4, "srok"),
    "ក្រុង": (4, "krong"),
    "ខណ្ឌ": (4, "khan"),
    "ឃុំ": (6, "khum"),
    "សង្កាត់": (6, "sangkat"),
    "ភូមិ": (8, "phum"),
}
MOST_ROWS: Final = 100_000
LONGEST_NAME: Final = 200
_COLUMNS: Final = {"type": "kind", "code": "code", "name (khmer)": "km", "name (latin)": "en"}
_TITLE = re.compile(r"\s*(\d{1,2})\s*[.\-]\s*(\S.*)")
_HEADING_WITHIN: Final = 20


class NotAGazetteer(Exception):
    """The file is not what this reader reads; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _BadRow(Exception):
    """A row that cannot be meant: a word for why, and its number."""


def read_ncdd(path: Path) -> dict[str, Any]:
    """Return `{"places": [[code, kind, km, en], …], "problem": {…} or null}`.

    `problem` holds `code`, `sheet` and `row` of the first row that cannot be meant.

    :raises NotAGazetteer: if it is no .xlsx workbook or no sheet looks like the gazetteer's
    """
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04" or not zipfile.is_zipfile(path):
            raise NotAGazetteer("not-xlsx")
    places: dict[str, list[str]] = {}
    for title, rows in _sheets(path):
        try:
            for row, place in _places_of(title, rows):
                if place[0] in places:
                    raise _BadRow("code-twice", row)
                places[place[0]] = place
        except _BadRow as problem:
            code, row = problem.args
            return _problem(code, row, title)
        if len(places) > MOST_ROWS:
            raise NotAGazetteer("too-many-rows")
    if not places:
        raise NotAGazetteer("not-a-gazetteer")
    return _with_orphans({"places": list(places.values()), "problem": None})


def _problem(code: str, row: int, sheet: str) -> dict[str, Any]:
    return {"places": [], "problem": {"code": code, "sheet": sheet[:60], "row": row}}


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    # Imported here: the reader costs memory, and the file may not even be a zip.
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, sheet.iter_rows(values_only=True)


def _places_of(title: str, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[int, list[str]]]:
    named = _TITLE.fullmatch(tidy(title))
    where = _heading(rows)
    if named is None or where is None:
        return
    start, columns = where
    province = named[1].zfill(2)
    yield start, [province, "province", "", named[2]]
    for number, row in enumerate(rows, start=start + 1):
        cells = {name: _text(row, at) for name, at in columns.items()}
        if not any(cells.values()):
            continue
        yield number, _place(cells, province, number)


def _heading(rows: Iterator[tuple[Any, ...]]) -> tuple[int, dict[str, int]] | None:
    for number, row in zip(range(1, _HEADING_WITHIN + 1), rows, strict=False):
        words = [tidy(str(cell)).casefold() if cell is not None else "" for cell in row]
        columns = {_COLUMNS[word]: at for at, word in enumerate(words) if word in _COLUMNS}
        if len(columns) == len(_COLUMNS):
            return number, columns
    return None


def _text(row: tuple[Any, ...], at: int) -> str:
    value = row[at] if at < len(row) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else tidy(str(value))


def _place(cells: dict[str, str], province: str, row: int) -> list[str]:
    known = KINDS.get(cells["kind"])
    if known is None:
        raise _BadRow("unknown-kind", row)
    length, kind = known
    code = digits(cells["code"])
    if not (code.isascii() and code.isdigit() and length - 1 <= len(code) <= length):
        raise _BadRow("bad-code", row)
    code = code.zfill(length)
    if not code.startswith(province):
        raise _BadRow("code-outside-province", row)
    if not cells["km"] or max(len(cells["km"]), len(cells["en"])) > LONGEST_NAME:
        raise _BadRow("bad-name", row)
    return [code, kind, cells["km"], cells["en"]]


def _with_orphans(found: dict[str, Any]) -> dict[str, Any]:
    codes = {place[0] for place in found["places"]}
    for place in found["places"]:
        if len(place[0]) > 2 and place[0][:-2] not in codes:
            return _problem("no-place-above", 0, place[0])
    return found
