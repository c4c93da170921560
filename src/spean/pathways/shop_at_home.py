"""What a shop does to the money of the household: its lines stand in the household's months."""

from dataclasses import dataclass
from datetime import date

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework.rules.cashflow import beside, day_work
from spean.casework.selectors.money import budgets_visible_to
from spean.casework.services import open_budget
from spean.core.months import Outcome
from spean.skills.models import BusinessPlan
from spean.skills.rules.enterprise import Shop, brought_home
from spean.skills.services.business import open_loan


@dataclass(frozen=True, slots=True)
class AtHome:
    """The household's months with the shop, and with the day work it lives from now."""

    begins: date
    version: int
    with_shop: Outcome
    without: Outcome


@one_writer()
def shop_at_home(*, viewer: User, plan: BusinessPlan) -> AtHome | None:
    """Return both, from the household's newest budget; `None` if none was kept.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    person = plan.business.person
    kept = budgets_visible_to(viewer).filter(case__person=person)
    newest = kept.order_by("-saved_at", "-version").first()
    if newest is None:
        return None
    sheet = open_budget(viewer=viewer, budget=newest)
    shop = Shop.from_plain(plan.sheet)
    loan = open_loan(viewer=viewer, plan=plan)
    home = sheet.household()
    return AtHome(
        begins=sheet.begins,
        version=newest.version,
        with_shop=beside(home, "shop", brought_home(shop, loan), until=shop.opens_after),
        without=day_work(home),
    )
