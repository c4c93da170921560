"""Find the row at which pyxform breaks without a word: halve the survey until one row is left."""

from collections.abc import Callable

from spean.surveys.rules.xlsform.book import Book, Row, Sheet
from spean.surveys.rules.xlsform.compiling import NotCompiled, compiled
from spean.surveys.rules.xlsform.meaning import NAME, TYPE, column_of, lines
from spean.surveys.rules.xlsform.work import Work


def search(work: Work, fallback_name: str, is_late: Callable[[], bool]) -> None:
    """Explain the question at which pyxform breaks, and take it out of the way."""
    sheet = work.book.sheet("survey")
    if sheet is None:
        return
    asked = [line.row for line in lines(work.book) if line.what == "question"]
    kept = {id(row): row.cells for row in asked}

    def breaks(many: int) -> bool:
        """Tell whether the first so many questions break it, the others being hidden."""
        for number, row in enumerate(asked):
            row.cells = kept[id(row)] if number < many else _hidden(sheet, kept[id(row)])
        return _breaks(work.book, fallback_name)

    few, many = 0, len(asked)
    while many - few > 1 and not is_late():
        middle = (few + many) // 2
        few, many = (few, middle) if breaks(middle) else (middle, many)
    found = not is_late() and asked and not breaks(0) and breaks(many)
    for row in asked:
        row.cells = kept[id(row)]
    if found:
        culprit: Row = asked[many - 1]
        work.problem("not-compiled", sheet, culprit, column_of(sheet, *TYPE))
        work.hide(sheet, culprit)


def _hidden(sheet: Sheet, cells: dict[int, str]) -> dict[int, str]:
    names = column_of(sheet, *NAME)
    return {column_of(sheet, *TYPE): "hidden", names: cells[names]} if names in cells else {}


def _breaks(book: Book, fallback_name: str) -> bool:
    try:
        compiled(book, fallback_name)
    except NotCompiled as refusal:
        return refusal.fault.code == "not-compiled"
    return False
