"""Types of questions and their lists: old spellings are put right, unknown ones explained."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.utils import levenshtein_distance

from spean.surveys.rules.xlsform.book import Sheet
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.explaining import explain
from spean.surveys.rules.xlsform.meaning import (
    LIST,
    TYPE,
    Line,
    column_of,
    key,
    lines,
    list_names,
)
from spean.surveys.rules.xlsform.references import conditions
from spean.surveys.rules.xlsform.setting import SETTINGS_ROWS, move_to_settings
from spean.surveys.rules.xlsform.work import Work

# Words of old manuals and of other programs that mean one type and no other.
_OLD: Final = {
    "notes": "note",
    "calculation": "calculate",
    "picture": "image",
    "photograph": "image",
    "freetext": "text",
    "float": "decimal",
    "wholenumber": "integer",
    "qrcode": "barcode",
}
_GROUPS: Final = re.compile(
    r"(begin|start|end|finish|close)[\s_\-]*(group|repeat|loop)s?(?:[\s_\-]*of)?"
    r"(?:\s+(?:over\s+)?(\S+))?",
    re.IGNORECASE,
)
_SELECTS: Final = {
    "selectonefromfile": "select_one_from_file",
    "selectmultiplefromfile": "select_multiple_from_file",
    "selectoneexternal": "select_one_external",
    "selectallthatapplyfrom": "select all that apply from",
    "selectallthatapply": "select_multiple",
    "selectmultiplefrom": "select_multiple",
    "selectmultipleusing": "select_multiple",
    "selectmultiple": "select_multiple",
    "selectmany": "select_multiple",
    "selectonefrom": "select one from",
    "selectoneusing": "select_one",
    "selectone": "select_one",
    "select1": "select_one",
    "rank": "rank",
}
_OTHER: Final = re.compile(r"[\s_,;]*(?:or[\s_\-]*specify[\s_\-]*other|or[\s_\-]*other)$", re.I)
_NEAR: Final = 2
_LONGEST: Final = 120


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Return every type under what is left of it without case and spaces."""
    known = {key(one): one for one in QUESTION_TYPE_DICT}
    known |= {key(one): one for one in aliases._type_alias_map}
    return _OLD | known | {key(one): one for one in ("text", "image", "dateTime", "include")}


def mend_types(work: Work, fault: Fault) -> None:
    """Put the spelling of unknown types right where it can mean only one thing."""
    sheet = work.book.sheet("survey")
    assert sheet is not None
    _close_gaps(work)
    spelt = _by_key(list_names(work.book))
    column = column_of(sheet, *TYPE)
    odd = [line for line in lines(work.book) if line.what == "unknown"]
    if not odd:
        explain(work, fault)
    for line in odd:
        if work.has_enough:
            return
        setting = SETTINGS_ROWS.get(key(line.type))
        fresh = _respelt(line.type, spelt) if len(line.type) < _LONGEST else ""
        if setting:
            move_to_settings(work, line, setting)
        elif fresh:
            work.change("type-respelt", sheet, line.row, column, fresh)
        else:
            _explain_type(work, sheet, line)


def _explain_type(work: Work, sheet: Sheet, line: Line) -> None:
    told = line.type[:_LONGEST]
    split = _split(told)
    column = column_of(sheet, *TYPE)
    if split and split[1]:
        work.problem("list-missing", sheet, line.row, column, list=split[1])
    elif split:
        work.problem("select-without-list", sheet, line.row, column)
    else:
        work.problem("type-unknown", sheet, line.row, column, type=told, near=_nearest(told))
    work.hide(sheet, line.row)


def _nearest(kind: str) -> str:
    told = key(kind)
    if len(told) > _LONGEST // 4:
        return ""
    near = [(levenshtein_distance(told, one), two) for one, two in _known().items()]
    distance, found = min(near)
    return found if distance <= _NEAR else ""


def _respelt(kind: str, spelt: Mapping[str, list[str]]) -> str:
    """Return the type that is meant, empty where that is not certain."""
    if key(kind) in _known():
        return _known()[key(kind)]
    group = _GROUPS.fullmatch(kind)
    if group:
        edge = "begin" if group[1].lower() in {"begin", "start"} else "end"
        return " ".join(filter(None, [edge, group[2].lower(), group[3] if edge == "begin" else ""]))
    split = _split(kind)
    if not split:
        return ""
    command, called, other = split
    name = _list_like(called, spelt)
    return f"{command} {name}{other}" if name else ""


def _split(kind: str) -> tuple[str, str, str] | None:
    """Return the command, the list and the "other" of a select, however it is spelt."""
    other = _OTHER.search(kind)
    rest = kind[: other.start()] if other else kind
    for spelt, command in _SELECTS.items():
        pattern = r"[\s_\-]*".join(map(re.escape, spelt))
        found = re.match(rf"{pattern}(?=$|[\s:,;(\[{{\"'_\-])", rest, re.IGNORECASE)
        if found:
            called = rest[found.end() :].strip(" \t:,;-_()[]{}\"'")
            return command, called, " or_other" if other else ""
    return None


def _by_key(names: Iterable[str]) -> dict[str, list[str]]:
    spelt: dict[str, list[str]] = {}
    for name in names:
        spelt.setdefault(key(name), []).append(name)
    return spelt


def _list_like(called: str, spelt: Mapping[str, list[str]]) -> str:
    """Return the one list that is called like this but for case, spaces and underscores."""
    near = spelt.get(key(called), []) if key(called) else []
    if called in near and " " not in called:
        return called
    return near[0] if len(near) == 1 and " " not in near[0] else ""


def mend_lists(work: Work, fault: Fault) -> None:
    """Find lists under the one name that is spelt nearly so; explain those that are missing."""
    is_outside = fault.code == "external-list-missing"
    kind = "external_choices" if is_outside else "choices"
    sheet = work.book.sheet("survey")
    assert sheet is not None
    _close_gaps(work)
    column, lists = column_of(sheet, *TYPE), set(list_names(work.book, kind))
    spelt = _by_key(lists)
    for line in lines(work.book):
        is_other = (line.control == "select one external") != is_outside or _is_elsewhere(line)
        if not line.list or is_other or line.list in lists:
            continue
        near = _list_like(line.list, spelt)
        if near:
            fresh = line.type.replace(f" {line.list}", f" {near}", 1)
            work.change("list-respelt", sheet, line.row, column, fresh)
        else:
            work.problem(fault.code, sheet, line.row, column, list=line.list)
            work.pretend_list(kind, line.list)
            lists.add(line.list)


def _is_elsewhere(line: Line) -> bool:
    return "${" in line.list or line.list.endswith((".xml", ".csv", ".geojson"))


def _close_gaps(work: Work) -> None:
    """Take the spaces out of the names of lists that a question asks for and no condition."""
    sheet = work.book.sheet("choices")
    if sheet is None:
        return
    lists = list_names(work.book)
    asked = {key(line.list) for line in lines(work.book)}
    asked |= {key(split[1]) for line in lines(work.book) if (split := _split(line.type))}
    gapped = {name: rows for name, rows in lists.items() if " " in name and key(name) in asked}
    quoted = "\n".join(conditions(work.book, but=LIST)) if gapped else ""
    for name, rows in gapped.items():
        fresh = "_".join(name.split())
        if fresh in lists or name in quoted:
            continue
        for row in rows:
            work.change("list-respelt", sheet, row, column_of(sheet, *LIST), fresh)
