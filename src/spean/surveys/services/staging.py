"""Understand rows: values, questions, and who of the register or of the list looks alike."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from spean.accounts.models import User
from spean.people.selectors import identity_of_intake, likely_duplicates
from spean.surveys.choices import RowState
from spean.surveys.models import ImportBatch, ImportRow
from spean.surveys.rules import Surroundings, same_keys, understand
from spean.surveys.selectors import Gazetteer
from spean.surveys.services.intake import intake_of

_MOST_LIKELY = 3


def around(batch: ImportBatch, gazetteer: Gazetteer, today: date) -> Surroundings:
    """Return what the rows of a list are understood with."""
    home = batch.centre.area.code[:2] if batch.centre.area_id else ""
    return Surroundings(today, gazetteer.find, home, gazetteer.known)


def stage(row: ImportRow, surroundings: Surroundings) -> ImportRow:
    """Understand a row anew with what was answered so far; the row is not saved."""
    draft = understand(row.number, row.raw, row.batch.mapping, row.answers, surroundings)
    row.understood = {"values": draft.values, "notes": draft.notes + _kept_notes(row)}
    row.questions = [*draft.questions, *_questions_about_others(row)]
    row.state = RowState.QUESTION if row.questions else RowState.READY
    return row


def look_for_likely(row: ImportRow, *, actor: User, now: datetime) -> None:
    """Find who of the centre looks like this row; elsewhere only that there may be somebody.

    Those who were made by an earlier row of which somebody said "two people" are left out.
    """
    values = row.understood["values"]
    if not values.get("area_id") or not values.get("sex"):
        return
    intake = intake_of(row, now=now)
    identity = identity_of_intake(intake, values.get("area_code", ""))
    found = likely_duplicates(identity, viewer=actor, limit=_MOST_LIKELY, but_not=intake.id)
    known = _said_to_be_two(row)
    row.likely = [
        str(one.person.pk) for one in found if one.person is not None and one.person.pk != known
    ]
    notes = [note for note in row.understood["notes"] if note["code"] != "elsewhere"]
    if any(one.elsewhere for one in found):
        notes.append({"code": "elsewhere", "field": "person", "cell": ""})
    row.understood = {**row.understood, "notes": notes}


def mark_repeats(rows: Iterable[ImportRow]) -> None:
    """Write in each row which earlier row of the list says the same."""
    first: dict[str, int] = {}
    for row in rows:
        keys = same_keys(row.understood["values"])
        earlier = [first[key] for key in keys if key in first]
        row.repeats = min(earlier) if earlier else None
        for key in keys:
            first.setdefault(key, row.number)


def _kept_notes(row: ImportRow) -> list[dict[str, str]]:
    notes = row.understood.get("notes", [])
    return [note for note in notes if note["code"] in {"elsewhere", "kept"}]


def _questions_about_others(row: ImportRow) -> list[dict[str, Any]]:
    questions = []
    if row.repeats is not None and row.answers.get("same-in-list:row") != "two":
        details = {"row": row.repeats}
        questions.append(_question("same-in-list:row", ["two", "skip"], details))
    for person_id in row.likely:
        key = f"likely-duplicate:{person_id}"
        if row.answers.get(key) not in {"different", "unsure"}:
            answers = ["same", "different", "unsure"]
            questions.append(_question(key, answers, {"person": person_id}))
    return questions


def _question(key: str, answers: list[str], details: dict[str, Any]) -> dict[str, Any]:
    code = key.partition(":")[0]
    return {
        "key": key,
        "code": code,
        "field": "person",
        "cell": "",
        "was": "",
        "becomes": "",
        "answers": answers,
        "details": details,
    }


def _said_to_be_two(row: ImportRow) -> UUID | None:
    if row.repeats is None or row.answers.get("same-in-list:row") != "two":
        return None
    earlier = ImportRow.objects.filter(batch=row.batch_id, number=row.repeats)
    return earlier.values_list("person_id", flat=True).first()
