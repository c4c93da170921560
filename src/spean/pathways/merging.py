"""Two files, one person: every room moves its rows, and can give them back."""

from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.jobs import services as jobs
from spean.outreach import services as outreach
from spean.people import services as people
from spean.people.choices import SuspicionState
from spean.people.models import Merge, Suspicion
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


@one_writer()
def settle(
    *, actor: User, suspicion_id: UUID, answer: str, keep_id: UUID, now: datetime
) -> Suspicion:
    """Answer a pair of one centre; a manager's "same" makes the two files one at once.

    `keep_id` names the file that stays.

    :raises NotAllowed: if the actor does not see both files
    :raises IllegalMove: if it is settled already
    """
    pair = people.decide(actor=actor, suspicion_id=suspicion_id, answer=answer, now=now)
    if pair.state == SuspicionState.SAME:
        other_id = pair.second_id if keep_id == pair.first_id else pair.first_id
        merge(actor=actor, keep_id=keep_id, merge_id=other_id, now=now)
    return pair


@one_writer()
def agree(*, actor: User, suspicion_id: UUID, agrees: bool, now: datetime) -> Suspicion:
    """Say for one's own side whether two centres' files are one; the second yes makes them so.

    The file of the side that asked stays: the person is there.

    :raises NotAllowed: if the actor compares for neither side
    :raises NotAskedYet: if nobody has asked about the pair
    :raises IllegalMove: if it is settled already
    """
    pair = people.agree(actor=actor, suspicion_id=suspicion_id, agrees=agrees, now=now)
    if pair.state == SuspicionState.SAME:
        keep_id, other_id = pair.first_id, pair.second_id
        if pair.asked_from_id == other_id:
            keep_id, other_id = other_id, keep_id
        merge(actor=actor, keep_id=keep_id, merge_id=other_id, now=now)
    return pair
