"""Sheets and headings: found under another name, standing twice, saying the same."""

from collections.abc import Iterable
from typing import Final

from pyxform.utils import levenshtein_distance

from spean.surveys.rules.xlsform.book import Book, Flaw, Sheet
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.meaning import (
    LIST,
    NAME,
    TYPE,
    Tokens,
    cleaned,
    column_of,
    is_known,
    key,
    lines,
    list_names,
    meanings,
)
from spean.surveys.rules.xlsform.refusing import FormRefused
from spean.surveys.rules.xlsform.wording import explain_choice_sheet
from spean.surveys.rules.xlsform.work import Work

_NEAR: Final = 2
# Headings that a form cannot do without, and what other programs call them.
_CALLED: Final[dict[tuple[str, Tokens], set[str]]] = {
    ("survey", TYPE): {"types", "questiontype", "datatype", "fieldtype", "typeofquestion"},
    ("choices", NAME): {"names", "choicename", "choicevalue", "choicecode", "code", "values"},
    ("choices", LIST): {"listname", "listnames", "list", "lists", "choicelist", "nameoflist"},
}
_HEADINGS: Final[dict[Tokens, str]] = {TYPE: "type", NAME: "name", LIST: "list_name"}


def mend_flaws(work: Work) -> None:
    """Put right, or explain, the cells that pyxform's own reader stumbles over."""
    flaws, work.book.flaws = work.book.flaws, []
    for flaw in flaws:
        if flaw.code == "heading-not-text":
            sheet, column = flaw.sheet, flaw.column
            place, text = sheet.place(None, column), sheet.headings[column]
            work.note("heading-made-text", sheet, place, text, text)
        elif flaw.code == "date-unreadable":
            row = next(row for row in flaw.sheet.rows if row.number == flaw.number)
            work.problem("date-unreadable", flaw.sheet, row, flaw.column)
    for flaw in flaws:
        if flaw.code == "heading-twice" and flaw.column in flaw.sheet.headings:
            _merge(work, flaw.sheet, _first_like(flaw), flaw.column)


def _first_like(flaw: Flaw) -> int:
    heading = flaw.sheet.headings[flaw.column]
    same = (column for column, text in sorted(flaw.sheet.headings.items()) if text == heading)
    return next(same)


def mend_alike(work: Work, fault: Fault) -> None:
    """Make one column of two whose headings are two names of the same thing."""
    sheet = work.book.sheet(fault.sheet)
    assert sheet is not None
    told = {heading: column for column, heading in sorted(sheet.headings.items(), reverse=True)}
    first, second = (told.get(fault.said.get(word, ""), 0) for word in ("other", "header"))
    if first and second:
        _merge(work, sheet, first, second)


def _merge(work: Work, sheet: Sheet, first: int, second: int) -> None:
    """Move the texts of the second column into the first, unless they contradict each other."""
    heading, place = sheet.headings[second], sheet.place(None, second)
    against = [row for row in sheet.rows if _differ(row.cells.get(first), row.cells.get(second))]
    if against and not is_known(sheet.kind, meanings(sheet)[second]) and sheet.kind == "survey":
        fresh = _unused(f"{heading} 2", sheet.headings.values())
        work.change("heading-numbered", sheet, None, second, fresh)
        return
    if against:
        where = sheet.place(against[0], second)
        other = sheet.place(None, first)
        work.problem("columns-contradict", sheet, None, second, other=other, example=where)
    else:
        work.note("columns-merged", sheet, place, heading, sheet.headings[first])
        for row in sheet.rows:
            if second in row.cells:
                row.cells.setdefault(first, row.cells[second])
    sheet.drop_column(second)
    work.steps += 1


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and cleaned(str(one)) != cleaned(str(other))


def _unused(heading: str, known: Iterable[str]) -> str:
    taken = set(known)
    while heading in taken:
        heading += " 2"
    return heading


def mend_heading(work: Work, fault: Fault) -> None:
    """Find a heading that a sheet cannot do without under another name; else explain."""
    sheet = work.book.sheet(fault.sheet)
    assert sheet is not None
    tokens = TYPE if sheet.kind == "survey" else NAME
    if not _respell(work, sheet, tokens):
        first = min(sheet.headings, default=1)
        work.problem("heading-missing", sheet, None, first, name=_HEADINGS[tokens])
        if sheet.kind == "survey":
            return
        column = sheet.add_column(_HEADINGS[tokens])
        for row in sheet.rows:
            row.cells[column] = f"n{row.number}"


def _respell(work: Work, sheet: Sheet, tokens: Tokens) -> bool:
    called = _CALLED.get((sheet.kind, tokens), set())
    columns = [column for column, text in sheet.headings.items() if key(text) in called]
    if len(columns) == 1:
        work.change("heading-respelt", sheet, None, columns[0], _HEADINGS[tokens])
    return len(columns) == 1


def find_survey(work: Work, fault: Fault) -> None:
    """Take the one sheet with types and names for the survey; explain it if there is none."""
    found = _with_headings(work.book, "survey", TYPE, NAME)
    if work.book.sheet("survey") is None and len(found) == 1:
        _adopt(work, found[0], "survey")
    else:
        work.problem("survey-sheet-missing")


def find_choices(work: Work, fault: Fault) -> None:
    """Find the choices on a sheet or under a heading that is nearly called so, else explain."""
    kind = "external_choices" if fault.code == "external-sheet-missing" else "choices"
    sheet = work.book.sheet(kind)
    if sheet is not None and not column_of(sheet, *LIST) and kind == "choices":
        if _respell(work, sheet, LIST):
            return
        first = min(sheet.headings, default=1)
        work.problem("heading-missing", sheet, None, first, name="list_name")
    elif sheet is None:
        found = [title for title in _with_headings(work.book, kind, LIST, NAME) if title]
        near = [title for title in found if _is_near(title, kind)]
        full = [title for title in found if _has_all_lists(work.book, title, kind)]
        for few in (near, full):
            if len(few) == 1:
                _adopt(work, few[0], kind)
                return
    explain_choice_sheet(work, fault)


def _with_headings(book: Book, kind: str, *wanted: Tokens) -> list[str]:
    """Return the titles of the other sheets that have these headings."""
    return [
        title
        for title in book.others
        if not title.startswith("_") and _has_headings(book, title, kind, wanted)
    ]


def _has_headings(book: Book, title: str, kind: str, wanted: Iterable[Tokens]) -> bool:
    try:
        sheet, _flaws = book.load(title, kind)
    except FormRefused:
        # Too large for a form, so it is something else.
        return False
    return all(column_of(sheet, *tokens) for tokens in wanted)


def _is_near(title: str, kind: str) -> bool:
    told, wanted = key(title), key(kind)
    return told == f"{wanted}andcolumns" or levenshtein_distance(told, wanted) <= _NEAR


def _has_all_lists(book: Book, title: str, kind: str) -> bool:
    alone = Book([book.load(title, kind)[0]], [], book.load)
    asked = {
        line.list
        for line in lines(book)
        if line.list and (line.control == "select one external") == (kind != "choices")
    }
    return asked <= set(list_names(alone, kind))


def _adopt(work: Work, title: str, kind: str) -> None:
    sheet = work.book.adopt(title, kind)
    work.note("sheet-found", sheet, "", title, kind)
