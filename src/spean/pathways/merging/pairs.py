"""Settle a pair that looks alike; where it is one person, the files become one at once."""

from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.pathways.merging.files import merge
from spean.people import services as people
from spean.people.choices import SuspicionState
from spean.people.models import Suspicion


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
