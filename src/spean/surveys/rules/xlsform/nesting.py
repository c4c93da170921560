"""Groups and repeats: which begin or end stands alone."""

from spean.surveys.rules.xlsform.book import Row
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.meaning import TYPE, Line, column_of, lines
from spean.surveys.rules.xlsform.work import Work


def explain_edges(work: Work, fault: Fault) -> None:
    """Explain every begin without its end and every end without its begin."""
    sheet = work.book.sheet("survey")
    assert sheet is not None
    column = column_of(sheet, *TYPE)
    begun: list[Line] = []
    for line in lines(work.book):
        if line.what == "begin":
            begun.append(line)
        elif line.what == "end" and any(one.control == line.control for one in begun):
            while begun[-1].control != line.control:
                _close(work, begun.pop(), before=line.row)
            begun.pop()
        elif line.what == "end":
            work.problem("end-alone", sheet, line.row, column, type=line.type)
            line.row.cells = {}
    while begun:
        _close(work, begun.pop(), before=None)


def _close(work: Work, line: Line, before: Row | None) -> None:
    """Explain a begin that has no end, and end it in the throw-away copy."""
    sheet = work.book.sheet("survey")
    assert sheet is not None
    column = column_of(sheet, *TYPE)
    work.problem("begin-alone", sheet, line.row, column, type=line.type, name=line.name)
    end = Row(0, {column: f"end {line.control}"})
    at = sheet.rows.index(before) if before is not None else len(sheet.rows)
    sheet.rows.insert(at, end)
