"""Two people changed the same field of a person: one of the two values is chosen."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.core.errors import NotAllowed
from spean.people import services as people
from spean.people.perms import may_edit
from spean.people.selectors import columns_carried, files_to_standing
from spean.surveys import services as surveys


@one_writer()
def choose(*, actor: User, conflict_id: UUID, takes_theirs: bool, now: datetime) -> None:
    """Let the value that stands stand, or write the other one; both stay in the history.

    :raises NotAllowed: if the actor may not change the file
    :raises SettledAlready: if somebody has chosen
    :raises WrongInput: if the other value cannot be kept
    """
    row = surveys.settle_conflict(
        actor=actor, conflict_id=conflict_id, took_theirs=takes_theirs, now=now
    )
    files = files_to_standing(row.person_id)
    if not files or not may_edit(actor, files[-1]):
        raise NotAllowed
    if takes_theirs:
        people.edit_person(
            actor=actor,
            person_id=files[-1].pk,
            revision=files[-1].revision,
            changes=columns_carried({row.field: surveys.their_value(row)}),
            today=timezone.localdate(now),
        )
