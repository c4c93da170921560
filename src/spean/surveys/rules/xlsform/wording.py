"""Labels and choices: what pyxform misses, and what stands twice."""

from collections.abc import Iterator
from typing import Final

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from spean.surveys.rules.xlsform.book import Book, Row, Sheet
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.explaining import explain
from spean.surveys.rules.xlsform.meaning import (
    NAME,
    TYPE,
    Line,
    column_of,
    columns_of,
    lines,
    list_names,
    meanings,
    value,
)
from spean.surveys.rules.xlsform.setting import set_setting
from spean.surveys.rules.xlsform.work import Work

_SEEN: Final = ("label", "hint", "media")
_READ: Final = {*_SEEN, "guidance_hint"}


def mend_labels(work: Work, fault: Fault) -> None:
    """Let the name of a question be its label, where it has none."""
    sheet = work.book.sheet("survey")
    assert sheet is not None
    said = [column for first in _SEEN for column in columns_of(sheet, first)]
    bare = [line for line in lines(work.book) if _is_bare(sheet, line, said)]
    if not bare:
        return explain(work, fault)
    columns = columns_of(sheet, "label")
    if not columns:
        columns = [sheet.add_column("label")]
        work.note("column-added", sheet, sheet.place(None, columns[0]), "", "label")
    for line in bare:
        for column in columns:
            work.change("label-given", sheet, line.row, column, line.name)
    return None


def _is_bare(sheet: Sheet, line: Line, said: list[int]) -> bool:
    """Tell whether a question would be shown without a word."""
    row = line.row
    if line.what != "question" or _is_reckoned(sheet, line):
        return False
    kind = QUESTION_TYPE_DICT.get(line.control or line.type, {})
    is_shown = line.control or kind.get("control", {}).get("tag", "action") != "action"
    says = any(value(row, column) for column in said)
    appearance = column_of(sheet, "control", "appearance")
    return bool(is_shown and line.name and not says and "hint" not in kind) and (
        value(row, appearance) != "label"
    )


def _is_reckoned(sheet: Sheet, line: Line) -> bool:
    columns = (column_of(sheet, "bind", "calculate"), column_of(sheet, "trigger"))
    return line.type == "calculate" or any(value(line.row, column) for column in columns)


def mend_choices_twice(work: Work, fault: Fault) -> None:
    """Allow a choice to stand twice in its list, as older programs did."""
    set_setting(work, "choices-may-repeat", "allow_choice_duplicates", "yes")


def mend_choice_spaces(work: Work, fault: Fault) -> None:
    """Close the gaps in names of choices of select-multiple, where nothing else says them."""
    sheet = work.book.sheet("choices")
    assert sheet is not None
    column = column_of(sheet, *NAME)
    said = "\n".join(_said(work.book, sheet))
    for name, row, siblings in list(_gapped(work.book, column)):
        fresh = "_".join(name.split())
        is_free = all(one.cells.get(column) != fresh for one in siblings)
        if is_free and name not in said:
            work.change("choice-respelt", sheet, row, column, fresh)
        else:
            work.problem("choice-spaces", sheet, row, column, name=name)
            row.cells[column] = f"{fresh}_{row.number}"


def _gapped(book: Book, column: int) -> Iterator[tuple[str, Row, list[Row]]]:
    asked = {line.list for line in lines(book) if line.control == "select all that apply"}
    for name, rows in list_names(book).items():
        for row in rows if name in asked else ():
            text = row.cells.get(column, "")
            if " " in text:
                yield text, row, rows


def _said(book: Book, choices: Sheet) -> Iterator[str]:
    """Yield every cell that may speak of a choice: all but the choices' names, and labels."""
    for sheet in book.sheets:
        meaning = meanings(sheet)
        quiet = _READ | {"name"} if sheet is choices else _READ
        for _row, column, text in sheet.texts():
            if meaning[column][0] not in quiet:
                yield text


def explain_unnamed_choices(work: Work, fault: Fault) -> None:
    """Explain every choice that has no name: only its author knows what is to be kept."""
    sheet = work.book.sheet("choices")
    assert sheet is not None
    column = column_of(sheet, *NAME)
    for name, rows in list_names(work.book).items():
        for row in rows:
            if not row.cells.get(column):
                work.problem("choice-without-name", sheet, row, column, list=name)
                row.cells[column] = f"n{row.number}"
                work.steps += 1


def mend_bare_choices(work: Work, fault: Fault) -> None:
    """Let the name of a choice be its label, where pyxform breaks for want of one."""
    sheet, before = work.book.sheet("choices"), work.steps
    asking = [line for line in lines(work.book) if line.control == "loop" or "other" in line.type]
    wanting = {line.list for line in asking}
    if sheet is not None and wanting:
        columns = columns_of(sheet, "label")
        if not columns:
            columns = [sheet.add_column("label")]
            work.note("column-added", sheet, sheet.place(None, columns[0]), "", "label")
        for name, rows in list_names(work.book).items():
            for row in rows if name in wanting else ():
                _label_choice(work, sheet, row, columns)
    if work.steps == before:
        explain(work, fault)


def _label_choice(work: Work, sheet: Sheet, row: Row, columns: list[int]) -> None:
    if not any(row.cells.get(column) for column in columns):
        name = row.cells.get(column_of(sheet, *NAME), "")
        for column in columns:
            work.change("label-given", sheet, row, column, name)


def explain_choice_sheet(work: Work, fault: Fault) -> None:
    """Explain once that the choices are missing, at the first question that needs them."""
    is_outside = fault.code == "external-sheet-missing"
    kind = "external_choices" if is_outside else "choices"
    survey = work.book.sheet("survey")
    assert survey is not None
    asking = [line for line in lines(work.book) if _asks(line, is_outside)]
    for line in asking[:1]:
        place = column_of(survey, *TYPE)
        work.problem(fault.code, survey, line.row, place, list=line.list)
    for name in dict.fromkeys(line.list for line in asking):
        work.pretend_list(kind, name)


def _asks(line: Line, is_outside: bool) -> bool:
    is_elsewhere = "${" in line.list or line.list.endswith((".xml", ".csv", ".geojson"))
    is_of_kind = (line.control == "select one external") == is_outside
    return bool(line.list) and is_of_kind and not is_elsewhere
