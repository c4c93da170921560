"""Take back a case that was opened by mistake and never worked on."""

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.models import Case
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.people.models import Person


class CaseInUse(DomainError):
    """Somebody has worked on the case."""

    code = "case-in-use"
    message = _("Somebody has already worked on this file, so it stays.")


@one_writer()
def discard_case(*, actor: User, person: Person) -> None:
    """Remove a person's case on which nothing is noted, planned or promised.

    :raises CaseInUse: if anything is, or if there is more than the one open case
    """
    cases = list(Case.objects.select_for_update().filter(person=person)[:2])
    if len(cases) > 1 or any(_is_in_use(case) for case in cases):
        raise CaseInUse
    for case in cases:
        audit(actor=actor, action="casework.discarded", on=Ref("case", case.pk))
        case.delete()


def _is_in_use(case: Case) -> bool:
    worked_on = (case.screenings, case.events, case.follow_ups, case.plans)
    return case.closed_at is not None or any(rows.exists() for rows in worked_on)
