"""The plan of a shop as a paper for a bank or the programme."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from spean.core.loans import Loan
from spean.core.wording import digits_text, money_text
from spean.desk.cases.paper.plan import common_words
from spean.desk.enterprise.shown import Shown, registration_word, shown
from spean.skills.models import BusinessPlan
from spean.skills.rules.enterprise import Shop

MONTHS_ON_PAPER = 12
_COLUMNS = ("comes_in", "goes_out", "left")


def plan_words(plan: BusinessPlan, loan: Loan | None, today: date) -> dict[str, Any]:
    """Return the plan as it is printed; without the loan unless it is given."""
    business = plan.business
    person, shop = business.person, Shop.from_plain(plan.sheet)
    seen = shown(shop, loan)
    version = _("version %(number)s") % {"number": digits_text(plan.version)}
    return {
        **common_words(person, today, version),
        "heading": _("Business plan of %(name)s") % {"name": person.name},
        "idea": business.idea,
        "facts": _facts(business.get_kind_display(), shop),
        "enough": seen.enough,
        "sentences": [*seen.each, *seen.sentences],
        "cautions": seen.cautions,
        "pictures": [_svg(seen)],
        "products_title": _("What is sold"),
        "products_head": [_("Thing"), _("Price"), _("Costs her"), _("Likely in a month")],
        "products": [
            [
                one.name,
                money_text(one.price, "KHR"),
                money_text(one.unit_cost, "KHR"),
                f"{one.sold.likely:,}",
            ]
            for one in shop.products
        ],
        "costs_title": _("Paid once to open"),
        "costs": [[name, money_text(much, "KHR")] for name, much in shop.start_costs],
        "months_title": _("Money in hand, month by month"),
        "months_head": [_("Month"), _("Comes in"), _("Goes out"), _("In hand")],
        "months": [
            [
                one["name"],
                *(money_text(one[key], "KHR") for key in ("comes_in", "goes_out", "left")),
            ]
            for one in seen.months[:MONTHS_ON_PAPER]
        ],
        "risks_title": _("What can go wrong, and what she would do"),
        "risks": [list(pair) for pair in shop.risks],
        "loan": _loan_words(loan),
        "honest": _("These are expectations, not promises."),
        "signs": [_("Signature or thumbprint"), _("The centre")],
    }


def _facts(kind: str, shop: Shop) -> list[list[str]]:
    found = [
        (_("Kind of business"), kind),
        (_("Product"), shop.words.get("product", "")),
        (_("Market"), shop.words.get("market", "")),
        (_("Own money"), _riel(shop.own_money)),
        (_("Given for it"), _riel(shop.given)),
        (_("First goods"), _riel(shop.stock)),
        (_("Costs of every month"), _riel(shop.fixed)),
        (_("Her own pay, a month"), _riel(shop.owner_pay)),
        (_("Unpaid work of the family, a month"), _riel(shop.family_labour)),
        (_("Registration"), registration_word(shop)),
    ]
    return [[name, said] for name, said in found if said]


def _riel(amount: int) -> str:
    """Return an amount; "" for nothing, which is no line of a paper."""
    return money_text(amount, "KHR") if amount else ""


def _loan_words(loan: Loan | None) -> str:
    if loan is None:
        return ""
    said = {
        "owed": money_text(loan.owed, "KHR"),
        "rate": f"{loan.rate / 100:g}",
        "payment": money_text(loan.payment, "KHR"),
    }
    return _("Loan: %(owed)s, %(rate)s %% a month, %(payment)s paid each month") % said


def _svg(seen: Shown) -> str:
    """Return the drawing of sales and costs with its own colours: paper knows no style sheet."""
    wide = seen.crossings[0]
    return render_to_string("desk/enterprise/crossing_on_paper.svg", {"drawing": wide})
