"""An answer that was set aside is taken in by a supervisor, beside what is here, and applied."""

from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.pathways.receiving import apply
from spean.surveys import services as surveys
from spean.surveys.contracts import Filed


@one_writer()
def take_in(*, actor: User, aside_id: UUID, now: datetime) -> Filed:
    """Take an answer in that was set aside, in its author's name; return what became of it.

    Beside one that took effect already it waits: the register is corrected by hand.

    :raises NotAllowed: if the actor does not settle answers at its centre
    :raises NotASubmission: if it is a file, or no filled form
    """
    row = surveys.settle_aside(actor=actor, aside_id=aside_id, now=now)
    filed = surveys.file_copy(arrival=surveys.arrival_of_aside(row), now=now)
    apply(given=[filed.given] if filed.given is not None else [], now=now)
    return filed
