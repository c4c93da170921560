"""What a certificate changed in the pay: asked three and six months after."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, IllegalMove
from spean.core.refs import Ref
from spean.skills.choices import WageState
from spean.skills.models import Recognition, WageCheck
from spean.skills.rules.recognition import WAGE_MONTHS
from spean.skills.services.recording import check_may_edit, put


class WageMissing(DomainError):
    """Who was reached said what she earns, be it nothing."""

    code = "wage-missing"
    message = _("Please write what she earns a month; 0 if she earns nothing.")


def plan_wage_checks(recognition: Recognition, day: date) -> None:
    """Promise the two questions about the wage; a second certificate keeps the first days."""
    for months in WAGE_MONTHS:
        WageCheck.objects.get_or_create(
            recognition=recognition,
            months=months,
            defaults={"due_on": _months_after(day, months)},
        )


@one_writer()
def record_wage(
    *, actor: User, wage_id: UUID, is_reached: bool, wage: Decimal | None, now: datetime
) -> WageCheck:
    """Write down what she earns, or that nobody was reached.

    :raises NotAllowed: if the actor may not accompany this person
    :raises IllegalMove: if it was answered already
    :raises WageMissing: if she was reached and no wage is written
    """
    check = (
        WageCheck.objects.select_for_update(of=("self",))
        .select_related("recognition__person")
        .get(pk=wage_id)
    )
    check_may_edit(actor, check.recognition.person)
    if check.state != WageState.DUE:
        raise IllegalMove(action="record", state=check.state)
    if is_reached and wage is None:
        raise WageMissing
    state = WageState.TOLD if is_reached else WageState.NOT_REACHED
    said = {"wage": wage if is_reached else None, "asked_on": timezone.localdate(now)}
    put(check, {"state": state, "asked_by": actor, **said})
    ref = Ref("recognition", check.recognition_id)
    audit(actor=actor, action="skills.rpl_wage", on=ref, months=check.months, state=str(state))
    return check


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    # The 28th at the latest: every month has one.
    return date(day.year + year, month + 1, min(day.day, 28))
