"""Read the sheets of a form cell by cell, as pyxform's own readers do, and keep the places.

What they leave out is left out here too (columns without a heading, all after twenty empty
columns or sixty empty rows); where they give up, the cell is read and noted as a flaw.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import xlrd
from openpyxl.reader.excel import ExcelReader
from pyxform.constants import SUPPORTED_SHEET_NAMES
from pyxform.xls2json_backends import (
    RE_WHITESPACE,
    get_excel_rows,
    is_empty,
    trim_trailing_empty,
    xls_value_to_unicode,
    xlsx_value_to_str,
)
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError

from spean.surveys.rules.xlsform.book import Book, Flaw, Row, Sheet
from spean.surveys.rules.xlsform.refusing import (
    DEEPEST,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_OTHER_ROWS,
    MOST_ROWS,
    MOST_TEXT,
    FormRefused,
)

_MOST_EMPTY_COLUMNS: Final = 20
_END: Final = re.compile(r"end[\s_\-]*(group|repeat|loop|lgroup)")
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, ParseError, xlrd.XLRDError, CompDocError,
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError,
)  # fmt: skip


class _New:
    """A workbook of today, open."""

    def __init__(self, path: Path) -> None:
        reader = ExcelReader(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        reader.read()
        self.book = reader.wb
        self.titles: list[str] = list(self.book.sheetnames)

    def first_row(self, title: str) -> Iterable[Any]:
        """Return the cells of the headings, as far as the sheet says that it goes."""
        return next(iter(self.book[title].rows), ())

    def rows(self, title: str, width: int) -> Iterable[Any]:
        """Yield the rows under the headings."""
        yield from self.book[title].iter_rows(min_row=2, max_col=width)

    def text(self, cell: Any) -> str:
        """Return a cell's value as pyxform writes it."""
        return str(xlsx_value_to_str(_stripped(cell)))


