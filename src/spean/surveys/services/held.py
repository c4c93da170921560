"""Take hold of a list or of one of its rows, for somebody who imports at its centre."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.core.errors import DomainError, NotAllowed
from spean.directory.perms import Scope, scope_of
from spean.surveys import flows
from spean.surveys.choices import BatchState, RowState
from spean.surveys.models import ImportBatch, ImportRow

# A worker writes at least this often; a list that is silent for longer was left behind.
SILENCE = timedelta(minutes=2)


class ListBusy(DomainError):
    """The list is worked on in the background."""

    code = "list-busy"
    message = _("This list is being worked on. Please wait until it is done.")


class RowSettled(DomainError):
    """The row was imported, left out or taken back."""

    code = "row-settled"
    message = _("This row is settled already.")


def held_batch(actor: User, batch_id: UUID) -> ImportBatch:
    """Lock a list of a centre where the actor imports.

    :raises NotAllowed: if she does not, or there is no such list
    """
    batch = ImportBatch.objects.select_for_update().defer("original").filter(pk=batch_id).first()
    if batch is None or scope_of(actor, "surveys.import", batch.centre_id) < Scope.CENTRE:
        raise NotAllowed
    return batch


def held_row(actor: User, row_id: UUID) -> ImportRow:
    """Lock a row that waits, and its list, which must not be worked on.

    :raises NotAllowed: if the actor does not import at its centre
    :raises ListBusy: if a job runs on the list
    :raises RowSettled: if the row does not wait any more
    """
    row = ImportRow.objects.filter(pk=row_id).first()
    if row is None:
        raise NotAllowed
    batch = held_batch(actor, row.batch_id)
    require_quiet(batch)
    row = ImportRow.objects.select_for_update().get(pk=row_id)
    row.batch = batch
    if row.state not in {RowState.QUESTION, RowState.READY, RowState.SKIPPED}:
        raise RowSettled
    return row


def require_quiet(batch: ImportBatch) -> None:
    """Refuse while a job runs on the list.

    :raises ListBusy: if one does
    """
    if batch.state in flows.RUNNING:
        raise ListBusy


def is_left_behind(batch: ImportBatch, now: datetime) -> bool:
    """Tell whether the job of a list has been silent for so long that it may be started again."""
    waits = batch.state in flows.RUNNING or batch.state == BatchState.UPLOADED
    return waits and now - batch.updated_at > SILENCE


def move(batch: ImportBatch, action: str, *, now: datetime | None = None, total: int = 0) -> None:
    """Move a list to its next state and save it; with `now` a job begins that counts to `total`.

    :raises IllegalMove: if the list is not in a state for it
    """
    batch.state = flows.BATCH.move(batch.state, action)
    if now is not None:
        batch.started_at, batch.done, batch.total, batch.is_stopping = now, 0, total, False
    batch.revision += 1
    batch.save()


def count_done(batch_id: UUID, done: int, now: datetime) -> bool:
    """Write how far a job is; return False if somebody asked it to stop."""
    ImportBatch.objects.filter(pk=batch_id).update(done=done, updated_at=now)
    return not ImportBatch.objects.filter(pk=batch_id, is_stopping=True).exists()
