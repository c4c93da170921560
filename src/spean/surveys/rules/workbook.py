"""Read a workbook: values by the kept readers, and what those leave out by one look at the XML."""

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
import python_calamine
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from spean.surveys.rules.cells import Sheet, cell_of, mark
from spean.surveys.rules.refusals import MOST_COLUMNS, MOST_ROWS, NotAList

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Titles and headings above the people are not counted among them.
_ROOM_FOR_HEADINGS: Final = 40
_MOST_MERGES: Final = 20_000


class _Outline:
    """Where a sheet's values end, which cells hold formulas, what is hidden or merged."""

    def __init__(self, name: str, part: str) -> None:
        self.part = part
        self.sheet = Sheet(name)
        self.last_row = self.last_column = self.filled_rows = 0
        self.formulas: set[tuple[int, int]] = set()


def read_xlsx(path: Path, wanted: str) -> tuple[Sheet, list[str]]:
    """Return the wanted sheet, or the visible one with most rows, and the names of all of them.

    :raises NotAList: if it is damaged, dangerous, empty or too large
    """
    try:
        with zipfile.ZipFile(path) as container:
            outlines = [_outline(container, name, part) for name, part in _parts(container)]
        chosen = _chosen(outlines, wanted)
        _fill(path, chosen)
    except NotAList:
        raise
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError) as cause:
        # The kept reader wraps the refusal of an entity in an error of its own.
        is_unsafe = isinstance(cause, DefusedXmlException) or isinstance(
            cause.__cause__, DefusedXmlException
        )
        raise NotAList("unsafe" if is_unsafe else "damaged") from cause
    return chosen.sheet, [outline.sheet.name for outline in outlines]


def read_xls(path: Path, wanted: str) -> tuple[Sheet, list[str]]:
    """Return the same of an old workbook; it tells no fonts and nothing hidden.

    :raises NotAList: if it is locked, damaged, empty or too large
    """
    try:
        book = python_calamine.load_workbook(path)
        rows = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except python_calamine.PasswordError as cause:
        raise NotAList("encrypted") from cause
    except (python_calamine.CalamineError, ValueError, OSError) as cause:
        raise NotAList("damaged") from cause
    if not rows:
        raise NotAList("no-rows")
    name = wanted if wanted in rows else max(rows, key=lambda one: len(rows[one]))
    sheet = Sheet(name)
    merges = book.get_sheet_by_name(name).merged_cell_ranges or []
    sheet.merges = [(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in merges]
    for number, values in enumerate(rows[name], start=1):
        _put(sheet, number, enumerate(values, start=1))
    return sheet, list(rows)


def _put(sheet: Sheet, number: int, values: Any) -> None:
    row = {column: cell for column, value in values if (cell := cell_of(value)) is not None}
    if not row:
        return
    if max(row) > MOST_COLUMNS:
        raise NotAList("too-many-columns")
    sheet.rows[number] = row
    if len(sheet.rows) > MOST_ROWS + _ROOM_FOR_HEADINGS:
        raise NotAList("too-many-rows")


def _parts(container: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Return name and part of each visible sheet."""
    links = fromstring(container.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    book = fromstring(container.read("xl/workbook.xml"), forbid_dtd=True)
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if sheet.get("state", "visible") == "visible" and "worksheets/" in part:
            yield sheet.get("name", "")[:100], part


def _outline(container: zipfile.ZipFile, name: str, part: str) -> _Outline:
    outline = _Outline(name, part)
    with container.open(part) as stream:
        _look_through(stream, outline)
    return outline


def _look_through(stream: IO[bytes], outline: _Outline) -> None:
    data = None
    number = 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        tag = element.tag.removeprefix(_MAIN)
        if event == "start":
            data = element if tag == "sheetData" else data
            if tag == "row":
                number = int(element.get("r") or number + 1)
            continue
        if tag == "row":
            _take_row(outline, element, number)
            if data is not None:
                # Otherwise a million empty rows would stay in memory.
                data.clear()
        elif tag == "col" and element.get("hidden") in {"1", "true"}:
            last = min(int(element.get("max", 0)), MOST_COLUMNS)
            outline.sheet.hidden_columns |= set(range(int(element.get("min", 0)), last + 1))
        elif tag == "mergeCell" and len(outline.sheet.merges) < _MOST_MERGES:
            left, top, right, bottom = range_boundaries(element.get("ref", ""))
            outline.sheet.merges.append((top, left, bottom, right))


def _take_row(outline: _Outline, element: Any, number: int) -> None:
    columns = []
    column = 0
    for cell in element.iter(f"{_MAIN}c"):
        column = coordinate_to_tuple(cell.get("r"))[1] if cell.get("r") else column + 1
        value, formula = cell.find(f"{_MAIN}v"), cell.find(f"{_MAIN}f")
        if formula is not None:
            outline.formulas.add((number, column))
        if (value is not None and value.text) or cell.find(f"{_MAIN}is") is not None:
            columns.append(column)
    if not columns:
        return
    if element.get("hidden") in {"1", "true"}:
        outline.sheet.hidden_rows.add(number)
    outline.filled_rows += 1
    outline.last_row = max(outline.last_row, number)
    outline.last_column = max(outline.last_column, *columns)


def _chosen(outlines: list[_Outline], wanted: str) -> _Outline:
    named = [outline for outline in outlines if outline.sheet.name == wanted]
    chosen = max(named or outlines, key=lambda one: one.filled_rows, default=None)
    if chosen is None or not chosen.filled_rows:
        raise NotAList("no-rows")
    if chosen.last_column > MOST_COLUMNS:
        raise NotAList("too-many-columns")
    if chosen.filled_rows > MOST_ROWS + _ROOM_FOR_HEADINGS:
        raise NotAList("too-many-rows")
    return chosen


def _fill(path: Path, outline: _Outline) -> None:
    # An open file, for the reader judges a path by its ending.
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if outline.sheet.name not in book.sheetnames:
            raise NotAList("damaged")
        sheet = book[outline.sheet.name]
        # What a sheet says of its own size is not to be believed.
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_row=outline.last_row, max_col=outline.last_column):
            for cell in cells:
                if cell.value is not None:
                    _take_cell(outline, cell)


def _take_cell(outline: _Outline, source: Any) -> None:
    value = source.value
    if isinstance(value, datetime.timedelta):
        value = str(value)
    is_text = isinstance(value, str) and source.font is not None
    font = (source.font.name or "") if is_text else ""
    cell = cell_of(value, number_format=source.number_format or "", font=font)
    if cell is None:
        return
    if (source.row, source.column) in outline.formulas:
        mark(cell, "formula")
    outline.sheet.rows.setdefault(source.row, {})[source.column] = cell
