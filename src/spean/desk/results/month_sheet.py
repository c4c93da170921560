"""The month of a centre as an Excel sheet: the numbers that may leave it, and no others."""

import io

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from spean.accounts.rules import Head
from spean.desk.results.workbook import BOLD, HIDDEN, NARROW, WIDE, write_numbers, write_text
from spean.results.rules.monthly import Line


def heads() -> list[str]:
    """Return the heads of the columns."""
    return [
        _("People"),
        _("Women"),
        _("Men"),
        _("Others"),
        _("For the first time"),
        _("Services"),
        _("Contacts in groups"),
    ]


def month_sheet(
    about: list[tuple[str, str]], rows: list[tuple[str, Line, bool]], head: Head
) -> bytes:
    """Return the sheet. `head` is the end of the audit trail when it was made."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Month")[:31]
    line = 0
    if settings.SPEAN_IS_DEMO:
        line += 1
        write_text(
            sheet, line, 1, _("Invented for training. No real person is counted here."), BOLD
        )
    for what, which in about:
        line += 1
        write_text(sheet, line, 1, what)
        write_text(sheet, line, 2, which)
    line += 2
    for column, text in enumerate([_("Service"), *heads()], start=1):
        write_text(sheet, line, column, text, BOLD)
    for words, numbers, _is_group in rows:
        line += 1
        write_text(sheet, line, 1, words)
        write_numbers(sheet, line, numbers.numbers)
    hidden = _("%(sign)s is hidden, so that nobody can be recognised.") % {"sign": HIDDEN}
    trail = _("The trail of acts ended at %(number)s %(hash)s.")
    write_text(sheet, line + 2, 1, hidden)
    write_text(sheet, line + 3, 1, trail % {"number": head.seq, "hash": head.hash})
    sheet.column_dimensions["A"].width = WIDE
    for column in range(2, 9):
        sheet.column_dimensions[get_column_letter(column)].width = NARROW
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
