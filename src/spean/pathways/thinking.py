"""She wants to think, or something is wrong with the reasons: a promise stands on a day's list."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.casework.contracts import NoteWords
from spean.pathways.matching import Pair
from spean.pathways.proposal import put_before
from spean.people.models import Person

MATCHING = "EMP3"


@one_writer()
def think_it_over(*, actor: User, id: UUID, pair: Pair, task: str, now: datetime) -> None:
    """Keep the proposal open, and promise to ask again tomorrow; `task` says so in words."""
    put_before(actor=actor, id=id, pair=pair, now=now)
    _promise(actor, pair.person, uuid5(id, "thinking"), task, now, days=1)


@one_writer()
def report_wrong_reason(*, actor: User, id: UUID, pair: Pair, task: str, now: datetime) -> None:
    """Write down what is not right about reasons or gates, as a task for today."""
    _promise(actor, pair.person, id, task, now, days=0)


def _promise(actor: User, person: Person, id: UUID, what: str, now: datetime, *, days: int) -> None:
    today = timezone.localdate(now)
    words = NoteWords(
        happened_on=today,
        mode="in_person",
        topics=(MATCHING,),
        summary=what,
        next_step=what[:300],
        next_on=today + timedelta(days=days),
        # What she said about a job, an illness or her family stays off the screen others see.
        is_discreet=days == 0,
    )
    casework.note_service(actor=actor, person=person, id=id, words=words, now=now)
