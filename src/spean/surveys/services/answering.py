"""Answer what a row asks: by a button, by writing what is meant, by leaving the row out."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import Area
from spean.surveys.choices import RowState
from spean.surveys.models import ImportRow
from spean.surveys.rules import WRITE, YES
from spean.surveys.selectors import Gazetteer, waiting_rows
from spean.surveys.services.held import held_batch, held_row, require_quiet
from spean.surveys.services.staging import around, look_for_likely, stage

_LONGEST_WRITTEN = 300
_SAME, _SKIP = "same", "skip"


class NotAnAnswer(DomainError):
    """The question is settled already, or this is none of its answers."""

    code = "not-an-answer"
    message = _("This question is settled already, or that is not one of its answers.")


def answer_question(
    *, actor: User, row_id: UUID, key: str, answer: str, now: datetime, text: str = ""
) -> ImportRow:
    """Answer one question of one row; with "write", `text` stands for the cell from now on.

    "same" says that the person is registered already: the row is left out, and points to her.

    :raises NotAnAnswer: if the row does not ask this, or not with this answer
    :raises ListBusy: if a job runs on the list
    :raises RowSettled: if the row does not wait any more
    """
    with one_writer():
        row = held_row(actor, row_id)
        question = next((one for one in row.questions if one["key"] == key), None)
        if question is None or answer not in question["answers"]:
            raise NotAnAnswer
        if answer == _SAME:
            row.state, row.person_id = RowState.SKIPPED, UUID(question["details"]["person"])
            row.answers = {**row.answers, key: answer}
        elif answer == _SKIP:
            row.state = RowState.SKIPPED
        elif answer == WRITE:
            _write(row, question["field"], text)
        elif answer == "area":
            _choose_area(row, text)
        else:
            row.answers = {**row.answers, key: answer}
        _understand([row], actor, now)
        row.revision += 1
        row.save()
        _tell(actor, row, question["code"], answer)
    return row


def answer_alike(*, actor: User, batch_id: UUID, key: str, now: datetime) -> int:
    """Accept the same repair in every row that proposes it; return how many there were.

    :raises ListBusy: if a job runs on the list
    """
    with one_writer():
        batch = held_batch(actor, batch_id)
        require_quiet(batch)
        alike = [
            row
            for row in waiting_rows(batch).select_for_update()
            if any(one["key"] == key and YES in one["answers"] for one in row.questions)
        ]
        for row in alike:
            row.batch = batch
            row.answers = {**row.answers, key: YES}
            row.updated_at = now
        _understand(alike, actor, now, look=False)
        ImportRow.objects.bulk_update(
            alike, ["state", "understood", "questions", "answers", "updated_at"], batch_size=200
        )
        audit(
            actor=actor,
            action="surveys.answered_alike",
            on=Ref("import", batch_id),
            code=key,
            rows=len(alike),
        )
    return len(alike)


def skip_row(*, actor: User, row_id: UUID) -> ImportRow:
    """Leave a row out; it stays in the list and can be taken up again.

    :raises RowSettled: if it was imported or taken back
    """
    with one_writer():
        row = held_row(actor, row_id)
        row.state = RowState.SKIPPED
        row.revision += 1
        row.save()
        _tell(actor, row, "row", "skip")
    return row


def take_up_row(*, actor: User, row_id: UUID, now: datetime) -> ImportRow:
    """Take up a row that was left out.

    :raises RowSettled: if it was imported or taken back
    """
    with one_writer():
        row = held_row(actor, row_id)
        same = [key for key, answer in row.answers.items() if answer == _SAME]
        row.answers = {key: value for key, value in row.answers.items() if key not in same}
        row.person_id, row.state = None, RowState.QUESTION
        _understand([row], actor, now)
        row.revision += 1
        row.save()
        _tell(actor, row, "row", "take-up")
    return row


def _write(row: ImportRow, field: str, text: str) -> None:
    written = text.strip()[:_LONGEST_WRITTEN]
    if not written:
        raise NotAnAnswer
    # What was said about the old text does not hold for the new one.
    kept = {key: value for key, value in row.answers.items() if not key.endswith(f":{field}")}
    row.answers = {**kept, f"write:{field}": written}


def _choose_area(row: ImportRow, area_id: str) -> None:
    try:
        area = Area.objects.filter(pk=UUID(area_id), valid_to=None, level__gte=3).first()
    except ValueError:
        area = None
    if area is None:
        raise NotAnAnswer
    row.answers = {**row.answers, "area:place": f"{area.pk}|{area.code}|{area.label}"}


def _understand(
    rows: Iterable[ImportRow], actor: User, now: datetime, *, look: bool = True
) -> None:
    """Understand rows anew; those left out stay so. Likely people are looked for one at a time."""
    gazetteer = Gazetteer()
    for row in rows:
        if row.state == RowState.SKIPPED:
            continue
        surroundings = around(row.batch, gazetteer, timezone.localdate(now))
        stage(row, surroundings)
        if look:
            look_for_likely(row, actor=actor, now=now)
            stage(row, surroundings)


def _tell(actor: User, row: ImportRow, code: str, answer: str) -> None:
    known = answer if answer.isascii() and answer.replace("-", "").isalpha() else "chosen"
    audit(
        actor=actor,
        action="surveys.answered",
        on=Ref("import_row", row.pk),
        code=code,
        answer=known,
        number=row.number,
    )
