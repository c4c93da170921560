"""A household's months, kept with the plan: each saving is a version that never changes."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.models import Budget
from spean.casework.rules.household import ARITHMETIC
from spean.casework.rules.sheet import Sheet
from spean.casework.selectors import plan_of
from spean.casework.services.cases import open_case_of
from spean.casework.services.revisions import already_made
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.models import Person
from spean.people.perms import may_open_sensitive
from spean.people.services import open_for, seal_for


class NotReckonedYet(DomainError):
    """Something must still be asked before there is anything to save."""

    code = "not-reckoned-yet"
    message = _("Something is still missing to work this out. Please ask it first.")


@one_writer()
def save_budget(*, actor: User, person: Person, id: UUID, sheet: Sheet, now: datetime) -> Budget:
    """Keep what a household's months were reckoned from, as the next version.

    All of it is sealed under the person's key: debts stand in it.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises NotReckonedYet: if the way that was asked about cannot be reckoned
    :raises NoOpenCase: if the person has no open case
    """
    if not may_open_sensitive(actor, person):
        raise NotAllowed
    made = already_made(Budget, id, "saved_by", actor)
    if made is not None:
        return made
    if sheet.household().unknown_for(sheet.question):
        raise NotReckonedYet
    case = open_case_of(person)
    last = Budget.objects.filter(case=case).aggregate(last=Max("version"))["last"] or 0
    budget = Budget.objects.create(
        id=id,
        case=case,
        plan=plan_of(case),
        version=last + 1,
        arithmetic=ARITHMETIC,
        saved_at=now,
        saved_by=actor,
        sealed=seal_for(person, sheet.as_plain(), context=_context(id)),
    )
    ref = Ref("budget", budget.pk)
    audit(actor=actor, action="casework.budget_saved", on=ref, version=budget.version)
    return budget


def open_budget(*, viewer: User, budget: Budget) -> Sheet:
    """Return what a saved version was reckoned from; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    plain = open_for(
        viewer=viewer,
        person=budget.case.person,
        sealed=bytes(budget.sealed),
        context=_context(budget.pk),
    )
    return Sheet.from_plain(plain)


def _context(budget_id: UUID) -> str:
    return f"budget:{budget_id}"
