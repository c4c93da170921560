"""Take back a case that was opened and never worked on."""

from uuid import UUID

from spean.accounts.models import User
from spean.accounts.selectors import audit_entries
from spean.accounts.services import audit, one_writer
from spean.casework.models import Case
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.people.selectors.pointing import rows_pointing_at
from spean.people.services.withdrawing import WorkedOn


@one_writer()
def withdraw_case(*, actor: User, person_id: UUID) -> None:
    """Remove the person's case, if nothing but its opening has happened.

    :raises NotAllowed: if the actor may not work on it
    :raises WorkedOn: if anything hangs on it or was done with it
    """
    for case in Case.objects.select_for_update(of=("self",)).filter(person=person_id):
        if not can(actor, "casework.edit", case.person):
            raise NotAllowed
        done = audit_entries(on=Ref("case", case.pk)).exclude(action="casework.opened")
        work = [(entry.action, str(entry.actor_id or "")) for entry in done]
        work += rows_pointing_at(case)
        if work:
            raise WorkedOn(work=work)
        ref = Ref("case", case.pk)
        case.delete()
        audit(actor=actor, action="casework.withdrawn", on=ref)
