"""What telephones send is kept, takes effect, and is answered for: one transaction, any door."""

from collections.abc import Sequence
from datetime import datetime

from spean.accounts.services import one_writer
from spean.core.errors import DomainError
from spean.pathways.applying import EFFECTS, take_effect
from spean.pathways.registration import admit_many
from spean.surveys import services as surveys
from spean.surveys.contracts import Arrival, Filed, Given


def receive(*, arrivals: Sequence[Arrival], now: datetime) -> list[Filed]:
    """Keep filled forms for ever and apply them; say what became of each, in their order.

    An answer that cannot be applied waits for a person; its neighbours are not touched. Whoever
    is told of the result may forget what he sent: it is returned after the commit, never before.

    :raises NotASubmission: if one of them is no filled form
    :raises UnknownForm: if one answers a questionnaire that nobody here ever published
    """
    return surveys.filed_once(arrivals, lambda new: keep(arrivals=new, now=now))


@one_writer()
def keep(*, arrivals: Sequence[Arrival], now: datetime) -> list[Filed]:
    """Do as `receive` does, for those that were not here a moment ago."""
    filed = surveys.file_arrivals(arrivals=arrivals, now=now)
    apply(given=[one.given for one in filed if one.given is not None], now=now)
    return filed


@one_writer()
def apply(*, given: Sequence[Given], now: datetime) -> None:
    """Apply answers that are kept: those just received, or by replay those that waited."""
    for author, several in surveys.registrations_by_author(given).items():
        try:
            intakes = surveys.intakes_of(several)
            people = admit_many(actor=author, intakes=intakes, now=now)
        except DomainError:
            # One of them cannot be registered as it is: each for itself, then.
            for one in several:
                _apply_one(one, now)
        else:
            surveys.mark_applied(several, [one.pk for one in people], now=now)
    for one in surveys.others(given, EFFECTS.keys()):
        _apply_one(one, now)


def _apply_one(given: Given, now: datetime) -> None:
    try:
        person_id = take_effect(given=given, now=now)
    except DomainError as refusal:
        surveys.mark_waiting(given, refusal)
    else:
        surveys.mark_applied([given], [person_id], now=now)
