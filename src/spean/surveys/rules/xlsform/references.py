"""References such as ${name}: those that lead nowhere, and renaming those that lead somewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyxform.aliases import TRANSLATABLE_CHOICES_COLUMNS
from pyxform.parsing.expression import RE_PYXFORM_REF_INNER, RE_PYXFORM_REF_OUTER

from spean.surveys.rules.xlsform.book import Book, Row, Sheet
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.meaning import Tokens, is_known, lines, meanings
from spean.surveys.rules.xlsform.work import Work

# pyxform lets nothing but the bare name stand between the braces.
_LOOSE: Final = re.compile(r"\s*(?P<saved>last-saved#)?\s*(?P<name>.*?)\s*", re.DOTALL)
# The columns of choices that may ask for an answer.
_SPOKEN: Final = frozenset(TRANSLATABLE_CHOICES_COLUMNS)
_STEP: Final = re.compile(r"/\s*([\w.\-]+)|([\w.\-]+)\s*/")
_WORD: Final = re.compile(r"[^\W\d][\w.\-]*(?!\s*[(\w.\-])")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
# Where a bare word may be meant for a question.
_REASONS: Final = frozenset(
    [("bind", word) for word in ("relevant", "constraint", "calculate", "required", "readonly")]
    + [("choice_filter",), ("control", "jr:count")]
)
_WORDS: Final = {"label", "hint", "guidance_hint", "media", "name", "type"}


@dataclass(frozen=True, slots=True)
class _Lost:
    """A reference that pyxform does not accept: where it stands, what it says, why it is lost."""

    sheet: Sheet
    row: Row
    column: int
    inner: str
    code: str


def names_of(book: Book) -> Counter[str]:
    """Return the names that may be referred to, and how often each is given."""
    found = Counter(
        line.name
        for line in lines(book)
        if line.name and line.what not in {"end", "setting"} and line.type != "audit"
    )
    found["instanceID"] += 1
    return found


@dataclass(frozen=True, slots=True)
class Uses:
    """What a form refers to: by ${name}, by the steps of paths, by bare words in conditions."""

    asked: frozenset[str]
    steps: frozenset[str]
    words: frozenset[str]

    def has(self, name: str) -> bool:
        """Tell whether anything may refer to a name, however it is spelt."""
        return _spelling(name) in self.asked or name in self.steps or name in self.words


def uses_of(book: Book) -> Uses:
    """Look through all sheets for what is referred to."""
    asked = {
        _spelling(_inner(found)[1])
        for sheet in book.sheets
        for _row, _column, text in sheet.texts()
        for found in (RE_PYXFORM_REF_OUTER.finditer(text) if "${" in text else ())
    }
    steps: set[str] = set()
    words: set[str] = set()
    for text in conditions(book):
        bare = _QUOTED.sub("''", RE_PYXFORM_REF_OUTER.sub(" ", text))
        steps.update(step for pair in _STEP.findall(bare) for step in pair if step)
    for text in conditions(book, only=_REASONS):
        words.update(_WORD.findall(_QUOTED.sub("''", RE_PYXFORM_REF_OUTER.sub(" ", text))))
    return Uses(frozenset(asked), frozenset(steps), frozenset(words))


def conditions(
    book: Book, but: Tokens = (), only: frozenset[Tokens] = frozenset()
) -> Iterator[str]:
    """Yield every cell that may be part of a condition, all but one kind of column, or some only.

    Names, types and what is there for people to read are never part of one.
    """
    for sheet in book.sheets:
        meaning = meanings(sheet)
        for _row, column, text in sheet.texts():
            tokens = meaning[column]
            if tokens[0] not in _WORDS and tokens != but and (not only or tokens in only):
                yield text


def rename_references(work: Work, fresh: Mapping[str, str], names: Counter[str]) -> None:
    """Let whatever refers to a name refer to its new one.

    `names` are those before: a reference that is spelt a little otherwise, and can mean no other
    of them, goes along.
    """
    spelt = _by_spelling(names)

    def renamed(found: re.Match[str]) -> str:
        saved, name = _inner(found)
        near = spelt.get(_spelling(name), []) if name not in names else []
        meant = near[0] if len(near) == 1 else name
        return f"${{{saved}{fresh[meant]}}}" if meant in fresh else found.group()

    for sheet in work.book.sheets:
        for row, column, text in list(sheet.texts()):
            becomes = RE_PYXFORM_REF_OUTER.sub(renamed, text) if "${" in text else text
            if becomes != text:
                work.change("reference-renamed", sheet, row, column, becomes)


def _by_spelling(names: Counter[str]) -> dict[str, list[str]]:
    spelt: dict[str, list[str]] = {}
    for name, count in names.items():
        spelt.setdefault(_spelling(name), []).extend([name] * count)
    return spelt


def _inner(found: re.Match[str]) -> tuple[str, str]:
    loose = _LOOSE.fullmatch(found.group("pyxform_ref") or "")
    return (loose["saved"] or "", loose["name"]) if loose else ("", "")


def mend_references(work: Work, fault: Fault) -> None:
    """Repair the references that can mean only one name; explain all others."""
    names = names_of(work.book)
    spelt = _by_spelling(names)
    lost = list(_lost(work.book, names))
    for one in lost:
        if work.has_enough:
            return
        _mend(work, one, spelt)
    if not lost and fault.said.get("q"):
        _explain_all(work, fault.said["q"])


def _mend(work: Work, lost: _Lost, spelt: Mapping[str, list[str]]) -> None:
    sheet, row, column = lost.sheet, lost.row, lost.column
    text, told = row.cells[column], f"${{{lost.inner}"
    near = _near(lost.inner, spelt)
    if near is not None:
        work.change("reference-respelt", sheet, row, column, text.replace(f"{told}}}", near))
    elif sheet.kind == "survey" and not is_known("survey", meanings(sheet)[column]):
        work.change("remark-left-alone", sheet, row, column, text.replace(told, f"{{{lost.inner}"))
    else:
        work.problem(lost.code, sheet, row, column, name=lost.inner)
        row.cells[column] = text.replace(f"{told}}}", "''").replace(told, "''")


def _explain_all(work: Work, name: str) -> None:
    """Explain a name that is lost only in the finished form, wherever it is asked for."""
    for sheet in work.book.sheets:
        for row, column, text in list(sheet.texts()):
            if f"${{{name}}}" in text:
                work.problem("reference-unknown", sheet, row, column, name=name)
                row.cells[column] = text.replace(f"${{{name}}}", "''")


def _near(inner: str, spelt: Mapping[str, list[str]]) -> str | None:
    """Return the reference that is meant, if only case and spaces keep it from the one name."""
    loose = _LOOSE.fullmatch(inner)
    near = spelt.get(_spelling(loose["name"]), []) if loose and loose["name"] else []
    if loose is None or len(near) != 1 or near[0] == inner:
        return None
    return f"${{{loose['saved'] or ''}{near[0]}}}"


def _spelling(name: str) -> str:
    return re.sub(r"[\s_]+", "_", name.strip()).casefold()


def _lost(book: Book, names: Counter[str]) -> Iterator[_Lost]:
    for sheet in book.sheets:
        searched = _searched(sheet)
        for row, column, text in sheet.texts():
            if column not in searched or "${" not in text:
                continue
            for found in RE_PYXFORM_REF_OUTER.finditer(text):
                inner = found.group("pyxform_ref")
                code = _judged(inner, names)
                if code:
                    yield _Lost(sheet, row, column, inner or found.group()[2:], code)


def _judged(inner: str | None, names: Counter[str]) -> str:
    whole = RE_PYXFORM_REF_INNER.fullmatch(inner or "")
    if whole is None:
        return "reference-broken"
    count = names.get(whole["ncname"], 0)
    return "" if count == 1 else "reference-twice" if count else "reference-unknown"


def _searched(sheet: Sheet) -> set[int]:
    """Return the columns in which pyxform looks for references, and the types of selects."""
    meaning = meanings(sheet)
    if sheet.kind == "survey":
        return {column for column, tokens in meaning.items() if tokens[0] != "name"}
    if sheet.kind == "choices":
        said = {column for column, told in meaning.items() if told[0] in _SPOKEN}
        return said or set(meaning)
    if sheet.kind == "entities":
        return {column for column, tokens in meaning.items() if tokens[0] != "dataset"}
    return set(meaning) if sheet.kind == "settings" else set()
