"""The plan of a shop as it is asked: few questions, most may stay empty."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spean.core.loans import Loan
from spean.core.months import Range
from spean.desk.fields import (
    ClientForm,
    DayField,
    DecimalField,
    OneOfField,
    SomeOfField,
    WholeField,
)
from spean.desk.fields.revised_form import MarkedForm, as_day, on
from spean.skills.choices.enterprise import Registration, Season
from spean.skills.rules.enterprise import Product, Shop

PRODUCTS: Final = 3
COSTS: Final = 6
RISKS: Final = 3
# What is above was typed wrongly: no shop of a village is larger.
MOST: Final = 500_000_000
LONG: Final = {"rows": 2}
_WHOLE: Final = ("own_money", "given", "stock_months", "opens_after", "fixed", "owner_pay",
                 "family_hours", "family_wage")  # fmt: skip
_MONTHS: Final = tuple(f"month{number}" for number in range(1, 13))


def _riel(label: Any, **more: Any) -> WholeField:
    return WholeField(label=label, required=False, most=MOST, **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs=LONG)
    return forms.CharField(label=label, required=False, max_length=600, widget=area, **more)


class ShopForm(MarkedForm):
    """What stands in a plan once; products, costs and risks have forms of their own."""

    mostly_optional = True

    product = _text(_("What is sold, and what is special about it?"))
    market = _text(_("Who buys, where, and who else sells it there?"))
    begins = DayField(label=_("With which month does it begin?"), may_be_future=True)
    own_money = _riel(_("Own money for it, in riel"))
    given = _riel(_("Given for it: kit, grant, from the family, in riel"))
    stock_months = WholeField(
        label=_("For how many months are goods bought before the first sale?"),
        required=False,
        most=12,
    )
    opens_after = WholeField(
        label=_("After how many months does it open?"), required=False, most=12
    )
    days = WholeField(label=_("Working days in a month"), least=1, most=31, initial=26)
    fixed = _riel(
        _("Costs of every month, sold or not, in riel"),
        help_text=_("Rent, electricity, telephone, transport."),
    )
    owner_pay = _riel(_("Her own pay, a month, in riel"))
    family_hours = WholeField(
        label=_("Unpaid hours of the family in a month"), required=False, most=2000
    )
    family_wage = WholeField(
        label=_("What such an hour is worth, in riel"), required=False, most=100_000
    )
    seasons = SomeOfField(
        label=_("Which months are different?"),
        help_text=_("These patterns are guesses to begin with; nobody has checked them."),
        choices=Season.choices,
        required=False,
    )
    registration = OneOfField(
        label=_("Must it be registered?"),
        choices=Registration.choices,
        initial=Registration.NOT_ASKED,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for number, name in enumerate(_MONTHS, start=1):
            label = str(MONTH_NAMES[number])
            self.fields[name] = WholeField(label=label, required=False, most=1000)

    def clean(self) -> dict[str, Any]:
        """Ask for all twelve months or none.

        :raises ValidationError: if only some of the months are written
        """
        said: dict[str, Any] = super().clean() or self.cleaned_data
        filled = [name for name in _MONTHS if said.get(name) is not None]
        if filled and len(filled) < len(_MONTHS):
            raise forms.ValidationError(_now("Please write all twelve months, or none of them."))
        return said

    @property
    def months(self) -> list[Any]:
        """Return the twelve months for a template."""
        return self.order(*_MONTHS)

    def shop(
        self,
        products: Sequence[Product],
        costs: Sequence[tuple[str, int]],
        risks: Sequence[tuple[str, str]],
    ) -> Shop:
        """Return the plan as the rules take it."""
        said = self.cleaned_data
        own = tuple(said[name] for name in _MONTHS if said[name] is not None)
        words = {name: str(said[name]) for name in ("product", "market", "registration")}
        begins: date = on(said["begins"])
        return Shop(
            begins=begins.replace(day=1),
            products=tuple(products),
            start_costs=tuple(costs),
            **{name: said[name] or 0 for name in _WHOLE},
            days=said["days"],
            seasons=tuple(said["seasons"]),
            own_season=own,
            words=words,
            risks=tuple(risks),
        )

    @staticmethod
    def initial_of_shop(shop: Shop) -> dict[str, Any]:
        """Return a kept plan as the values of this form."""
        own = dict(zip(_MONTHS, shop.own_season, strict=False))
        return {
            **{name: getattr(shop, name) for name in _WHOLE},
            **own,
            **shop.words,
            "begins": as_day(shop.begins),
            "days": shop.days,
            "seasons": list(shop.seasons),
        }


class ProductForm(ClientForm):
    """One thing that is sold."""

    name = forms.CharField(label=_("What is sold?"), required=False, max_length=60)
    unit = forms.CharField(
        label=_("Counted in"),
        help_text=_("Bowls, kilos, pieces."),
        required=False,
        max_length=30,
    )
    price = _riel(_("Price of one, in riel"))
    unit_cost = _riel(_("What one costs her, in riel"))
    likely = WholeField(label=_("Sold in a month, likely"), required=False, most=100_000)
    low = WholeField(label=_("Sold in a bad month"), required=False, most=100_000)
    high = WholeField(label=_("Sold in a good month"), required=False, most=100_000)

    def clean(self) -> dict[str, Any]:
        """Ask for what a product needs, and put the least first.

        :raises ValidationError: if a number is missing, or bad and good are the wrong way round
        """
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self._is_told(said):
            return said
        for name in ("name", "price", "unit_cost", "likely"):
            if said.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _now("Please fill this in."))
        low, likely, high = self._sold(said)
        if not low <= likely <= high:
            self.add_error("likely", _now("The bad month sells least, the good month most."))
        return said

    @staticmethod
    def _is_told(said: Mapping[str, Any]) -> bool:
        return any(value not in (None, "") for value in said.values())

    @staticmethod
    def _sold(said: Mapping[str, Any]) -> tuple[int, int, int]:
        likely = said.get("likely") or 0
        low, high = said.get("low"), said.get("high")
        return (likely if low is None else low, likely, likely if high is None else high)

    def thing(self) -> Product | None:
        """Return the product, or None if nothing is written."""
        said = self.cleaned_data
        if not self._is_told(said):
            return None
        sold = Range(*self._sold(said))
        names = ("name", "price", "unit_cost", "unit")
        return Product(sold=sold, **{name: said[name] for name in names})

    @staticmethod
    def initial_of_product(one: Product) -> dict[str, Any]:
        """Return a kept product as the values of this form."""
        sold = {name: getattr(one.sold, name) for name in ("low", "likely", "high")}
        return sold | {name: getattr(one, name) for name in ("name", "unit", "price", "unit_cost")}


class CostForm(ClientForm):
    """One thing that is paid once to open."""

    name = forms.CharField(label=_("What is paid once?"), required=False, max_length=80)
    amount = _riel(_("In riel"))

    def cost(self) -> tuple[str, int] | None:
        """Return the cost, or None if nothing is written."""
        said = self.cleaned_data
        return (said["name"], said["amount"] or 0) if said["name"] or said["amount"] else None


class RiskForm(ClientForm):
    """One thing that can go wrong."""

    risk = forms.CharField(label=_("What can go wrong?"), required=False, max_length=200)
    answer = forms.CharField(label=_("What would she do then?"), required=False, max_length=200)

    def pair(self) -> tuple[str, str] | None:
        """Return the risk with its answer, or None if nothing is written."""
        said = self.cleaned_data
        return (said["risk"], said["answer"]) if said["risk"] else None


class ShopLoanForm(ClientForm):
    """The loan for it; asked and shown only by who may open her debts."""

    owed = _riel(_("How much would be borrowed, in riel?"))
    rate = DecimalField(label=_("Interest, percent a month"), required=False, most=100)
    payment = _riel(
        _("Paid each month, in riel"), help_text=_("Empty if only the interest is paid.")
    )
    first = WholeField(
        label=_("After how many months is the first payment?"), required=False, most=24
    )

    def loan(self) -> Loan | None:
        """Return the loan as the arithmetic takes it, or None without one."""
        said = self.cleaned_data
        if not said["owed"]:
            return None
        rate = int((said["rate"] or 0) * 100)
        return Loan(said["owed"], rate, said["payment"] or 0, said["first"] or 0)

    @staticmethod
    def initial_of_loan(loan: Loan) -> dict[str, Any]:
        """Return a kept loan as the values of this form."""
        names = ("owed", "payment", "first")
        return {name: getattr(loan, name) for name in names} | {"rate": f"{loan.rate / 100:g}"}
