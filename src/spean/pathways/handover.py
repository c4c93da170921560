"""A caseload goes to a colleague: every file, and the record of it, in one act."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.casework.contracts import HandOverWords
from spean.casework.models import HandOver
from spean.casework.selectors import hand_over_made
from spean.people import services as people


@one_writer()
def hand_over(
    *, actor: User, id: UUID, words: HandOverWords, person_ids: Iterable[UUID], now: datetime
) -> HandOver:
    """Make a colleague responsible for these people. All of them, or none.

    :raises NobodyChosen: if there are no people
    :raises NotAllowed: if the actor is not the manager there, or a file is with somebody else
    :raises CannotTakeOver: if the colleague does not serve at their centre
    """
    made = hand_over_made(id)
    if made is not None:
        return made
    chosen = set(person_ids)
    made = casework.record_hand_over(actor=actor, id=id, words=words, person_ids=chosen, now=now)
    people.assign(actor=actor, person_ids=chosen, to=words.to_user)
    return made
