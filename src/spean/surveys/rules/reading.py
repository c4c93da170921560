"""The parser that the sandbox calls: a file goes in, a table of JSON values comes out."""

from pathlib import Path
from typing import Any

from spean.surveys.rules.kinds import kind_of
from spean.surveys.rules.layout import table_of
from spean.surveys.rules.separated import read_csv
from spean.surveys.rules.workbook import read_xls, read_xlsx


def read_list(
    path: Path,
    *,
    name: str,
    sheet: str = "",
    header_row: int | None = None,
    with_hidden: bool = False,
) -> dict[str, Any]:
    """Return the table of a list, with the kind of the file and the names of its sheets.

    `sheet` empty takes the one with most rows; `header_row` None looks for the headings.

    :raises NotAList: with a code, if the file is refused
    """
    kind = kind_of(path, name)
    if kind == "csv":
        found, names = read_csv(path), list[str]()
    else:
        found, names = (read_xlsx if kind == "xlsx" else read_xls)(path, sheet)
    table = table_of(found, header_row=header_row, with_hidden=with_hidden)
    return {**table, "kind": kind, "sheets": names}
