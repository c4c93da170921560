"""A whole import is taken back, but for those on whom somebody has worked since."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.core.errors import NotAllowed
from spean.people import services as people
from spean.people.selectors import is_registered
from spean.skills import services as skills
from spean.surveys import services as surveys
from spean.surveys.models import ImportBatch
from spean.surveys.selectors import applied_row_ids


def take_back(*, actor: User, batch_id: UUID, now: datetime) -> ImportBatch:
    """Remove the people that a list made; who was worked on stays, and the row says why."""
    for done, row_id in enumerate(applied_row_ids(batch_id), start=1):
        try:
            _take_back_row(actor, row_id)
        except people.WorkedOn as reason:
            _keep(row_id, [(str(what), str(who)) for what, who in reason.details["work"]])  # type: ignore[attr-defined]
        except NotAllowed:
            # Sealed, merged, or at another centre by now: somebody has worked on her.
            _keep(row_id, [("people.moved", "")])
        surveys.count_done(batch_id, done, timezone.now())
    return surveys.finish_undo(actor=actor, batch_id=batch_id, now=now)


@one_writer()
def _take_back_row(actor: User, row_id: UUID) -> None:
    row = surveys.row_to_undo(row_id=row_id)
    if row is None:
        return
    if row.was_created and row.person_id is not None and is_registered(row.person_id):
        casework.withdraw_case(actor=actor, person_id=row.person_id)
        skills.withdraw_claims(actor=actor, person_id=row.person_id)
        people.withdraw_registration(actor=actor, person_id=row.person_id)
    surveys.mark_undone(row=row)


@one_writer()
def _keep(row_id: UUID, work: list[tuple[str, str]]) -> None:
    row = surveys.row_to_undo(row_id=row_id)
    if row is not None:
        because = [{"what": what, "who": who} for what, who in dict.fromkeys(work)]
        surveys.mark_kept(row=row, because=because)
