"""How much a form may hold, and why one is not looked at any further."""

from typing import Any, Final

LARGEST_FILE: Final = 10 * 1024 * 1024
# Of unpacked XML in a workbook; the largest real form seen holds 4 MB.
MOST_XML: Final = 48 * 1024 * 1024
MOST_TEXTS: Final = 400_000
MOST_COLUMNS: Final = 1_000
# A sheet may be dressed to its last column without saying anything there.
WIDEST_ROW: Final = 16_384
MOST_ROWS: Final = {"survey": 20_000}
MOST_OTHER_ROWS: Final = 100_000
LONGEST_CELL: Final = 32_767
MOST_TEXT: Final = 4_000_000
DEEPEST: Final = 60
MOST_CELLS: Final = 500_000
MOST_PROBLEMS: Final = 200


class FormRefused(Exception):
    """The form is refused as a whole; `code` says why, the rest where, and nothing is quoted."""

    def __init__(self, code: str, sheet: str = "", cell: str = "", **details: Any) -> None:
        super().__init__(code)
        self.code, self.sheet, self.cell, self.details = code, sheet, cell, details


class TooSlow(BaseException):
    """The clock of the check has run out; not an Exception, so that no reader swallows it."""
