"""From a row of a list to a registered person, each in a transaction of its own."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.pathways.registration import admit
from spean.surveys import services as surveys
from spean.surveys.models import ImportBatch
from spean.surveys.selectors import ready_row_ids


def import_ready(*, actor: User, batch_id: UUID, now: datetime) -> ImportBatch:
    """Import the ready rows one after the other; whatever stops it, what is done is kept.

    A row is a person or it waits: nothing is half imported, and beginning again doubles nobody.

    :raises NotAllowed: if the actor may not register there any more
    """
    for done, row_id in enumerate(ready_row_ids(batch_id), start=1):
        try:
            _import_row(actor, row_id, now)
        except NotAllowed:
            surveys.finish_import(actor=actor, batch_id=batch_id, now=now)
            raise
        except DomainError as refusal:
            surveys.hold_row(row_id=row_id, refusal=refusal)
        if not surveys.count_done(batch_id, done, timezone.now()):
            break
    return surveys.finish_import(actor=actor, batch_id=batch_id, now=now)


@one_writer()
def _import_row(actor: User, row_id: UUID, now: datetime) -> None:
    ready = surveys.ready_row(actor=actor, row_id=row_id, now=now)
    if ready is None:
        return
    person = admit(actor=actor, intake=ready.intake, now=now, answers=ready.answers)
    surveys.mark_imported(ready=ready, person_id=person.pk)
