"""What only the author can put right: say where it stands, and take it out of the way."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from spean.surveys.rules.xlsform.book import Book, Row, Sheet
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.meaning import (
    LABEL,
    NAME,
    TYPE,
    Line,
    column_of,
    columns_of,
    lines,
    meanings,
    value,
)
from spean.surveys.rules.xlsform.work import Work

# What pyxform calls a column -> the words its heading stands for.
_STANDS_FOR: Final = {
    "calculation": ("bind", "calculate"),
    "save_to": ("bind", "entities:saveto"),
    "entities:saveto": ("bind", "entities:saveto"),
}
_PRETENDED: Final = "pretended"
_SELECTS: Final = {"select", "select1", "odk:rank"}
_QUALITIES: Final = {"normal", "low", "voice-only", "external"}
# Headings that are only the first half of one, so that their cells mean nothing.
_HALVES: Final = {("bind",), ("control",), ("media",), ("instance",)}
# Headings of another sheet, which pyxform takes for its own.
_FOREIGN: Final = {
    "settings": {"type", "children", "parent", "bind", "control", "media", "label", "hint",
                 "instance", "flat", "choices", "extra_data", "fields"},
    "choices": {"type", "children", "parent", "bind", "control", "hint", "instance", "flat",
                "extra_data", "fields"},
}  # fmt: skip
_HALVES_OF: Final = {("type",), ("name",), ("trigger",), ("default",), ("parameters",)}


def explain(work: Work, fault: Fault) -> None:
    """Say what is wrong at the place that pyxform names, or that can be found."""
    places = list(_places(work.book, fault))
    code = "heading-odd" if fault.code in {"not-compiled", "type-unknown"} else fault.code
    for sheet, row, column in places:
        work.problem(code, sheet, row, column, **_details(fault))
        if row is None:
            _drop(work, sheet, column)
        else:
            _take_out(work, sheet, row, column)


def _details(fault: Fault) -> dict[str, str]:
    kept = ("name", "list", "type", "q", "rejected", "accepted", "dataset")
    return {word: fault.said[word] for word in kept if fault.said.get(word)}


def _drop(work: Work, sheet: Sheet, column: int) -> None:
    if column in sheet.headings:
        sheet.drop_column(column)
        work.steps += 1


def _take_out(work: Work, sheet: Sheet, row: Row, column: int) -> None:
    types, names = column_of(sheet, *TYPE), column_of(sheet, *NAME)
    if sheet.kind == "entities":
        # Whatever saves to the list still finds it.
        labels = column_of(sheet, *LABEL) or sheet.add_column("label")
        lists = column_of(sheet, "dataset") or sheet.add_column("list_name")
        known = row.cells.get(lists, "")
        row.cells = {labels: "'x'", lists: known or f"list_{row.number}"}
        work.steps += 1
    elif column in row.cells and column not in {types, names}:
        work.blank(row, column)
    elif value(row, types).startswith("begin"):
        # Its end is still there.
        row.cells[types] = f"begin loop over {_PRETENDED}"
        work.pretend_list("choices", _PRETENDED)
    elif sheet.kind == "survey":
        work.hide(sheet, row)


def _places(book: Book, fault: Fault) -> Iterator[tuple[Sheet, Row | None, int]]:
    """Yield where a fault stands: sheet, row, column."""
    sheet = book.sheet(fault.sheet)
    if sheet is not None and 2 <= fault.row < len(sheet.rows) + 2:
        row = sheet.rows[fault.row - 2]
        yield sheet, row, _column(sheet, fault.column, row)
    elif fault.code in _FOUND_BY_HEADING:
        for one in book.sheets:
            for column in _FOUND_BY_HEADING[fault.code](one, fault):
                yield one, None, column
    elif sheet is not None and fault.code in _FOUND_BY_LINE:
        chosen, called = _FOUND_BY_LINE[fault.code]
        for line in lines(book):
            if chosen(line, sheet, fault):
                yield sheet, line.row, _column(sheet, called, line.row)


def _column(sheet: Sheet, called: str, row: Row) -> int:
    """Return the column that pyxform speaks of, else that of the type."""
    for column, heading in sheet.headings.items():
        if heading == called:
            return column
    column = column_of(sheet, *_STANDS_FOR.get(called, (called,)))
    return column or column_of(sheet, *TYPE) or min(row.cells, default=0)


def _has_name(line: Line, sheet: Sheet, fault: Fault) -> bool:
    wanted = fault.said.get("name", "")
    # Notes without a name are given one by pyxform, after their row.
    after_row = f"generated_note_name_{sheet.rows.index(line.row) + 2}" if not line.name else ""
    return bool(wanted) and wanted in {line.name, after_row}


def _is_include(line: Line, sheet: Sheet, fault: Fault) -> bool:
    return line.type == "include"


def _is_select_without_list(line: Line, sheet: Sheet, fault: Fault) -> bool:
    known = QUESTION_TYPE_DICT.get(line.type, {})
    return not line.list and known.get("control", {}).get("tag") in _SELECTS


def _parameters(line: Line, sheet: Sheet) -> dict[str, str]:
    text = value(line.row, column_of(sheet, "parameters"))
    return dict(re.findall(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)", text.lower()))


def _is_badly_random(line: Line, sheet: Sheet, fault: Fault) -> bool:
    given = _parameters(line, sheet)
    seed, order = given.get("seed"), given.get("randomize")
    is_seed = seed is None or re.fullmatch(r"\$\{.+\}|[-+]?[\d.]+(e[-+]?\d+)?|nan|inf", seed)
    is_order = order in {"true", "false"} or (order is None and seed is None)
    return bool(line.list) and not (is_seed and is_order)


def _is_bad_image(line: Line, sheet: Sheet, fault: Fault) -> bool:
    pixels = _parameters(line, sheet).get("max-pixels", "0")
    return not re.fullmatch(r"[-+]?\d+", pixels)


def _is_bad_audio(line: Line, sheet: Sheet, fault: Fault) -> bool:
    quality = _parameters(line, sheet).get("quality", "normal")
    allowed = _QUALITIES - ({"external"} if line.type == "background-audio" else set())
    return "audio" in line.type and quality not in allowed


def _is_audit(line: Line, sheet: Sheet, fault: Fault) -> bool:
    return line.type == "audit" and bool(_parameters(line, sheet))


def _media(sheet: Sheet, fault: Fault) -> list[int]:
    wrong = fault.said.get("name")
    return [column for column in columns_of(sheet, "media") if wrong in meanings(sheet)[column]]


def _odd(sheet: Sheet, fault: Fault) -> list[int]:
    """Return the headings that are half of one, or that only another sheet can have."""
    found = meanings(sheet).items()
    if sheet.kind in _FOREIGN:
        return [column for column, tokens in found if tokens[0] in _FOREIGN[sheet.kind]]
    if sheet.kind != "survey":
        return []
    return [
        column
        for column, tokens in found
        if tokens in _HALVES or (len(tokens) > 1 and tokens[:1] in _HALVES_OF)
    ]


def _omitted(sheet: Sheet, fault: Fault) -> list[int]:
    return columns_of(sheet, "omit_instanceID") if sheet.kind == "settings" else []


def _entity_columns(sheet: Sheet, fault: Fault) -> list[int]:
    told = re.findall(r"'([^']*)'", fault.said.get("columns", ""))
    found = meanings(sheet).items() if sheet.kind == "entities" else ()
    return [column for column, tokens in found if tokens[0] in told]


_ByLine = tuple[Callable[[Line, Sheet, Fault], bool], str]
_FOUND_BY_LINE: Final[dict[str, _ByLine]] = {
    "include": (_is_include, "type"),
    "select-without-list": (_is_select_without_list, "type"),
    "randomize-parameters": (_is_badly_random, "parameters"),
    "image-parameters": (_is_bad_image, "parameters"),
    "audio-parameters": (_is_bad_audio, "parameters"),
    "audit-parameters": (_is_audit, "parameters"),
    "big-image": (_has_name, "name"),
    "search-with-file": (_has_name, "type"),
    "search-shared-list": (_has_name, "type"),
    "external-names-alike": (_has_name, "name"),
    "trigger-unseen": (_has_name, "name"),
    "label-missing": (_has_name, "name"),
    "name-twice": (_has_name, "name"),
}
_FOUND_BY_HEADING: Final[dict[str, Callable[[Sheet, Fault], list[int]]]] = {
    "media-column": _media,
    "not-compiled": _odd,
    "type-unknown": _odd,
    "entity-columns": _entity_columns,
    "encryption-needs-id": _omitted,
}
