"""The table of standards as a file: rows out without formulas, rows in by their number in it.

One row is a standard, a unit or a task; `part_of` is the code of what it belongs to. The columns
`number` and `verified` are for the reader: what stands in them is never taken.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError
from spean.core.text import inert, tidy

COLUMNS: Final = (
    "kind",
    "code",
    "part_of",
    "name_km",
    "name_en",
    "level",
    "occupation",
    "valid_from",
    "source",
    "skills",
    "picture",
    "number",
    "verified",
)
NEEDED: Final = COLUMNS[:-2]
LARGEST: Final = 1_000_000
MOST_ROWS: Final = 5_000
# What keeps a cell from being a formula; a cell that begins with it gets one more.
_MARK: Final = "'"


class NotATable(DomainError):
    """The file is no CSV in UTF-8."""

    code = "not-a-table"
    message = _("This file cannot be read as a table. Please save it as CSV in UTF-8.")


class TableTooLarge(DomainError):
    """The file is larger than the standards of a country."""

    code = "table-too-large"
    message = _("This table is too large. Please bring in a part of it.")


class HeadingsMissing(DomainError):
    """The table has other headings."""

    code = "headings-missing"
    message = _("These columns are missing: %(names)s. Nothing was brought in.")


def written(rows: Iterable[Mapping[str, str]]) -> str:
    """Return the text of a file with a heading and these rows."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_out(row.get(name, "")) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def read(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a file, the first of them row 2 of it.

    :raises TableTooLarge: if there is more than a country needs
    :raises NotATable: if it is no text in UTF-8, or no table
    :raises HeadingsMissing: if a column is not there
    """
    if len(content) > LARGEST:
        raise TableTooLarge
    try:
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise NotATable from fault
    if "\x00" in text or not lines:
        raise NotATable
    if len(lines) > MOST_ROWS:
        raise TableTooLarge
    headings = [tidy(cell).lower() for cell in lines[0]]
    missing = [name for name in NEEDED if name not in headings]
    if missing:
        raise HeadingsMissing(names=", ".join(missing))
    return [_row(headings, line) for line in lines[1:]]


def _row(headings: list[str], line: list[str]) -> dict[str, str]:
    cells = dict(zip(headings, line, strict=False))
    return {name: tidy(cells.get(name, "").removeprefix(_MARK)) for name in COLUMNS}


def _out(cell: str) -> str:
    return _MARK + cell if cell.startswith(_MARK) else inert(cell)
