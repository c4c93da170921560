"""A form on the bench: the book, what was changed in it, and what only its author can put right.

Once there is a problem the form is refused, and its book is a throw-away copy: what stands in the
way is taken out of it (`hide`, `blank`), so that the next problems come to light.
"""

from typing import Any, Final

from spean.surveys.rules.xlsform.book import Book, Row, Sheet
from spean.surveys.rules.xlsform.meaning import LIST, NAME, TYPE, column_of, columns_of
from spean.surveys.rules.xlsform.refusing import MOST_PROBLEMS

_LABEL: Final = ("label", "label", "a")


class Work:
    """Everything that happens to one form; `steps` grows with whatever is done."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.problems: list[dict[str, Any]] = []
        self.changes: list[dict[str, str]] = []
        self.steps = 0
        self.said: set[tuple[str, str, str, str]] = set()

    @property
    def has_enough(self) -> bool:
        """Tell whether so much is wrong that nobody would read on."""
        return len(self.problems) >= MOST_PROBLEMS

    def change(self, code: str, sheet: Sheet, row: Row | None, column: int, becomes: str) -> None:
        """Write a text into a cell (no row: into a heading) and say so."""
        texts = sheet.headings if row is None else row.cells
        was = texts.pop(column, "")
        # pyxform knows no empty cell, only one that is not there.
        if becomes or row is None:
            texts[column] = becomes
        self.note(code, sheet, sheet.place(row, column), was, becomes)

    def note(self, code: str, sheet: Sheet, cell: str, was: str, becomes: str) -> None:
        """Say that something was changed."""
        self.changes.append(
            {"code": code, "sheet": sheet.title, "cell": cell, "was": was, "becomes": becomes}
        )
        self.steps += 1

    def problem(
        self,
        code: str,
        sheet: Sheet | None = None,
        row: Row | None = None,
        column: int = 0,
        **details: Any,
    ) -> None:
        """Say what is wrong and where, once; without a row it is the heading."""
        title = sheet.title if sheet else ""
        cell = sheet.place(row, column) if sheet else ""
        told = (code, title, cell, str(sorted(details.items())))
        if told not in self.said:
            self.said.add(told)
            self.steps += 1
            if not self.has_enough:
                problem = {"code": code, "sheet": title, "cell": cell, "details": details}
                self.problems.append(problem)

    def blank(self, row: Row, column: int) -> None:
        """Empty a cell of the throw-away copy."""
        if row.cells.pop(column, None) is not None:
            self.steps += 1

    def pretend_list(self, kind: str, name: str) -> None:
        """Put a list into the throw-away copy, so that nothing else is missed for want of it."""
        sheet = self.book.sheet(kind) or self.book.add_sheet(kind)
        cells: dict[int, str] = {}
        for first, heading, text in (*LIST, "list_name", name), (*NAME, "name", "a"), _LABEL:
            columns = columns_of(sheet, first) or [sheet.add_column(heading)]
            cells |= dict.fromkeys(columns, text)
        sheet.rows.append(Row(0, cells))
        self.steps += 1

    def hide(self, sheet: Sheet, row: Row) -> None:
        """Leave nothing of a question in the throw-away copy but its name, for those who ask it."""
        types, names = column_of(sheet, *TYPE), column_of(sheet, *NAME)
        name = row.cells.get(names)
        hidden = {types: "hidden", names: name} if name else {}
        if row.cells != hidden:
            row.cells = dict(hidden)
            self.steps += 1
