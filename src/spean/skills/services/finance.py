"""An application for money: to whom, how much (sealed), and what was answered."""

from datetime import date
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.directory.models import ServiceOffer
from spean.people.services import open_all_for, seal_for
from spean.skills import flows
from spean.skills.models import Business, FinanceLink
from spean.skills.services.keeping import already_made, check_may, locked, put

# Only who may open her debts writes one down.
_ACTION = "people.sensitive"


@one_writer()
def ask_for_money(
    *, actor: User, business: Business, id: UUID, offer: ServiceOffer, amount: int, on: date
) -> FinanceLink:
    """Write down that she asked for money.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    """
    check_may(actor, business.person, _ACTION)
    made = already_made(FinanceLink, id, "written_by", actor)
    if made is not None:
        return made
    sealed = seal_for(business.person, {"amount": amount}, context=_context(id))
    link = FinanceLink.objects.create(
        id=id, business=business, offer=offer, asked_on=on, sealed=sealed, written_by=actor
    )
    audit(actor=actor, action="skills.finance_asked", on=Ref("business", business.pk))
    return link


@one_writer()
def answer_finance(*, actor: User, link: FinanceLink, move: str, on: date) -> FinanceLink:
    """Write down what was answered.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises IllegalMove: if it was answered already
    """
    check_may(actor, link.business.person, _ACTION)
    link = locked(link)
    put(link, {"state": flows.FINANCE.move(link.state, move), "answered_on": on})
    audit(actor=actor, action="skills.finance_answered", on=Ref("business", link.business_id))
    return link


def open_finance(*, viewer: User, business: Business) -> dict[UUID, int]:
    """Return how much was asked for each time; one entry in the trail for all of them.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    links = list(business.finance.all())
    if not links:
        return {}
    items = {str(one.pk): (bytes(one.sealed), _context(one.pk)) for one in links}
    opened = open_all_for(viewer=viewer, person=business.person, items=items)
    return {UUID(key): int(plain["amount"]) for key, plain in opened.items()}


def _context(link_id: UUID) -> str:
    return f"finance:{link_id}"
