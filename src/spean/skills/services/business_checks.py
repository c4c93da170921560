"""How a business does after 1, 3, 6, 12 months."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.perms import may_open_sensitive
from spean.people.services import open_all_for, seal_for
from spean.skills.contracts import CheckWords
from spean.skills.models import Business, BusinessCheck
from spean.skills.services.keeping import already_made, check_may, locked


class NotBegunYet(DomainError):
    """What has not begun cannot be checked."""

    code = "business-not-begun"
    message = _("Write down first on which day the business began.")


class CheckTooEarly(DomainError):
    """A check looks back."""

    code = "check-too-early"
    message = _("This check is not due yet on this day.")


class CheckedAlready(DomainError):
    """Each check is made once."""

    code = "checked-already"
    message = _("This check was written down already.")


@one_writer()
def check_business(
    *, actor: User, business: Business, id: UUID, words: CheckWords, today: date
) -> BusinessCheck:
    """Write a check down; how the loan is paid is sealed.

    :raises NotAllowed: if the actor may not work on businesses of this person, or says something
        of a loan and may not open class 3 of her
    :raises NotBegunYet: if the business never began
    :raises CheckTooEarly: if the day is still to come, or before the business began
    :raises CheckedAlready: if this month was checked before
    """
    check_may(actor, business.person)
    made = already_made(BusinessCheck, id, "checked_by", actor)
    if made is not None:
        return made
    business = locked(business)
    if business.started_on is None:
        raise NotBegunYet
    if not business.started_on <= words.checked_on <= today:
        raise CheckTooEarly
    if business.checks.filter(month=words.month).exists():
        raise CheckedAlready
    values = asdict(words)
    loan = values.pop("loan")
    sealed = _sealed(actor, business, id, loan) if loan else b""
    check = BusinessCheck.objects.create(
        id=id, business=business, checked_by=actor, sealed=sealed, **values
    )
    ref = Ref("business", business.pk)
    audit(actor=actor, action="skills.business_checked", on=ref, month=check.month)
    return check


def _sealed(actor: User, business: Business, id: UUID, loan: str) -> bytes:
    if not may_open_sensitive(actor, business.person):
        raise NotAllowed
    return seal_for(business.person, {"loan": loan}, context=_context(id))


def open_checks(*, viewer: User, business: Business) -> dict[UUID, str]:
    """Return how the loan was paid at each check; one entry in the trail for all of them.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    checks = [one for one in business.checks.all() if one.sealed]
    if not checks:
        return {}
    items = {str(one.pk): (bytes(one.sealed), _context(one.pk)) for one in checks}
    opened = open_all_for(viewer=viewer, person=business.person, items=items)
    return {UUID(key): str(plain["loan"]) for key, plain in opened.items()}


def _context(check_id: UUID) -> str:
    return f"business_check:{check_id}"
