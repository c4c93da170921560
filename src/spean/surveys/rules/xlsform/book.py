"""A form's workbook in memory: its sheets, headings and rows, with the places they came from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from spean.surveys.rules.cells import letter_of


@dataclass(slots=True, eq=False)
class Row:
    """A row under the headings: its number in the workbook, its texts by column (1 is A)."""

    number: int
    cells: dict[int, str]


@dataclass(slots=True, eq=False)
class Sheet:
    """A sheet that the compiler reads: what it is called (`title`) and taken for (`kind`)."""

    title: str
    kind: str
    headings: dict[int, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def place(self, row: Row | None, column: int) -> str:
        """Return a cell's address; no row is the row of headings, no column is nowhere."""
        number = 1 if row is None else row.number
        return f"{letter_of(column)}{number}" if column and number else ""

    def add_column(self, heading: str) -> int:
        """Add a heading after the last one and return its column."""
        used = [*self.headings, *(column for row in self.rows for column in row.cells)]
        column = max(used, default=0) + 1
        self.headings[column] = heading
        return column

    def drop_column(self, column: int) -> None:
        """Take a column out."""
        del self.headings[column]
        for row in self.rows:
            row.cells.pop(column, None)

    def texts(self) -> Iterator[tuple[Row, int, str]]:
        """Yield every cell under a heading."""
        for row in self.rows:
            for column, text in row.cells.items():
                yield row, column, text


@dataclass(slots=True)
class Flaw:
    """A cell that the compiler's own reader stumbles over; here it was read all the same."""

    code: str
    sheet: Sheet
    number: int
    column: int


@dataclass(slots=True)
class Book:
    """The sheets a form is made of, the titles of all others, and a way to read one of them."""

    sheets: list[Sheet]
    others: list[str]
    load: Callable[[str, str], tuple[Sheet, list[Flaw]]]
    flaws: list[Flaw] = field(default_factory=list)

    def sheet(self, kind: str) -> Sheet | None:
        """Return the sheet of a kind; of two the last counts, as it does for the compiler."""
        return next((sheet for sheet in reversed(self.sheets) if sheet.kind == kind), None)

    def adopt(self, title: str, kind: str) -> Sheet:
        """Take another sheet for one of the form's and return it."""
        sheet, flaws = self.load(title, kind)
        self.flaws += flaws
        self.others.remove(title)
        self.sheets.append(sheet)
        return sheet

    def add_sheet(self, kind: str) -> Sheet:
        """Add an empty sheet."""
        sheet = Sheet(title=kind, kind=kind)
        self.sheets.append(sheet)
        return sheet

    def definition(self) -> dict[str, Any]:
        """Return what pyxform's own readers make of such a workbook, in fresh dictionaries."""
        titles = [sheet.title for sheet in self.sheets] + self.others
        made: dict[str, Any] = {"sheet_names": titles}
        for sheet in self.sheets:
            columns = sorted(sheet.headings)
            names = [sheet.headings[column] for column in columns]
            made[f"{sheet.kind}_header"] = [dict.fromkeys(names)] if names else []
            made[sheet.kind] = [_named(sheet, row) for row in sheet.rows]
        return made


def _named(sheet: Sheet, row: Row) -> dict[str, str]:
    # A heading that stands twice keeps the place of the first and the text of the last.
    return {sheet.headings[column]: row.cells[column] for column in sorted(row.cells)}
