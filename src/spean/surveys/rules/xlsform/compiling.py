"""Let pyxform make an XForm of a book, and put its complaints into codes.

The same steps as `pyxform.xls2xform.convert`, which writes its result to a file on the way: a
sandbox has none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Final
from xml.parsers.expat import ExpatError, ParserCreate

from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import ErrorCode, PyXFormError
from pyxform.utils import external_choices_to_csv, has_external_choices
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData

from spean.surveys.rules.xlsform.book import Book


@dataclass(frozen=True, slots=True)
class Compiled:
    """An XForm, its CSV of external choices, and what pyxform made on the way."""

    xform: str
    itemsets: str | None
    survey: Any


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a book does not compile.

    `row` counts as pyxform does: 2 for the first row in memory. `column` is a heading or what it
    stands for; both are empty where pyxform does not say.
    """

    code: str
    sheet: str = "survey"
    row: int = 0
    column: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


class NotCompiled(Exception):
    """pyxform refuses the book; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def compiled(book: Book, fallback_name: str) -> Compiled:
    """Return the XForm of a book; `fallback_name` is its id where the settings have none.

    :raises NotCompiled: with the first fault that pyxform finds
    """
    try:
        made = _made(book, fallback_name)
    except PyXFormError as problem:
        raise NotCompiled(_fault_of(problem)) from problem
    except (ExpatError, UnicodeError) as problem:
        raise NotCompiled(Fault("not-xml")) from problem
    except (ArithmeticError, AttributeError, LookupError, RuntimeError) as problem:
        raise NotCompiled(Fault("not-compiled")) from problem
    except (AssertionError, TypeError, ValueError, RecursionError) as problem:
        raise NotCompiled(Fault("not-compiled")) from problem
    return made


def _made(book: Book, fallback_name: str) -> Compiled:
    definition = DefinitionData(fallback_form_name=fallback_name, **book.definition())
    data = workbook_to_json(workbook_dict=definition, fallback_form_name=fallback_name, warnings=[])
    itemsets = external_choices_to_csv(definition) if has_external_choices(data) else None
    survey = create_survey_element_from_dict(data)
    xform = survey._to_ugly_xml()
    # Signs that XML does not know pass through pyxform, but through no reader of forms.
    ParserCreate().Parse(xform.encode(), True)
    return Compiled(xform, itemsets, survey)


def _fault_of(problem: PyXFormError) -> Fault:
    if problem.code is not None:
        told = {name: str(value) for name, value in problem.context.items()}
        return _coded(problem.code.name, told)
    text = str(problem)
    for name, pattern in _TEMPLATES:
        found = pattern.match(text)
        if found:
            return _coded(name, found.groupdict())
    return _worded(text)


def _pattern_of(template: str) -> re.Pattern[str]:
    """Return what finds the words that pyxform wrote into one of its messages."""
    made, seen = "", set[str]()
    for literal, name, _spec, _conversion in Formatter().parse(template):
        made += re.escape(literal)
        if name:
            made += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
    return re.compile(made, re.DOTALL)


# The longest first: the beginning of one is a whole other.
_TEMPLATES: Final = sorted(
    ((one.name, _pattern_of(one.value.msg)) for one in ErrorCode),
    key=lambda pair: -len(pair[1].pattern),
)
# pyxform's codes -> ours, with the sheet and column where they do not say themselves.
_CODED: Final[dict[str, tuple[str, str, str]]] = {
    "HEADER_001": ("not-compiled", "", ""),
    "HEADER_002": ("headings-alike", "", ""),
    "HEADER_003": ("heading-missing", "", ""),
    "HEADER_005": ("entity-columns", "entities", ""),
    "NAMES_001": ("name-twice", "survey", "name"),
    "NAMES_003": ("repeat-like-form", "survey", "name"),
    "NAMES_004": ("repeat-twice", "survey", "name"),
    "NAMES_005": ("name-illegal", "survey", "name"),
    "NAMES_006": ("choice-without-name", "choices", "name"),
    "NAMES_007": ("choices-twice", "choices", "name"),
    "NAMES_008": ("name-illegal", "", ""),
    "NAMES_009": ("name-illegal", "survey", ""),
    "NAMES_010": ("entity-name", "", ""),
    "NAMES_011": ("entity-name", "", ""),
    "NAMES_012": ("entity-name", "", ""),
    "NAMES_014": ("entity-list", "entities", "dataset"),
    "NAMES_015": ("entity-list", "entities", "dataset"),
    "PYREF_001": ("reference-broken", "", ""),
    "PYREF_002": ("reference-broken", "", ""),
    "PYREF_003": ("reference-unknown", "", ""),
    "PYREF_004": ("reference-twice", "", ""),
    "SURVEY_001": ("end-alone", "survey", "type"),
    "SURVEY_002": ("begin-alone", "survey", "type"),
    "SURVEY_004": ("parameters-broken", "survey", "parameters"),
    "SURVEY_005": ("parameters-unknown", "survey", "parameters"),
    "ENTITY_001": ("save-without-entity", "survey", "save_to"),
    "ENTITY_005": ("entity-declaration", "entities", "label"),
    "ENTITY_006": ("entity-declaration", "entities", "update_if"),
    "ENTITY_007": ("entity-declaration", "entities", "entity_id"),
    "ENTITY_009": ("entity-place", "entities", "dataset"),
    "ENTITY_012": ("entity-place", "entities", "dataset"),
}
_FAMILIES: Final = {
    "RANGE": ("range-parameters", "survey", "parameters"),
    "SURVEY": ("parameters-wrong", "survey", "parameters"),
    "ENTITY": ("save-to", "survey", "save_to"),
}
_NOWHERE: Final = ("not-compiled", "", "")


def _coded(name: str, told: Mapping[str, str | None]) -> Fault:
    said = {word: text or "" for word, text in told.items()}
    code, sheet, column = _CODED.get(name) or _FAMILIES.get(name.split("_")[0], _NOWHERE)
    row = said.get("row", "")
    return Fault(
        code,
        sheet or said.get("sheet") or said.get("sheet_name") or "survey",
        int(row) if row.isdigit() else 0,
        column or said.get("column", ""),
        said,
    )


def _texts(pairs: Iterable[tuple[str, str, str]]) -> list[tuple[re.Pattern[str], str, str]]:
    return [(re.compile(pattern, re.DOTALL), code, column) for pattern, code, column in pairs]


# What pyxform says without a code.
_WORDED: Final = _texts([
    (r"You must have a sheet named 'survey'", "survey-sheet-missing", ""),
    (r"There should be a choices sheet", "choices-sheet-missing", "type"),
    (r"There should be an external_choices sheet", "external-sheet-missing", "type"),
    (r"Audits must always be named", "audit-name", "name"),
    (r"Missing calculation", "calculation-missing", "calculation"),
    (r"Question with no type", "type-missing", "type"),
    (r"Question or group with no name", "name-missing", "name"),
    (r"Repeat loop without list name", "loop-without-list", "type"),
    (r"List name not in (?:columns|choices) sheet: (?P<list>.+)", "list-missing", "type"),
    (r"List name not in external choices sheet: (?P<list>.+)", "external-list-missing", "type"),
    (r"File name for '.*' should end with", "list-file-ending", "type"),
    (r"Choice names with spaces .* See \[(?P<name>.*)\] in \[(?P<list>.*)\]", "choice-spaces", ""),
    (r"Choice filter not supported with or_other", "or-other-with-filter", "choice_filter"),
    (r"Please specify choices for this 'or other'", "or-other-without-list", "type"),
    (r"Choice filter not supported for table-list", "table-list-with-filter", "choice_filter"),
    (r"Badly formatted table list", "table-list-two-lists", "type"),
    (r"For 'background-geopoint' questions", "background-geopoint", "type"),
    (r"Parameters must include randomize|randomize must be|seed value", "randomize-parameters", ""),
    (r"Parameter max-pixels must", "image-parameters", ""),
    (r"Invalid value for quality", "audio-parameters", ""),
    (r"To include location|Parameter location-|.*(?:track-changes|identify-user)",
     "audit-parameters", ""),
    (r"Cannot omit instanceID", "encryption-needs-id", ""),
    (r"Survey cannot have an empty id_string", "form-id-missing", ""),
    (r"Unknown question type '(?P<type>.*)'", "type-unknown", ""),
    (r"This section has not been included", "include", ""),
    (r"The survey element named '(?P<name>.*)' has no label or hint", "label-missing", ""),
    (r"To use big-image.* named (?P<name>.*)\.$", "big-image", ""),
    (r"Media type: (?P<name>.*) not supported", "media-column", ""),
    (r"Question '(?P<name>.*?)' is a select from file type", "search-with-file", ""),
    (r"Question '(?P<name>.*?)' uses 'search\(\)'", "search-shared-list", ""),
    (r"Instance names must be unique.*? name '(?P<name>.*?)'", "external-names-alike", ""),
    (r"The same instance id .*? Instance name: '(?P<name>.*?)'", "external-names-alike", ""),
    (r"The question \$\{(?P<name>.*?)\} is not user-visible", "trigger-unseen", ""),
    (r"There has been a problem trying to replace \$\{(?P<q>.*?)\}", "reference-unknown", ""),
    (r"There (?:is|are) .*survey elements? named '(?P<q>.*?)'", "reference-unknown", ""),
    (r"Arguments 'itemset' and 'list_name' must not both", "select-without-list", ""),
    (r"There should be choices for this question", "select-without-list", ""),
])  # fmt: skip
_ROW: Final = re.compile(r"\[row : (?P<row>\d+)\]\s*")


def _worded(text: str) -> Fault:
    at = _ROW.match(text)
    row = int(at["row"]) if at else 0
    text = text[at.end() :] if at else text
    for pattern, code, column in _WORDED:
        found = pattern.match(text)
        if found:
            said = {word: value or "" for word, value in found.groupdict().items()}
            return Fault(code, "survey", row, column, said)
    # Whatever has a row and is said in no other way speaks of the parameters.
    return Fault("parameters-wrong", "survey", row, "parameters") if row else Fault("not-compiled")
