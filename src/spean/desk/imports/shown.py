"""Rows, questions and notes as the review shows them."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.accounts.selectors import names_of
from spean.core.wording import day_text, digits_text
from spean.desk.fields import spoken_number as phone_text
from spean.desk.imports.words import answer_word, open_word, work_word
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.surveys import services as surveys
from spean.surveys.choices import RowState
from spean.surveys.models import ImportBatch, ImportRow
from spean.surveys.rules import YES, shown_name
from spean.surveys.selectors import alike_questions

_DAYS = {"buddhist-era", "two-digit-year", "month-first", "excel-day"}
_MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its words: the field, what stood there, what it becomes, the answers."""

    key: str
    code: str
    field: str
    cell: str
    was: str
    becomes: str
    sentence: str
    may_agree: bool
    open_word: str
    person: Person | None = None
    answers: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)
    may_write: bool = False
    may_choose_area: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its name and its first question; `more` counts the others."""

    row: ImportRow
    name: str
    question: ShownQuestion | None
    more: int


def shown_rows(rows: Iterable[ImportRow], viewer: User) -> list[ShownRow]:
    """Return the rows of a page; whoever looks alike is named where the viewer may see her."""
    rows = list(rows)
    people = _people(rows, viewer)
    return [shown_row(row, people) for row in rows]


def shown_row(row: ImportRow, people: dict[UUID, Person] | None = None) -> ShownRow:
    """Return one row with its first question."""
    name = shown_name(row.understood.get("values", {}))
    questions = row.questions if row.state == RowState.QUESTION else []
    first = _shown(questions[0], people or {}) if questions else None
    return ShownRow(row, name, first, max(0, len(questions) - 1))


def questions_of(row: ImportRow, viewer: User) -> list[ShownQuestion]:
    """Return every question of a row with its answers."""
    people = _people([row], viewer)
    return [_shown(one, people) for one in row.questions]


def cells_of(row: ImportRow) -> list[dict[str, str]]:
    """Return the cells of a row as they stand in the list, with their headings."""
    return [
        {"heading": heading, "cell": f"{letter}{row.number}", "text": row.raw[letter]["t"]}
        for letter, heading in row.batch.headers
        if letter in row.raw
    ]


def notes_of_row(row: ImportRow) -> list[str]:
    """Return what was noted about a row, each sentence with the cells it is about."""
    cells: dict[str, list[str]] = {}
    for note in row.understood.get("notes", []):
        cells.setdefault(surveys.noted(note), []).append(note.get("cell", ""))
    return [
        f"{', '.join(filter(None, dict.fromkeys(where)))}: {said}" if any(where) else said
        for said, where in cells.items()
    ]


def notes_of_file(batch: ImportBatch) -> list[dict[str, Any]]:
    """Return what the file keeps hidden or merged: sentence, and whether it can be asked for."""
    said = []
    for note in batch.notes:
        count = digits_text(note.get("count", len(note.get("cells", ()))))
        words = {
            "hidden-rows": _("%(count)s rows are hidden in the file."),
            "hidden-columns": _("%(count)s columns are hidden in the file."),
            "merged": _("%(count)s merged cells were filled down and across."),
        }
        is_hidden = note["code"].startswith("hidden") and not batch.with_hidden
        said.append({"text": words[note["code"]] % {"count": count}, "is_hidden": is_hidden})
    return said


def repair_buttons(batch: ImportBatch) -> list[tuple[str, str]]:
    """Return (key, word) for each repair that several rows wait for."""
    return [
        (one.key, surveys.repair_word(one.code, digits_text(one.count)))
        for one in alike_questions(batch)
    ]


def kept_people(batch: ImportBatch, viewer: User) -> list[dict[str, Any]]:
    """Return whom an undo left in the register, with who did what since."""
    rows = list(batch.rows.filter(state=RowState.APPLIED).order_by("number")[:_MOST_KEPT])
    people = people_visible_to(viewer).in_bulk([row.person_id for row in rows if row.person_id])
    notes = {row.pk: _kept_notes(row) for row in rows}
    ids = {UUID(note["who"]) for some in notes.values() for note in some if note.get("who")}
    names = names_of(ids)
    kept = []
    for row in rows:
        work = [
            (work_word(note["what"]), names.get(UUID(note["who"]), "") if note["who"] else "")
            for note in notes[row.pk]
        ]
        if work:
            person = people.get(row.person_id) if row.person_id else None
            kept.append({"number": row.number, "person": person, "work": list(dict.fromkeys(work))})
    return kept


def _kept_notes(row: ImportRow) -> list[dict[str, str]]:
    return [note for note in row.understood.get("notes", []) if note["code"] == "kept"]


def _people(rows: list[ImportRow], viewer: User) -> dict[UUID, Person]:
    ids = {UUID(one) for row in rows for one in row.likely}
    return people_visible_to(viewer).in_bulk(ids) if ids else {}


def _shown(question: dict[str, Any], people: dict[UUID, Person]) -> ShownQuestion:
    details = question["details"]
    person = people.get(UUID(details["person"])) if "person" in details else None
    simple = [one for one in question["answers"] if one not in {"write", "area"}]
    return ShownQuestion(
        key=question["key"],
        code=question["code"],
        field=surveys.field_label(question["field"]),
        cell=question["cell"],
        was=question["was"],
        becomes=_becomes(question),
        sentence=surveys.asked(question),
        may_agree=YES in question["answers"],
        open_word=open_word(question["code"]),
        person=person,
        answers=[(one, *answer_word(question, one)) for one in simple],
        may_write="write" in question["answers"],
        may_choose_area="area" in question["answers"],
    )


def _becomes(question: dict[str, Any]) -> str:
    text = str(question["becomes"])
    if question["code"] in _DAYS and text:
        return day_text(date.fromisoformat(text), question["details"].get("precision", "day"))
    return phone_text(text) if text.startswith("+") else text
