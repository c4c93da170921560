"""What the headings and types of a form mean to pyxform, asked of pyxform itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from xml.parsers.expat import ExpatError, ParserCreate

from pyxform import aliases
from pyxform.constants import EntityColumns
from pyxform.parsing.expression import is_xml_tag
from pyxform.parsing.sheet_headers import clean_text_values, process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.survey import Survey
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_OSM, RE_SELECT

from spean.surveys.rules.xlsform.book import Book, Row, Sheet

Tokens = tuple[str, ...]

NAME: Final = ("name",)
TYPE: Final = ("type",)
LABEL: Final = ("label",)
LIST: Final = ("list name",)
_OPTION: Final = (frozenset(Option.get_slot_names()), aliases.list_header)
_KNOWN: Final[dict[str, tuple[frozenset[str], dict[str, Any]]]] = {
    "survey": (frozenset(MultipleChoiceQuestion.get_slot_names()), aliases.survey_header),
    "settings": (frozenset(Survey.get_slot_names()), aliases.settings_header),
    "choices": _OPTION,
    "external_choices": _OPTION,
    "osm": _OPTION,
    "entities": (
        frozenset(str(one.value) for one in EntityColumns.value_list()),
        aliases.entities_header,
    ),
}
_TYPES: Final = frozenset(QUESTION_TYPE_DICT) | {"include", "group", "repeat", "loop", "survey"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the survey as pyxform understands it; `what` is begin, end, setting or question."""

    row: Row
    type: str
    name: str
    name_at: int
    what: str
    control: str = ""
    list: str = ""


def meanings(sheet: Sheet) -> Mapping[int, Tokens]:
    """Return for each column the words that its heading stands for: ("label", "English")."""
    return _meanings(sheet.kind, tuple(sorted(sheet.headings.items())))


@lru_cache(maxsize=32)
def _meanings(kind: str, headings: tuple[tuple[int, str], ...]) -> dict[int, Tokens]:
    doubled = any("::" in heading for _column, heading in headings)
    return {column: _tokens(heading, doubled, kind) for column, heading in headings}


@lru_cache(maxsize=4096)
def _tokens(heading: str, doubled: bool, kind: str) -> Tokens:
    known, alias = _KNOWN[kind]
    try:
        _new, tokens = process_header(heading, doubled, alias, known)
    except IndexError:
        return (heading,)
    return tuple(map(str, tokens))


def is_known(kind: str, tokens: Tokens) -> bool:
    """Tell whether pyxform reads such a column, or carries it along without a meaning."""
    known, alias = _KNOWN[kind]
    return tokens[0] in known or tokens[0] in alias or tokens == ("disabled",)


def column_of(sheet: Sheet, *tokens: str) -> int:
    """Return the column that says this, 0 if none; of two the last counts."""
    columns = [column for column, found in meanings(sheet).items() if found == tokens]
    return max(columns, default=0)


def columns_of(sheet: Sheet, first: str) -> list[int]:
    """Return the columns that say this in any language."""
    return [column for column, found in meanings(sheet).items() if found[0] == first]


def cleaned(text: str) -> str:
    """Return a text with single spaces and straight quotes, as pyxform compares it."""
    return str(clean_text_values(text, strip_whitespace=True))


def value(row: Row, column: int) -> str:
    """Return the text of a cell as pyxform compares it, empty where there is none."""
    return cleaned(row.cells.get(column, ""))


def is_name(text: str) -> bool:
    """Tell whether pyxform takes this for a name."""
    return bool(text) and bool(is_xml_tag(text))


@lru_cache(maxsize=4096)
def is_element(text: str) -> bool:
    """Tell whether our own reader of answers takes this for a name too: it knows no Khmer ones."""
    try:
        ParserCreate().Parse(f"<{text}/>", True)
    except (ExpatError, UnicodeError):
        return False
    return is_name(text)


def lines(book: Book) -> list[Line]:
    """Return the rows of the survey that say something, in their order."""
    sheet = book.sheet("survey")
    return list(_lines(sheet)) if sheet else []


def _lines(sheet: Sheet) -> Iterator[Line]:
    types = column_of(sheet, *TYPE)
    names = [column for column, tokens in meanings(sheet).items() if tokens == NAME] or [0]
    disabled = column_of(sheet, "disabled")
    for row in sheet.rows:
        if disabled and aliases.yes_no.get(value(row, disabled)):
            continue
        kind = value(row, types)
        # Of several columns of names the last that says something counts.
        name_at = next((one for one in reversed(names) if one in row.cells), names[-1])
        if kind:
            yield Line(row, kind, value(row, name_at), name_at, *_sense(kind))


@lru_cache(maxsize=1024)
def _sense(kind: str) -> tuple[str, str, str]:
    """Return what a type is (begin, end, setting, question, unknown), its control, its list."""
    if kind in aliases.settings_header:
        return "setting", "", ""
    end = RE_END_CONTROL.search(kind)
    if end:
        return "end", str(aliases.control[end["type"]]), ""
    begin = RE_BEGIN_CONTROL.search(kind)
    if begin:
        return "begin", str(aliases.control[begin["type"]]), begin["list_name"] or ""
    select = RE_SELECT.search(kind)
    if select:
        return "question", str(aliases.select[select["select_command"]]), select["list_name"]
    known = kind in _TYPES or kind in aliases._type_alias_map or RE_OSM.search(kind)
    return ("question" if known else "unknown"), "", ""


def list_names(book: Book, kind: str = "choices") -> dict[str, list[Row]]:
    """Return the lists of choices and the rows of each."""
    sheet = book.sheet(kind)
    found: dict[str, list[Row]] = {}
    if sheet is None:
        return found
    column = column_of(sheet, *LIST)
    for row in sheet.rows:
        name = straight(row.cells.get(column, ""))
        if name:
            found.setdefault(name, []).append(row)
    return found


def straight(text: str) -> str:
    """Return a text of a sheet where pyxform keeps spaces and only straightens quotes."""
    return str(clean_text_values(text))


def key(text: str) -> str:
    """Return what is left of a name when case, spaces, underscores and hyphens do not count."""
    return re.sub(r"[\s_\-]+", "", text).casefold()
