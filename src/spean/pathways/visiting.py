"""An employer was visited (FUP3): what was found, as a service, and how the placement is known."""

from datetime import date, datetime
from uuid import UUID, uuid5

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.casework.choices import ContactMode, FollowUpKind
from spean.casework.contracts import NoteWords
from spean.casework.models import FollowUp
from spean.casework.services.calls import open_task
from spean.core.refs import Ref
from spean.jobs.services.checks import VisitFound, record_visit


@one_writer()
def visited(
    *,
    actor: User,
    follow_up: FollowUp,
    placement_id: UUID,
    revision: int,
    found: VisitFound,
    note: str,
    again_on: date | None,
    now: datetime,
) -> FollowUp:
    """Close a visit to an employer with what it found, and plan the next one if there is a day.

    :raises ChangedMeanwhile: if the visit was saved after it was opened here
    :raises IllegalMove: if it is no longer to do
    :raises NotYetHappened: if the day of the visit is still to come
    """
    kept = casework.record_reached(
        actor=actor, follow_up=follow_up, revision=revision, finding=note, now=now
    )
    record_visit(actor=actor, placement_id=placement_id, found=found)
    words = NoteWords(
        happened_on=found.visited_on, mode=ContactMode.IN_PERSON, topics=("FUP3",), summary=note
    )
    casework.note_service(
        actor=actor,
        person=kept.case.person,
        id=uuid5(kept.pk, f"visited {revision}"),
        words=words,
        now=now,
    )
    if again_on is not None:
        open_task(
            actor=actor,
            case=kept.case,
            kind=FollowUpKind.EMPLOYER,
            due_on=again_on,
            about=Ref("placement", placement_id),
            reasons=kept.reasons,
        )
    return kept
