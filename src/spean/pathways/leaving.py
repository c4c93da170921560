"""Somebody's people are divided among colleagues, and if she leaves her access ends with it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework.contracts import HandOverWords
from spean.casework.models import HandOver
from spean.casework.selectors import caseload_of
from spean.casework.selectors.sharing import Share
from spean.core.errors import DomainError
from spean.directory.services.leaving import let_go
from spean.pathways.handover import hand_over


class SomebodyLeftBehind(DomainError):
    """Who leaves keeps nobody's file."""

    code = "somebody-left-behind"
    message = _("Who leaves hands everybody over. Please choose all of the people.")


@one_writer()
def share_out(
    *,
    actor: User,
    id: UUID,
    from_user: User,
    shares: Sequence[Share],
    reason: str,
    leaves: bool,
    now: datetime,
) -> list[HandOver]:
    """Give each colleague a share, and close the leaver's access: all of it, or nothing.

    :raises NobodyChosen: if there are no people
    :raises NotAllowed: if the actor is not the manager there, or a file is with somebody else
    :raises CannotTakeOver: if a colleague does not serve at their centre
    :raises SomebodyLeftBehind: if she leaves and a file would stay with her
    """
    made = []
    for share in [one for one in shares if one.person_ids] or shares[:1]:
        words = HandOverWords(from_user, share.user, reason)
        key = uuid5(id, str(share.user.pk))
        ids = share.person_ids
        made.append(hand_over(actor=actor, id=key, words=words, person_ids=ids, now=now))
    if leaves:
        if caseload_of(actor, from_user).exists():
            raise SomebodyLeftBehind
        let_go(actor=actor, user=from_user, now=now)
    return made
