"""Answers that waited are tried once more: one after a repair, all of a kind after an upgrade."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.pathways.applying import EFFECTS
from spean.pathways.receiving import apply
from spean.surveys import services as surveys
from spean.surveys.choices import SubmissionState
from spean.surveys.selectors import received_answers

# One transaction each: others write between two of them.
_AT_ONCE: Final = 50


def is_applicable(effect: str) -> bool:
    """Tell whether answers with this effect (`surveys.choices.Effect`) are taken up by a room."""
    return effect in EFFECTS


@one_writer()
def try_again(*, actor: User, submission_id: UUID, now: datetime) -> bool:
    """Apply an answer in its author's name; tell whether that was possible now.

    :raises NotAllowed: if the actor does not settle answers at its centre
    :raises IllegalMove: if it does not wait any more
    """
    given = surveys.take_up_answer(actor=actor, submission_id=submission_id)
    apply(given=[given], now=now)
    return bool(given.submission.state == SubmissionState.APPLIED)


def replay(*, effect: str, now: datetime, tell: Callable[[int, int], None]) -> Counter[str]:
    """Apply every answer with this effect that was only received; say how many are in which state.

    Broken off, it goes on when called again. `tell` hears how many are done, of how many.

    :raises NotYetApplicable: if no room takes such answers up
    """
    ids = list(received_answers(effect).values_list("pk", flat=True))
    if not is_applicable(effect):
        raise surveys.NotYetApplicable(count=len(ids))
    became: Counter[str] = Counter()
    for start in range(0, len(ids), _AT_ONCE):
        with one_writer():
            held = surveys.hold_received(ids[start : start + _AT_ONCE])
            apply(given=surveys.open_held(held), now=now)
        became.update(one.state for one in held)
        tell(min(start + _AT_ONCE, len(ids)), len(ids))
    return became
