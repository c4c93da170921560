"""The words of a shop's plan: what is enough, when money is missing, what to think over."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.casework.rules import add_months
from spean.core.months import BAD, LIKELY, Outcome
from spean.core.wording import day_text, digits_text, money_text
from spean.skills.rules.enterprise import (
    BreakEven,
    Shop,
    break_even,
    carries_from,
    short_in,
    warnings_of,
)

LINES: Final[Mapping[str, Any]] = {
    "given": gettext_lazy("Given for it"),
    "start": gettext_lazy("Paid once to open"),
    "stock": gettext_lazy("First goods"),
    "sales": gettext_lazy("Sales"),
    "goods": gettext_lazy("Goods that were sold"),
    "fixed": gettext_lazy("Costs of every month"),
    "owner_pay": gettext_lazy("Her own pay"),
    "loan_in": gettext_lazy("Loan received"),
    "loan": gettext_lazy("Loan paid back"),
}
WARNINGS: Final[Mapping[str, Any]] = {
    "below_cost": gettext_lazy("Something is sold for no more than it costs. Look at its price."),
    "no_sales": gettext_lazy("Nothing is sold yet in this plan. Ask people nearby what they buy."),
    "never": gettext_lazy("With these prices the business never carries itself."),
    "too_few": gettext_lazy("As is likely, fewer are sold than the business needs."),
    "runs_out": gettext_lazy("The start money does not last. Think of a smaller beginning."),
    "no_pay": gettext_lazy("There is no pay for her own work in this plan."),
}


def enough(shop: Shop, found: BreakEven | None) -> str:
    """Return how much must be sold so that nothing is lost, as it is said aloud."""
    if found is None:
        return str(WARNINGS["never"])
    said = {"what": a_day(shop, found), "sales": money_text(found.sales, "KHR")}
    text = _("Sell %(what)s a day, or for %(sales)s a month: then nothing is lost.")
    return text % said


def a_day(shop: Shop, found: BreakEven) -> str:
    """Return what must be sold in a day, short enough for a drawing."""
    if len(shop.products) > 1:
        return money_text(found.sales_a_day(shop.days), "KHR")
    one = shop.products[0]
    count = digits_text(found.units_a_day(shop.days)[0])
    return " ".join(part for part in (one.name, count, one.unit) if part)


def each_a_day(shop: Shop, found: BreakEven | None) -> list[str]:
    """Return the same of each of several products."""
    if found is None or len(shop.products) < 2:
        return []
    days = found.units_a_day(shop.days)
    return [
        " ".join(part for part in (one.name, digits_text(count), one.unit) if part)
        for one, count in zip(shop.products, days, strict=True)
    ]


def sentences(shop: Shop, outcome: Outcome) -> Iterator[str]:
    """Return what the months say, one plain sentence each."""
    month, least = outcome.views[LIKELY].lowest
    said = {"month": month_text(shop.begins, month), "amount": money_text(abs(least), "KHR")}
    if least < 0:
        yield _("The hardest month is %(month)s: %(amount)s is missing.") % said
    else:
        yield _("The hardest month is %(month)s: %(amount)s is left.") % said
    missing = short_in(outcome, BAD)
    if missing is not None:
        yield _("If things go badly, money is missing from %(month)s on.") % {
            "month": month_text(shop.begins, missing)
        }
    carried = carries_from(outcome)
    if carried is not None:
        yield _("From %(month)s on, more comes in than goes out.") % {
            "month": month_text(shop.begins, carried)
        }
    yield from _family(shop)


def _family(shop: Shop) -> Iterator[str]:
    if not shop.family_labour:
        return
    yield _("The family's unpaid work is worth %(amount)s a month.") % {
        "amount": money_text(shop.family_labour, "KHR")
    }
    found = break_even(shop, with_family=True)
    if found is not None:
        yield _("To pay for it too, sell %(what)s a day.") % {"what": a_day(shop, found)}


def cautions(shop: Shop, outcome: Outcome) -> list[str]:
    """Return what should be thought over before anybody spends money."""
    return [str(WARNINGS[code]) for code in warnings_of(shop, outcome)]


def month_text(begins: date, month: int) -> str:
    """Return a month of the plan in words."""
    return day_text(add_months(begins, month), "month")