class _Old:
    """A workbook of Excel 97 to 2003, open."""

    def __init__(self, path: Path) -> None:
        self.book = xlrd.open_workbook(
            file_contents=path.read_bytes(), logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        self.titles: list[str] = list(self.book.sheet_names())

    def first_row(self, title: str) -> Iterable[Any]:
        """Return the cells of the headings."""
        sheet = self.book.sheet_by_name(title)
        return sheet.row(0) if sheet.nrows else ()

    def rows(self, title: str, width: int) -> Iterable[Any]:
        """Yield the rows under the headings."""
        sheet = self.book.sheet_by_name(title)
        return (sheet.row(number)[:width] for number in range(1, sheet.nrows))

    def text(self, cell: Any) -> str:
        """Return a cell's value as pyxform writes it."""
        return str(xls_value_to_unicode(_stripped(cell), cell.ctype, self.book.datemode))


def read_book(path: Path, kind: str) -> Book:
    """Return the sheets that pyxform would read.

    :raises FormRefused: if the workbook is damaged or too large
    """
    book = Book(sheets=[], others=[], load=partial(_load, path, kind))
    with _open(path, kind) as source:
        for title in source.titles:
            known = title.lower()
            if known not in SUPPORTED_SHEET_NAMES and len(source.titles) > 1:
                book.others.append(title)
                continue
            sheet = Sheet(title, known if known in SUPPORTED_SHEET_NAMES else "survey")
            _Taker(sheet, source.text, book.flaws).take(source)
            book.sheets.append(sheet)
    return book


def _load(path: Path, kind: str, title: str, taken_for: str) -> tuple[Sheet, list[Flaw]]:
    sheet, flaws = Sheet(title, taken_for), list[Flaw]()
    with _open(path, kind) as source:
        _Taker(sheet, source.text, flaws).take(source)
    return sheet, flaws


@contextmanager
def _open(path: Path, kind: str) -> Iterator[_New | _Old]:
    """Open a workbook; what its readers say in a dozen ways is said in one word."""
    try:
        yield (_New if kind == "xlsx" else _Old)(path)
    except _DAMAGED as problem:
        is_locked = isinstance(problem, xlrd.XLRDError) and "encrypted" in str(problem)
        raise FormRefused("encrypted" if is_locked else "damaged") from problem


def _stripped(cell: Any) -> Any:
    return cell.value.strip() if isinstance(cell.value, str) else cell.value


class _Taker:
    """Fills one sheet, within limits."""

    def __init__(self, sheet: Sheet, text_of: Callable[[Any], str], flaws: list[Flaw]) -> None:
        self.sheet, self.text_of, self.flaws = sheet, text_of, flaws
        self.most_rows = MOST_ROWS.get(sheet.kind, MOST_OTHER_ROWS)
        self.length = self.depth = self.types = 0

    def take(self, source: _New | _Old) -> None:
        """Take the headings, then the rows under them."""
        columns = self._headings(source.first_row(self.sheet.title))
        rows = self._counted(source.rows(self.sheet.title, len(columns)))
        taken = get_excel_rows(headers=columns, rows=rows, cell_func=self._cell)
        self.sheet.rows = [Row(number, cells) for number, cells in enumerate(taken, start=2)]

    def _headings(self, first: Iterable[Any]) -> list[int | None]:
        columns: list[int | None] = []
        empty = 0
        for column, cell in enumerate(first, start=1):
            if is_empty(cell.value):
                columns.append(None)
                if empty == _MOST_EMPTY_COLUMNS:
                    break
                empty += 1
                continue
            empty = 0
            columns.append(column)
            self.sheet.headings[column] = self._heading(cell, column)
        if len(self.sheet.headings) > MOST_COLUMNS:
            raise FormRefused("too-many-columns", self.sheet.title, most=MOST_COLUMNS)
        return list(trim_trailing_empty(columns, empty))

    def _heading(self, cell: Any, column: int) -> str:
        if not isinstance(cell.value, str):
            self.flaws.append(Flaw("heading-not-text", self.sheet, 1, column))
            return self._text(cell, 1, column)
        if cell.value in self.sheet.headings.values():
            self.flaws.append(Flaw("heading-twice", self.sheet, 1, column))
        text = self._measured(str(RE_WHITESPACE.sub(" ", cell.value.strip())), 1, column)
        if self.sheet.kind == "survey" and text.casefold() in {"type", "command"}:
            self.types = column
        return text

    def _counted(self, rows: Iterable[Any]) -> Iterator[Any]:
        for number, row in enumerate(rows, start=2):
            if number > self.most_rows + 1:
                raise FormRefused("too-many-rows", self.sheet.title, most=self.most_rows)
            yield row

    def _cell(self, cell: Any, row_n: int, column: int) -> str:
        text = self._text(cell, row_n + 2, column)
        if column == self.types:
            self._follow(text.casefold(), row_n + 2)
        return text

    def _follow(self, kind: str, number: int) -> None:
        """Count how deep the groups go, and stop where nobody could follow."""
        self.depth = max(0, self.depth + kind.startswith("begin") - bool(_END.match(kind)))
        if self.depth > DEEPEST:
            where = self.sheet.place(Row(number, {}), self.types)
            raise FormRefused("too-deep", self.sheet.title, where, most=DEEPEST)

    def _text(self, cell: Any, number: int, column: int) -> str:
        try:
            text = self.text_of(cell)
        except XLDateError:
            self.flaws.append(Flaw("date-unreadable", self.sheet, number, column))
            text = str(cell.value)
        return self._measured(text, number, column)

    def _measured(self, text: str, number: int, column: int) -> str:
        self.length += len(text)
        if len(text) > LONGEST_CELL:
            where = self.sheet.place(Row(number, {}), column)
            raise FormRefused("cell-too-long", self.sheet.title, where, most=LONGEST_CELL)
        if self.length > MOST_TEXT:
            raise FormRefused("too-greedy")
        return text
