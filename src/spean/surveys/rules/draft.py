"""One row while it is being understood: what is read, what is noted, what has to be asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from spean.core.text import tidy
from spean.surveys.rules.cells import Cell

_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffd]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u17b4\u17b5]")

YES, KEEP, EMPTY, WRITE = "yes", "keep", "empty", "write"


@dataclass(slots=True)
class Draft:
    """A row being read.

    `cells` are the raw cells by column letter, `columns` {field: letters}, `answers` what officers
    said: {"code:field": answer} and {"write:field": text instead of the cell}.
    """

    cells: Mapping[str, Cell]
    columns: Mapping[str, list[str]]
    answers: Mapping[str, str]
    today: date
    number: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    questions: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Tell whether the list has a column of this field."""
        return name in self.columns

    def cell(self, name: str) -> Cell:
        """Return the first filled cell of a field, an empty one if there is none."""
        for letter in self.columns.get(name, ()):
            if letter in self.cells:
                return self.cells[letter]
        return {"t": ""}

    def where(self, name: str) -> str:
        """Return the cell's reference, such as D17; the column's even when the cell is empty."""
        letters = self.columns.get(name, [])
        filled = [letter for letter in letters if letter in self.cells]
        return f"{(filled or letters)[0]}{self.number}" if letters else ""

    def is_written(self, name: str) -> bool:
        """Tell whether an officer wrote something instead of the cell."""
        return f"write:{name}" in self.answers

    def raw(self, name: str) -> str:
        """Return what stands in the field, as it stands there, or was written instead."""
        return self.answers.get(f"write:{name}", str(self.cell(name)["t"]))

    def text(self, name: str) -> str:
        """Return the field's text tidied; notes what tidying changed; "" for what is unreadable."""
        raw = self.raw(name)
        if _NOT_TEXT.search(raw):
            self.ask("unreadable-text", name, was=_NOT_TEXT.sub("\u25a1", raw), answers=(WRITE,))
            return ""
        notes = [] if self.is_written(name) else self.cell(name).get("n", [])
        if "too-long" in notes:
            self.ask("too-long", name, was=raw[:80], answers=(WRITE, EMPTY))
            return ""
        for code in notes:
            self.note(code, name)
        plain = tidy(raw)
        if _INVISIBLE.search(raw) or plain != " ".join(_INVISIBLE.sub("", raw).split()):
            self.note("tidied", name)
        return "" if self.cell(name).get("k") == "error" and not self.is_written(name) else plain

    def note(self, code: str, name: str) -> None:
        """Remember what was remarkable about a field."""
        one = {"code": code, "field": name, "cell": self.where(name)}
        if one not in self.notes:
            self.notes.append(one)

    def answer(self, code: str, name: str) -> str:
        """Return what an officer answered to a question, "" if nothing yet."""
        return self.answers.get(f"{code}:{name}", "")

    def ask(
        self,
        code: str,
        name: str,
        *,
        was: str = "",
        becomes: str = "",
        answers: Iterable[str] = (),
        details: Mapping[str, Any] | None = None,
        key: str = "",
    ) -> None:
        """Put a question about a field; `becomes` is what an answer "yes" would make of it.

        `key`, under which the answer is kept, is "code:field" unless it is given; a question is put
        once, however many parts of a cell raise it.
        """
        key = key or f"{code}:{name}"
        if any(question["key"] == key for question in self.questions):
            return
        self.questions.append(
            {
                "key": key,
                "code": code,
                "field": name,
                "cell": self.where(name),
                "was": was[:200],
                "becomes": becomes[:200],
                "answers": list(answers),
                "details": dict(details or {}),
            }
        )
