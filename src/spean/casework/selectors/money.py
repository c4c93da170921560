"""What is asked about a household's money: saved reckonings, and what the dated rules give."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from rulebook import Rule, Rulebook
from spean.accounts.models import User
from spean.casework.choices import Basis
from spean.casework.models import Budget, Debt
from spean.casework.rules.sheet import Known
from spean.casework.selectors import within_reach
from spean.core.months import Range
from spean.directory.models import Scheme
from spean.directory.selectors import rulebook_now

EXCHANGE: Final = "exchange-khr-per-usd"
_FLOOR: Final = ("wage-comparator",)
# The floor, and what a full month's attendance adds to it.
_FULL: Final = (*_FLOOR, "allowance-attendance.garment", "allowance-transport.garment")
# Which rules give the least, the likely and the most; several are added up.
_RANGES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "wage_now": (_FLOOR, _FLOOR, _FULL),
    "wage_rpl": (_FLOOR, _FLOOR, _FULL),
    "wage_trained": (_FLOOR, _FLOOR, _FULL),
    "stipend": (("tvet-stipend",),) * 3,
    "course_months": (("tvet-course.length",),) * 3,
    "checkup": (("maternity-cash.before-birth",),) * 3,
    # The published amounts disagree: the range says so.
    "at_birth": (
        ("maternity-cash.birth.idpoor",),
        ("maternity-cash.birth.idpoor",),
        ("maternity-cash.birth.nssf",),
    ),
    "nssf_voluntary": (("nssf-voluntary.contribution",),) * 3,
    "nssf_share": (("nssf-pension.worker",),) * 3,
    "nssf_floor": (("nssf-wage-floor",),) * 3,
    "nssf_ceiling": (("nssf-wage-ceiling",),) * 3,
}


def budgets_visible_to(viewer: User) -> QuerySet[Budget]:
    """Return the saved reckonings of people whose class 3 details the viewer may open."""
    found = Budget.objects.filter(within_reach(viewer, "people.sensitive", "case__person"))
    return found.select_related("case__person__centre", "saved_by", "plan")


def given_by_rules(day: date) -> dict[str, Known]:
    """Return what the dated rules say on a day, in whole riel, months or hundredths of a percent.

    What no rule is in force for is not there. One query.
    """
    codes = {code for three in _RANGES.values() for sums in three for code in sums}
    book = rulebook_now(EXCHANGE, *codes)
    found = {code: _known(book, three, day) for code, three in _RANGES.items()}
    return {code: known for code, known in found.items() if known is not None}


def _known(book: Rulebook, three: tuple[tuple[str, ...], ...], day: date) -> Known | None:
    used = {code: book.find(code, day) for sums in three for code in sums}
    rules = [rule for rule in used.values() if rule is not None]
    if len(rules) < len(used):
        return None
    rate = book.find(EXCHANGE, day)
    if any(rule.unit.startswith("USD") for rule in rules):
        if rate is None:
            return None
        rules.append(rate)
    amounts = [sum(_whole(used[code], rate) for code in sums) for sums in three]
    source = "; ".join(dict.fromkeys(rule.source for rule in rules))
    verified = all(rule.verified for rule in rules)
    return Known(Range(*sorted(amounts)), Basis.RULE.value, source, verified)


def _whole(rule: Rule | None, rate: Rule | None) -> int:
    value = rule.value if rule is not None else None
    if rule is None or not isinstance(value, Decimal):
        return 0
    if rule.unit.startswith("USD") and rate is not None and isinstance(rate.value, Decimal):
        value *= rate.value
    if rule.unit == "percent":
        value *= 100
    return int(value)


def debts_visible_to(viewer: User) -> QuerySet[Debt]:
    """Return the loans of people whose class 3 details the viewer may open."""
    found = Debt.objects.filter(within_reach(viewer, "people.sensitive", "case__person"))
    return found.select_related("case__person__centre", "case__person__area")


def riel_for(currency: str, day: date) -> Decimal | None:
    """Return how many riel one of a currency is worth by the dated rates; `None` without one."""
    if currency == "KHR":
        return Decimal(1)
    book = rulebook_now(EXCHANGE, "exchange-thb-per-usd")
    riel, baht = book.find(EXCHANGE, day), book.find("exchange-thb-per-usd", day)
    riel_value = riel.value if riel is not None else None
    baht_value = baht.value if baht is not None else None
    if not isinstance(riel_value, Decimal):
        return None
    if currency == "USD":
        return riel_value
    return riel_value / baht_value if isinstance(baht_value, Decimal) and baht_value else None


def relief_source() -> str:
    """Return who says which papers lenders ask a returned worker for; "" if nobody is named."""
    row = Scheme.objects.filter(code="LOAN-RELIEF").first()
    return str(row.source) if row else ""
