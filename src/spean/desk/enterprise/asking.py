"""All the forms of one plan together: what was asked, and the shop if all of it can be read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from spean.casework.rules import add_months
from spean.core.loans import Loan
from spean.desk.enterprise.forms.plan import (
    COSTS,
    PRODUCTS,
    RISKS,
    CostForm,
    ProductForm,
    RiskForm,
    ShopForm,
    ShopLoanForm,
)
from spean.desk.fields import ClientForm
from spean.desk.fields.revised_form import as_day
from spean.skills.rules.enterprise import Shop


class Asked:
    """The forms; `shop` and `loan` hold what was told once all of it can be read."""

    def __init__(self, data: Any, kept: Shop | None, loan: Loan | None, *, may_open: bool) -> None:
        start = ShopForm.initial_of_shop(kept) if kept else {"begins": as_day(_next_month())}
        self.form = ShopForm(data, initial=start)
        self.products = _many(ProductForm, "product", PRODUCTS, data, _products(kept))
        self.costs = _many(CostForm, "cost", COSTS, data, _costs(kept))
        self.risks = _many(RiskForm, "risk", RISKS, data, _risks(kept))
        known = ShopLoanForm.initial_of_loan(loan) if loan else {}
        self.loan_form = ShopLoanForm(data, prefix="loan", initial=known) if may_open else None
        self.shop, self.loan = kept, loan
        if data is not None:
            self._read()

    @property
    def forms(self) -> list[ClientForm]:
        """Return every form, for what is said on top."""
        loans = [self.loan_form] if self.loan_form else []
        return [self.form, *self.products, *self.costs, *self.risks, *loans]

    def _read(self) -> None:
        self.shop, self.loan = None, None
        # All are asked, so that everything that is wrong is said at once.
        if not all([one.is_valid() for one in self.forms]):
            return
        products = [thing for one in self.products if (thing := one.thing()) is not None]
        if not products:
            self.products[0].add_error("name", _("Please write down at least one thing she sells."))
            return
        costs = [cost for one in self.costs if (cost := one.cost()) is not None]
        risks = [pair for one in self.risks if (pair := one.pair()) is not None]
        self.shop = self.form.shop(products, costs, risks)
        self.loan = self.loan_form.loan() if self.loan_form else None


def _many(
    form: type[Any], prefix: str, count: int, data: Any, known: Mapping[int, dict[str, Any]]
) -> list[Any]:
    return [
        form(data, prefix=f"{prefix}{place}", initial=known.get(place)) for place in range(count)
    ]


def _products(kept: Shop | None) -> dict[int, dict[str, Any]]:
    found = kept.products if kept else ()
    return dict(enumerate(map(ProductForm.initial_of_product, found)))


def _costs(kept: Shop | None) -> dict[int, dict[str, Any]]:
    pairs = kept.start_costs if kept else ()
    return {place: {"name": name, "amount": much} for place, (name, much) in enumerate(pairs)}


def _risks(kept: Shop | None) -> dict[int, dict[str, Any]]:
    pairs = kept.risks if kept else ()
    return {place: {"risk": risk, "answer": then} for place, (risk, then) in enumerate(pairs)}


def _next_month() -> date:
    return add_months(timezone.localdate().replace(day=1), 1)
