"""Another registry's record changed: one quiet step on the officer's list, without its name."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.services import one_writer
from spean.casework.choices import CaseState, FollowUpKind, FollowUpState
from spean.casework.models import FollowUp
from spean.casework.selectors import case_of
from spean.people.models import Person


@one_writer()
def promise_to_ask_again(*, person: Person, watch_id: UUID) -> None:
    """Let the responsible officer ask again; while that is to do, another notice adds nothing."""
    case = case_of(person)
    mine = FollowUp.objects.filter(
        about_kind="registry_watch", about_id=watch_id, state=FollowUpState.DUE
    )
    if case is None or case.state != CaseState.OPEN or mine.exists():
        return
    FollowUp.objects.create(
        case=case,
        kind=FollowUpKind.NEXT_STEP,
        what=_("Ask the registry again: something changed there"),
        due_on=timezone.localdate(),
        is_discreet=True,
        about_kind="registry_watch",
        about_id=watch_id,
    )
