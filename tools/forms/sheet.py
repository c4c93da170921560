"""How a questionnaire of the programme is written down: questions in both languages, lists of codes.

The lists come from the rooms' own words, so that a code in a questionnaire is one that the room
takes, and its Khmer is the one that stands on the desk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import translation
from openpyxl import Workbook, load_workbook

LANGUAGES = {"km": "ខ្មែរ (km)", "en": "English (en)"}
HEADS = (
    *("type", "name", "label::km", "label::en", "hint::km", "hint::en", "required", "relevant"),
    *("constraint", "constraint_message::km", "constraint_message::en", "calculation", "default"),
    *("appearance", "choice_filter", "parameters", "readonly"),
)


@dataclass(frozen=True)
class Codes:
    """A list of choices that no room has words for yet: {code: (Khmer, English)}."""

    name: str
    said: Mapping[str, tuple[str, str]]


YES_NO = Codes("yes_no", {"yes": ("បាទ/ចាស", "Yes"), "no": ("ទេ", "No")})


@dataclass
class Form:
    """One questionnaire while it is being written down."""

    form_id: str
    version: str
    km: str
    en: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    lists: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def ask(self, kind: str, name: str, km: str = "", en: str = "", **more: Any) -> None:
        """Ask one question; `more` are columns of the sheet, `hint` and `message` in both tongues."""
        row = {"type": kind, "name": name, "label::km": km, "label::en": en}
        for short, column in (("hint", "hint"), ("message", "constraint_message")):
            if short in more:
                row[f"{column}::km"], row[f"{column}::en"] = more.pop(short)
        if more.pop("needed", False):
            row["required"] = "yes"
        self.rows.append({**row, **more})

    def choose(self, words: Any, name: str, km: str, en: str, **more: Any) -> None:
        """Ask for one of a room's own codes, or of `Codes`; `many` for several, `only` for some."""
        only, kind = (
            more.pop("only", None),
            "select_multiple" if more.pop("many", 0) else "select_one",
        )
        self.ask(f"{kind} {self.list_of(words, only)}", name, km, en, **more)

    def yes_no(self, name: str, km: str, en: str, **more: Any) -> None:
        """Ask a question that is answered by yes or no."""
        self.choose(YES_NO, name, km, en, **more)

    def list_of(self, words: Any, only: Iterable[str] | None = None) -> str:
        """Write a list of codes down as choices; return its name.

        :raises ValueError: if another list of this form has that name
        """
        called = words.name if isinstance(words, Codes) else words.__name__.lower()
        name, wanted = called + ("_some" if only else ""), set(only or ())
        rows = [one for one in _rows_of(words) if not wanted or one[0] in wanted]
        if self.lists.setdefault(name, rows) != rows:
            raise ValueError(name)
        return name

    def group(self, name: str, km: str, en: str, **more: Any) -> "Block":
        """Put questions on a page of their own: `with form.group(…):`."""
        return Block(self, "group", name, km, en, {"appearance": "field-list", **more})

    def repeat(self, name: str, km: str, en: str, **more: Any) -> "Block":
        """Ask the same questions several times: `with form.repeat(…):`."""
        return Block(self, "repeat", name, km, en, more)

    def save(self, folder: Path) -> Path:
        """Write the workbook."""
        book = Workbook()
        survey = book.active
        survey.title = "survey"
        _write(
            survey,
            [_head(one) for one in HEADS],
            ([row.get(one) for one in HEADS] for row in self.rows),
        )
        choices = book.create_sheet("choices")
        heads = ["list_name", "name", _head("label::km"), _head("label::en")]
        _write(choices, heads, ((name, *one) for name, many in self.lists.items() for one in many))
        settings = book.create_sheet("settings")
        heads = ["form_title", "form_id", "version", "default_language", "style"]
        title = f"{self.km} · {self.en}"
        _write(settings, heads, [[title, self.form_id, self.version, LANGUAGES["km"], "pages"]])
        path = folder / f"{self.form_id}.xlsx"
        book.save(path)
        return path


@dataclass
class Block:
    """A group or a repeat, open while its questions are asked."""

    form: Form
    kind: str
    name: str
    km: str
    en: str
    more: dict[str, Any]

    def __enter__(self) -> None:
        self.form.ask(f"begin_{self.kind}", self.name, self.km, self.en, **self.more)

    def __exit__(self, *_problem: object) -> None:
        self.form.rows.append({"type": f"end_{self.kind}", "name": self.name})


def said(label: Any) -> tuple[str, str]:
    """Return a room's own word in Khmer and in English."""
    spoken = []
    for language in LANGUAGES:
        with translation.override(language):
            spoken.append(str(label))
    return spoken[0], spoken[1]


def cells(path: Path) -> dict[str, list[list[Any]]]:
    """Return what a workbook says: {sheet: rows of values}, whenever it was written."""
    book = load_workbook(path, read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def _rows_of(words: Any) -> list[tuple[str, str, str]]:
    if isinstance(words, Codes):
        return [(code, *spoken) for code, spoken in words.said.items()]
    return [(str(one.value), *said(one.label)) for one in words]


def _head(column: str) -> str:
    name, _colons, language = column.partition("::")
    return f"{name}::{LANGUAGES[language]}" if language else name


def _write(sheet: Any, heads: list[str], rows: Iterable[Iterable[Any]]) -> None:
    sheet.append(heads)
    for row in rows:
        sheet.append(list(row))
    sheet.freeze_panes = "C2"
