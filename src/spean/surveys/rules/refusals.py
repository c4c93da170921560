"""Why a file is not taken at all; the codes have their sentences in `services.wording`."""

from typing import Final

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 200
LARGEST_FILE: Final = 20 * 1024 * 1024
LONGEST_CELL: Final = 2_000


class NotAList(Exception):
    """The file is refused as a whole; `code` says why and quotes nothing of it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
