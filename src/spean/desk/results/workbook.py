"""An indicator as an Excel sheet: the numbers of the page, and nothing the page hides."""

import io
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from spean.accounts.rules import Head
from spean.core.text import inert
from spean.desk.results.tables import (
    Number,
    Table,
    crossed_tables,
    listed_tables,
    quarter_table,
)
from spean.results.indicators import Reading

HIDDEN = "•"
BOLD = Font(bold=True)
WIDE, NARROW = 46, 18


def workbook_of(reading: Reading, period: str, about: list[tuple[str, str]], head: Head) -> bytes:
    """Return the sheet of a period.

    :param about: (what, which) lines for the top: figure, period, whom it counts
    :param head: the end of the audit trail when the sheet was made
    """
    book = Workbook()
    sheet = book.active
    sheet.title = reading.indicator.code[:31]
    line = _top(sheet, reading, about)
    tables = [quarter_table(reading)] if period == "all" else []
    tables += [*listed_tables(reading, period), *crossed_tables(reading, period)]
    for table in tables:
        line = _table(sheet, line + 1, table)
    write_text(sheet, line + 1, 1, _("%(sign)s is hidden, so that nobody can be recognised.")
          % {"sign": HIDDEN})  # fmt: skip
    write_text(sheet, line + 2, 1, _("The trail of acts ended at %(number)s %(hash)s.")
          % {"number": head.seq, "hash": head.hash})  # fmt: skip
    sheet.column_dimensions["A"].width = WIDE
    for column in range(2, 6):
        sheet.column_dimensions[get_column_letter(column)].width = NARROW
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _top(sheet: Any, reading: Reading, about: list[tuple[str, str]]) -> int:
    line = 1
    if settings.SPEAN_IS_DEMO:
        write_text(
            sheet, line, 1, _("Invented for training. No real person is counted here."), BOLD
        )
        line += 1
    write_text(sheet, line, 1, reading.indicator.label, BOLD)
    for what, which in about:
        line += 1
        write_text(sheet, line, 1, what)
        write_text(sheet, line, 2, which)
    return line + 1


def _table(sheet: Any, line: int, table: Table) -> int:
    """Write a table below a line; return the line after it."""
    write_text(sheet, line, 1, table.title, BOLD)
    if table.lines:
        line += 1
        for column, text in enumerate((table.corner, *table.heads), start=1):
            write_text(sheet, line, column, text, BOLD)
    for row in table.lines:
        line += 1
        write_text(sheet, line, 1, row.head)
        write_numbers(sheet, line, row.numbers)
    if table.sums:
        line += 1
        write_text(sheet, line, 1, _("Total"), BOLD)
        write_numbers(sheet, line, table.sums)
    for note in table.notes:
        line += 1
        write_text(sheet, line, 1, note)
    return line + 1


def write_numbers(sheet: Any, line: int, numbers: tuple[Number, ...]) -> None:
    """Write the numbers of a row, from its second column on."""
    for column, number in enumerate(numbers, start=2):
        if number is None:
            write_text(sheet, line, column, HIDDEN).alignment = Alignment(horizontal="right")
        else:
            sheet.cell(line, column, number)


def write_text(sheet: Any, line: int, column: int, text: str, font: Font | None = None) -> Any:
    """Write a text that no spreadsheet reckons: marked before, and a text besides."""
    plain = ILLEGAL_CHARACTERS_RE.sub("\u25a1", text)
    cell = sheet.cell(line, column)
    cell.value = inert(plain)
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell
