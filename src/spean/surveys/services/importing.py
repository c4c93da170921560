"""The rows of a list while they are imported and taken back; the story itself is a pathway's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.people.contracts import Intake
from spean.surveys.choices import BatchState, RowState
from spean.surveys.models import ImportBatch, ImportRow
from spean.surveys.selectors import Gazetteer
from spean.surveys.services.held import held_batch, move
from spean.surveys.services.intake import intake_of
from spean.surveys.services.staging import around, look_for_likely, stage

UNDO_DAYS: Final = 30
_TWO: Final = {"different", "unsure"}


class BasisMissing(DomainError):
    """Nobody said yet how these people agreed: without that nothing is registered."""

    code = "basis-missing"
    message = _("Please say first how these people agreed to be registered.")


class NothingReady(DomainError):
    """No row can be imported now."""

    code = "nothing-ready"
    message = _("No row can be imported yet. Please answer the questions first.")


class TooLateToUndo(DomainError):
    """The days in which an import can be taken back are over, or nothing was imported."""

    code = "too-late-to-undo"
    message = _("This import can no longer be taken back.")


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that is imported now: its registration, and what was said of people who look alike."""

    row: ImportRow
    intake: Intake
    answers: dict[UUID, str]


def begin_import(*, actor: User, batch_id: UUID, now: datetime) -> ImportBatch:
    """Let the ready rows of a list be imported, or go on with an import that was left behind.

    :raises BasisMissing: if nobody said how the people agreed
    :raises NothingReady: if no row is ready
    :raises IllegalMove: if the list is not reviewed
    """
    with one_writer():
        batch = held_batch(actor, batch_id)
        if not batch.basis:
            raise BasisMissing
        ready = batch.rows.filter(state=RowState.READY).count()
        if not ready:
            raise NothingReady
        move(batch, "apply", now=now, total=ready)
        audit(actor=actor, action="surveys.import_begun", on=Ref("import", batch_id), rows=ready)
    return batch


def ready_row(*, actor: User, row_id: UUID, now: datetime) -> Ready | None:
    """Lock a ready row, look once more for people who look alike, and return its registration.

    None if it was settled meanwhile, or if it now has a question and waits.
    """
    row = ImportRow.objects.select_for_update().filter(pk=row_id, state=RowState.READY).first()
    if row is None:
        return None
    batches = ImportBatch.objects.defer("original").select_related("centre__area")
    row.batch = batches.get(pk=row.batch_id)
    look_for_likely(row, actor=actor, now=now)
    asked = {f"likely-duplicate:{one}" for one in row.likely} - set(row.answers)
    if asked:
        stage(row, around(row.batch, Gazetteer(), timezone.localdate(now)))
        row.save()
        return None
    answers = {
        UUID(key.partition(":")[2]): answer
        for key, answer in row.answers.items()
        if key.startswith("likely-duplicate:") and answer in _TWO
    }
    return Ready(row, intake_of(row, now=now), answers)


def mark_imported(*, ready: Ready, person_id: UUID) -> None:
    """Write in a row whom it made."""
    row = ready.row
    row.state, row.person_id, row.was_created = RowState.APPLIED, person_id, True
    row.revision += 1
    row.save()


def hold_row(*, row_id: UUID, refusal: DomainError) -> None:
    """Put a row that the register refused back to those that wait, with the reason's code."""
    with one_writer():
        row = ImportRow.objects.select_for_update().get(pk=row_id)
        fields = refusal.details.get("errors")
        details = {"fields": sorted(fields)} if isinstance(fields, dict) else {}
        row.questions = [
            {
                "key": f"refused:{refusal.code}",
                "code": "refused",
                "field": "person",
                "cell": "",
                "was": "",
                "becomes": "",
                "answers": [],
                "details": {**details, "code": refusal.code},
            }
        ]
        row.state = RowState.QUESTION
        row.save()


def finish_import(*, actor: User, batch_id: UUID, now: datetime) -> ImportBatch:
    """End an import, stopped or not: what is done is kept, and can be undone for 30 days."""
    with one_writer():
        batch = held_batch(actor, batch_id)
        states = set(batch.rows.values_list("state", flat=True).distinct())
        applied = batch.rows.filter(state=RowState.APPLIED).count()
        if applied:
            batch.applied_at, batch.undo_until = now, now + timedelta(days=UNDO_DAYS)
        waits = bool(states & {RowState.QUESTION, RowState.READY}) or not applied
        batch.is_stopping = False
        move(batch, "review" if waits else "finish")
        audit(actor=actor, action="surveys.imported", on=Ref("import", batch_id), people=applied)
    return batch


def stop(*, actor: User, batch_id: UUID) -> ImportBatch:
    """Ask a running import to stop after the present row; what is done is kept."""
    with one_writer():
        batch = held_batch(actor, batch_id)
        if batch.state == BatchState.APPLYING:
            ImportBatch.objects.filter(pk=batch_id).update(is_stopping=True)
            batch.is_stopping = True
            audit(actor=actor, action="surveys.stopped", on=Ref("import", batch_id))
    return batch


def begin_undo(*, actor: User, batch_id: UUID, now: datetime) -> ImportBatch:
    """Let a whole import be taken back.

    :raises TooLateToUndo: after 30 days, or if nothing is imported
    :raises IllegalMove: if a job runs on the list
    """
    with one_writer():
        batch = held_batch(actor, batch_id)
        count = batch.rows.filter(state=RowState.APPLIED).count()
        if not count or batch.undo_until is None or now > batch.undo_until:
            raise TooLateToUndo
        move(batch, "undo", now=now, total=count)
        audit(actor=actor, action="surveys.undo_begun", on=Ref("import", batch_id), people=count)
    return batch


def row_to_undo(*, row_id: UUID) -> ImportRow | None:
    """Lock a row that made a person; None if it was taken back meanwhile."""
    rows = ImportRow.objects.select_for_update()
    return rows.filter(pk=row_id, state=RowState.APPLIED).first()


def mark_undone(*, row: ImportRow) -> None:
    """Write in a row that its person was taken back."""
    row.state, row.was_created = RowState.UNDONE, False
    row.revision += 1
    row.save()


def mark_kept(*, row: ImportRow, because: list[dict[str, str]]) -> None:
    """Write in a row why its person stays: [{what, who}], kinds of record and users' ids."""
    notes = [note for note in row.understood.get("notes", []) if note["code"] != "kept"]
    notes += [{"code": "kept", "field": "person", "cell": "", **one} for one in because]
    row.understood = {**row.understood, "notes": notes}
    row.revision += 1
    row.save()


def finish_undo(*, actor: User, batch_id: UUID, now: datetime) -> ImportBatch:
    """End an undo: the list is taken back, or stays imported with those who were worked on."""
    with one_writer():
        batch = held_batch(actor, batch_id)
        kept = batch.rows.filter(state=RowState.APPLIED).count()
        if not kept:
            batch.undone_at = now
        move(batch, "keep" if kept else "undone")
        audit(actor=actor, action="surveys.undone", on=Ref("import", batch_id), kept=kept)
    return batch
