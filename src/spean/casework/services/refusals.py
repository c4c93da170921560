"""What was asked for and refused stands in the trail too; nothing else of it is kept."""

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref


@one_writer()
def note_refusal(*, actor: User, on: Ref, reason: str) -> None:
    """Keep in the trail that something was refused, by the code of the reason alone.

    It is called after the refusal, whose own transaction has gone with it.
    """
    audit(actor=actor, action="casework.refused", on=on, reason=reason)
