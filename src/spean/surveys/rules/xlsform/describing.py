"""What the site keeps of a compiled form beside its XForm: questions, languages, files."""

import re
from collections.abc import Iterator
from typing import Any, Final
from xml.parsers.expat import ParserCreate

from pyxform.question import MultipleChoiceQuestion, Question
from pyxform.section import RepeatingSection

from spean.surveys.rules.xlsform.book import Book
from spean.surveys.rules.xlsform.compiling import Compiled
from spean.surveys.rules.xlsform.meaning import column_of, value

# What pyxform calls a type inside -> what the manual of XLSForms calls it.
_TYPES: Final = {
    "select one": "select_one",
    "select all that apply": "select_multiple",
    "select one external": "select_one_external",
    "photo": "image",
    "int": "integer",
    "string": "text",
    "gps": "geopoint",
    "location": "geopoint",
    "datetime": "dateTime",
    "date time": "dateTime",
}
_FILE: Final = re.compile(r"jr://(?:images|audio|video|file|file-csv)/(.+)")
_SEARCH: Final = re.compile(r"search\(\s*['\"]([^'\"]+)")


def described(book: Book, made: Compiled) -> dict[str, Any]:
    """Return the form as JSON values."""
    survey = made.survey
    spoken = str(survey.default_language)
    return {
        "form_id": str(survey.id_string),
        "version": str(survey.version or ""),
        "title": str(survey.title),
        "default_language": spoken,
        "languages": list(map(str, survey._translations)) or [spoken],
        "xform": made.xform,
        "itemsets": made.itemsets,
        "media": _media(made),
        "entities": _entities(book),
        "questions": list(_questions(survey, spoken)),
    }


def _media(made: Compiled) -> list[str]:
    """Return the files that the form needs, each once, in their order."""
    found: dict[str, None] = {}
    for text in _texts(made.xform):
        named = _FILE.fullmatch(text.strip())
        if named:
            found[named[1]] = None
        for name in _SEARCH.findall(text):
            found[f"{name}.csv"] = None
    return [name for name in found if name != "itemsets.csv"]


def _texts(xform: str) -> list[str]:
    """Return the sources and appearances of a form, and the texts of its innermost elements.

    A name put together from an answer has an element inside and is known only on the way.
    """
    found: list[str] = []
    text: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        text.clear()
        found.extend(attributes[word] for word in ("src", "appearance") if word in attributes)

    def end(name: str) -> None:
        found.append("".join(text))
        text.clear()

    # Without namespaces: pyxform lets prefixes through that nobody has bound.
    reader = ParserCreate()
    reader.StartElementHandler, reader.EndElementHandler = begin, end
    reader.CharacterDataHandler = text.append
    reader.Parse(xform.encode(), True)
    return found


def _entities(book: Book) -> list[str]:
    sheet = book.sheet("entities")
    column = column_of(sheet, "dataset") if sheet else 0
    names = [value(row, column) for row in sheet.rows] if sheet else []
    return [name for name in names if name]


def _questions(survey: Any, spoken: str) -> Iterator[dict[str, Any]]:
    for element in survey.iter_descendants(lambda one: isinstance(one, Question)):
        above = [one for one, _distance in element.iter_ancestors()]
        if element.type == "attribute" or any(one.name == "meta" for one in above):
            continue
        path = str(element.get_xpath()).lstrip("/")
        yield {
            "path": path.partition("/")[2],
            "name": str(element.name),
            "type": _TYPES.get(str(element.type), str(element.type)),
            "label": _spoken(element.label, spoken),
            "choices": _choices(survey, element, spoken),
            "repeat": any(isinstance(one, RepeatingSection) for one in above),
            # The repeats it stands in, the nearest first.
            "repeats": [str(one.name) for one in above if isinstance(one, RepeatingSection)],
        }


def _spoken(label: Any, spoken: str) -> dict[str, str]:
    """Return a label by language."""
    if not label:
        return {}
    told = label if isinstance(label, dict) else {spoken: label}
    return {str(language): str(text) for language, text in told.items()}


def _choices(survey: Any, element: Any, spoken: str) -> dict[str, dict[str, str]] | None:
    """Return the choices of a select whose list is in the form; of two alike the first."""
    if not isinstance(element, MultipleChoiceQuestion):
        return None
    known = (survey.choices or {}).get(element.itemset) or element.choices
    if not element.itemset or known is None:
        return None
    found: dict[str, dict[str, str]] = {}
    for option in known.options:
        found.setdefault(str(option.name), _spoken(option.label, spoken))
    return found
