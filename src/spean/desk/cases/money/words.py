"""The words of a household's money: what is asked, and what the answer says."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from spean.casework.choices import EarningPath
from spean.casework.rules import add_months
from spean.casework.rules.changes import Change
from spean.casework.rules.sheet import Sheet
from spean.core.months import BAD, LIKELY, Outcome
from spean.core.wording import day_text, digits_text, money_text

LABELS: Final[Mapping[str, Any]] = {
    "living": gettext_lazy("Spent in a month, without loans and school"),
    "other_income": gettext_lazy("Earned by the others at home in a month"),
    "casual": gettext_lazy("Earned by day work in a month"),
    "cash": gettext_lazy("Money in hand now"),
    "childcare": gettext_lazy("Care for the children, a month"),
    "school_start": gettext_lazy("School: when the year begins"),
    "school_month": gettext_lazy("School: every month"),
    "transport_work": gettext_lazy("The way to work, a month"),
    "wage_now": gettext_lazy("Wage, a month"),
    "wait_now": gettext_lazy("Months until the first wage"),
    "rpl_fee": gettext_lazy("Fee of the recognition"),
    "rpl_months": gettext_lazy("Months until the certificate"),
    "wait_rpl": gettext_lazy("Months from the certificate to the first wage"),
    "wage_rpl": gettext_lazy("Wage with the certificate, a month"),
    "course_months": gettext_lazy("Months of the course"),
    "stipend": gettext_lazy("Stipend, a month"),
    "weekend_work": gettext_lazy("Earned beside the course in a month"),
    "transport_course": gettext_lazy("The way to the course, a month"),
    "course_cost": gettext_lazy("Paid once at the beginning (tools, clothes)"),
    "wait_trained": gettext_lazy("Months from the course to the first wage"),
    "wage_trained": gettext_lazy("Wage after the course, a month"),
    "harvest": gettext_lazy("Harvest already counted on, in each month of harvest"),
    "planting": gettext_lazy("Planting already counted on, in each month of planting"),
    "farm_start": gettext_lazy("Paid once to begin (seed, tools, animals)"),
    "farm_planting": gettext_lazy("More for planting, in each month of planting"),
    "farm_more": gettext_lazy("More from the harvest, in each month of harvest"),
    "shop_start": gettext_lazy("Paid once to open (goods, place)"),
    "shop_wait": gettext_lazy("Months until there is a profit"),
    "shop_profit": gettext_lazy("Profit, a month"),
    "leave_cost": gettext_lazy("Cost of leaving (papers, agency, journey)"),
    "leave_wait": gettext_lazy("Months until money is sent home"),
    "sent_home": gettext_lazy("Sent home, a month"),
    "care_home": gettext_lazy("Care for those who stay, a month"),
    "checkup": gettext_lazy("Paid at each of four check-ups"),
    "at_birth": gettext_lazy("Paid at the birth"),
    "child_cash": gettext_lazy("Paid for the child, a month"),
    "nssf_voluntary": gettext_lazy("Voluntary NSSF of a farmer or trader, a month"),
    "nssf_share": gettext_lazy("Worker's share of NSSF, percent of the wage"),
    "nssf_floor": gettext_lazy("Lowest wage that NSSF counts"),
    "nssf_ceiling": gettext_lazy("Highest wage that NSSF counts"),
}
# The lines of the table under the picture.
LINES: Final[Mapping[str, Any]] = {
    "other_income": gettext_lazy("The others at home"),
    "casual": gettext_lazy("Day work"),
    "wage": gettext_lazy("Wage"),
    "stipend": gettext_lazy("Stipend"),
    "harvest": gettext_lazy("Harvest"),
    "shop_profit": gettext_lazy("Profit"),
    "sent_home": gettext_lazy("Sent home"),
    "checkup": gettext_lazy("Check-ups before birth"),
    "birth": gettext_lazy("Payment at the birth"),
    "child_cash": gettext_lazy("Payment for the child"),
    "living": gettext_lazy("Living"),
    "school": gettext_lazy("School"),
    "transport": gettext_lazy("The way there"),
    "childcare": gettext_lazy("Childcare"),
    "planting": gettext_lazy("Planting"),
    "start": gettext_lazy("Paid once to begin"),
    "nssf": gettext_lazy("NSSF"),
    "care_home": gettext_lazy("Care for those who stay"),
}
# Level -> (the word, its drawing): never by colour alone.
LEVELS: Final[Mapping[str, tuple[Any, str]]] = {
    "holds": (gettext_lazy("The money lasts"), "check-circle-fill"),
    "tight": (gettext_lazy("Lasts if nothing goes wrong"), "circle-half"),
    "short": (gettext_lazy("Money is missing"), "exclamation-triangle"),
}


def month_of(sheet: Sheet, month: int) -> date:
    """Return the first day of a month of the reckoning."""
    return add_months(sheet.begins, month)


def month_text(sheet: Sheet, month: int) -> str:
    """Return a month of the reckoning in words."""
    return day_text(month_of(sheet, month), "month")


def months_text(count: int) -> str:
    """Return a number of months."""
    text = ngettext("%(count)s month", "%(count)s months", count)
    return text % {"count": digits_text(count)}


def answer(sheet: Sheet, outcome: Outcome) -> str:
    """Return the plain sentence: does the money last, and when how much is left or missing."""
    view = LIKELY if outcome.level == "short" else BAD
    month, least = outcome.views[view].lowest
    said = {
        "path": EarningPath(outcome.path).label,
        "amount": money_text(abs(least), "KHR"),
        "month": month_text(sheet, month),
    }
    if outcome.level == "holds":
        text = _(
            "%(path)s: the money lasts. Even if things go badly, %(amount)s is left in the "
            "hardest month, %(month)s."
        )
    elif outcome.level == "tight":
        text = _(
            "%(path)s: the money lasts if things go as is likely. If they go badly, %(amount)s is "
            "missing in %(month)s."
        )
    else:
        text = _("%(path)s: the money does not last. %(amount)s is missing in %(month)s.")
    return text % said


def advice(sheet: Sheet, outcome: Outcome, change: Change | None) -> str:
    """Return the one thing that would change the answer, in a sentence."""
    if outcome.level == "holds":
        return ""
    if change is None:
        return _("No single thing that is offered here would change this.")
    said = {"months": months_text(change.months), "cost": money_text(change.cost, "KHR")}
    if change.kind == "pause":
        said["loan"] = sheet.loans[change.loan or 0].name
        return (
            _(
                "This would change it: a pause of %(months)s in paying “%(loan)s”. It adds "
                "%(cost)s to what is paid back; ask the lender what each payment is afterwards."
            )
            % said
        )
    return str(_ADVICE[change.kind] % said)


_ADVICE: Final[Mapping[str, Any]] = {
    "childcare": gettext_lazy("This would change it: childcare for %(months)s, %(cost)s in all."),
    "transport": gettext_lazy(
        "This would change it: the way there for %(months)s, %(cost)s in all."
    ),
    "school": gettext_lazy(
        "This would change it: the cost of school for %(months)s, %(cost)s in all."
    ),
    "start": gettext_lazy("This would change it: what is paid once to begin, %(cost)s."),
}
