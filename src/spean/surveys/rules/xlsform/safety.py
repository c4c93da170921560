"""What a hostile form does on a telephone: foreign files, patterns without end, circles."""

import re
import time
from collections.abc import Iterator
from typing import Final

from pyxform.utils import default_is_dynamic

from spean.surveys.rules.xlsform.book import Book, Row, Sheet
from spean.surveys.rules.xlsform.meaning import (
    TYPE,
    cleaned,
    column_of,
    columns_of,
    lines,
    value,
)
from spean.surveys.rules.xlsform.patterns import never_ends
from spean.surveys.rules.xlsform.refusing import FormRefused
from spean.surveys.rules.xlsform.work import Work

_LONGEST_NAME: Final = 200
_SECONDS_FOR_PATTERNS: Final = 0.7
_REFERENCE: Final = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_QUOTED: Final = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_FILES: Final = re.compile(r"\b(?:pulldata|search)\s*\(\s*(?:'([^']*)'|\"([^\"]*)\")")
# Signs that lead out of the folder of a form, also in disguise.
_LEADS_OUT: Final = re.compile(r"[/\\:\x00-\x1f]|%2f|%5c|%00|^\.+$|^~", re.IGNORECASE)
# In these a question may ask for its own past, which is no circle.
_PAST: Final = re.compile(r"indexed-repeat|last-saved|position\(|once\(|instance\(|\[")


def find_harm(work: Work) -> None:
    """Look for what no honest form holds; each find is a problem with its cell."""
    _find_foreign_files(work)
    _find_endless_patterns(work)
    _find_circles(work)


def is_plain_file(name: str) -> bool:
    """Tell whether a name is that of a file in the form's own folder and nothing else."""
    bare = _REFERENCE.sub("x", name).strip()
    return 0 < len(bare) <= _LONGEST_NAME and not _LEADS_OUT.search(bare)


def _find_foreign_files(work: Work) -> None:
    for sheet, row, column, name in _file_names(work.book):
        if not is_plain_file(name):
            work.problem("file-outside", sheet, row, column, name=name[:_LONGEST_NAME])


def _file_names(book: Book) -> Iterator[tuple[Sheet, Row, int, str]]:
    """Yield the name of every file that a form asks for, and where it does."""
    for sheet in book.sheets:
        media = set(columns_of(sheet, "media")) if sheet.kind in {"survey", "choices"} else set()
        for row, column, text in sheet.texts():
            if column in media and cleaned(text) != "-":
                yield sheet, row, column, text
            for found in _FILES.finditer(cleaned(text) if "(" in text else ""):
                yield sheet, row, column, found[1] or found[2] or ""
    yield from _files_of_questions(book)


def _files_of_questions(book: Book) -> Iterator[tuple[Sheet, Row, int, str]]:
    survey = book.sheet("survey")
    if survey is None:
        return
    types, defaults = column_of(survey, *TYPE), column_of(survey, "default")
    for line in lines(book):
        if line.list and "from" in line.type and "file" in line.type:
            yield survey, line.row, types, line.list
        given = value(line.row, defaults)
        if line.type in {"image", "photo"} and given and not default_is_dynamic(given):
            yield survey, line.row, defaults, given.removeprefix("jr://images/")


def _find_endless_patterns(work: Work) -> None:
    end = time.process_time() + _SECONDS_FOR_PATTERNS
    for sheet in work.book.sheets:
        for row, column, text in sheet.texts():
            if "regex" not in text:
                continue
            if any(map(never_ends, _patterns(work.book, cleaned(text)))):
                work.problem("pattern-endless", sheet, row, column)
            if time.process_time() > end:
                if work.problems:
                    return
                raise FormRefused("too-greedy")


def _patterns(book: Book, text: str) -> Iterator[str]:
    """Yield the patterns of a condition, and the texts of questions it takes a pattern from."""
    for found in re.finditer(r"regex\s*\(", text):
        second = _second_argument(text[found.end() :])
        asked = set(_REFERENCE.findall(second))
        rows = [line.row for line in lines(book) if line.name in asked] if asked else []
        for source in (second, *(cleaned(told) for row in rows for told in row.cells.values())):
            yield from (one or other for one, other in _QUOTED.findall(source))


def _second_argument(text: str) -> str:
    depth, quote, start = 0, "", -1
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "," and depth == 0 and start < 0:
            start = at + 1
        elif sign == ")" and depth == 0:
            return text[start:at] if start >= 0 else ""
        else:
            depth += {"(": 1, ")": -1}.get(sign, 0)
    return text[start:] if start >= 0 else ""


def _find_circles(work: Work) -> None:
    """Explain questions whose conditions and calculations wait for each other."""
    sheet = work.book.sheet("survey")
    if sheet is None:
        return
    columns = [column_of(sheet, "bind", word) for word in ("relevant", "calculate")]
    trigger = column_of(sheet, "trigger")
    asks: dict[str, set[str]] = {}
    places: dict[str, tuple[Row, int]] = {}
    for line in lines(work.book):
        for column in filter(None, columns):
            text = line.row.cells.get(column, "")
            # With a trigger it is reckoned when another answer changes, and at no other time.
            is_awaited = column == columns[1] and trigger in line.row.cells
            if line.name and "${" in text and not is_awaited and not _PAST.search(text):
                asks.setdefault(line.name, set()).update(_REFERENCE.findall(text))
                places.setdefault(line.name, (line.row, column))
    for name in _in_circles(asks):
        work.problem("circle", sheet, *places[name], name=name)


def _in_circles(asks: dict[str, set[str]]) -> list[str]:
    """Return the names from which asking on and on leads back over another name."""
    waiting = {name: {one for one in asked if one != name} for name, asked in asks.items()}
    while True:
        # Whoever waits for nobody, or is waited for by nobody, is in no circle.
        waited = set[str]().union(*waiting.values())
        kept = {name: asked & waiting.keys() for name, asked in waiting.items() if name in waited}
        kept = {name: asked for name, asked in kept.items() if asked}
        if kept == waiting:
            return list(kept)
        waiting = kept
