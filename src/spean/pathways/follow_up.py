"""A promised contact is kept: what was learned, the service given, and the job if it ended."""

from datetime import datetime
from uuid import uuid5

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.casework.contracts import Found, NoteWords
from spean.casework.models import FollowUp
from spean.casework.rules import follow_up_service
from spean.jobs import services as jobs
from spean.jobs.selectors import placements_visible_to


@one_writer()
def answered(
    *, actor: User, follow_up: FollowUp, revision: int, found: Found, now: datetime
) -> FollowUp:
    """Record that the person was reached, count it as a service, and end the job if it ended.

    :raises ChangedMeanwhile: if the follow-up was saved after it was opened here
    :raises IllegalMove: if it is no longer to do
    """
    kept = casework.record_reached(
        actor=actor, follow_up=follow_up, revision=revision, finding=found.finding, now=now
    )
    words = NoteWords(
        happened_on=timezone.localdate(now),
        mode=found.mode,
        topics=(follow_up_service(found.mode),),
        summary=found.finding,
        is_discreet=follow_up.is_discreet,
    )
    casework.note_service(
        actor=actor,
        person=follow_up.case.person,
        id=uuid5(follow_up.pk, f"answered {revision}"),
        words=words,
        now=now,
    )
    about = follow_up.about_id
    if found.ended_on is not None and follow_up.about_kind == "placement" and about is not None:
        placement = placements_visible_to(actor).get(pk=about)
        jobs.correct_placement(
            actor=actor,
            placement_id=placement.pk,
            terms={"ended_on": found.ended_on},
            revision=placement.revision,
        )
    return kept
