"""Two files, one person: every room moves its rows, and can give them back."""

from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.jobs import services as jobs
from spean.outreach import services as outreach
from spean.people import services as people
from spean.people.models import Merge
from spean.skills import services as skills


@one_writer()
def merge(*, actor: User, keep_id: UUID, merge_id: UUID, now: datetime) -> Merge:
    """Make two files one: the rows of the second move to the first. All of it, or none.

    :raises NotAllowed: unless she manages the centre of both, or settled the pair with the other
    :raises CannotMerge: if they are one file, or one of them is sealed or merged already
    """
    kept, merged = people.files_to_merge(actor=actor, kept_id=keep_id, merged_id=merge_id)
    moves = {
        "people": people.move_person(actor=actor, source=merged, target=kept, now=now),
        "casework": casework.move_person(actor=actor, source=merged, target=kept),
        "skills": skills.move_person(actor=actor, source=merged, target=kept),
        "jobs": jobs.move_person(actor=actor, source=merged, target=kept),
        "outreach": outreach.move_person(actor=actor, source=merged, target=kept),
    }
    return people.record_merge(actor=actor, kept=kept, merged=merged, moves=moves, now=now)


@one_writer()
def unmerge(*, actor: User, merge_id: UUID, now: datetime) -> Merge:
    """Make two files again: each gets back what was its own, with what was edited since.

    :raises NotAllowed: unless she manages one of the two centres, or is a registrar
    :raises AlreadyParted: if it was undone, or the kept file has itself been merged since
    """
    done, moves = people.merge_to_undo(actor=actor, merge_id=merge_id)
    kept, merged = done.kept, done.merged
    outreach.move_back(actor=actor, source=merged, moves=moves["outreach"])
    jobs.move_back(actor=actor, source=merged, moves=moves["jobs"])
    skills.move_back(actor=actor, source=merged, moves=moves["skills"])
    casework.move_back(actor=actor, moves=moves["casework"])
    people.move_back(source=merged, target=kept, moves=moves["people"])
    return people.record_parting(actor=actor, merge=done, now=now)
