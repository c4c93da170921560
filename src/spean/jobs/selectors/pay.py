"""Whether pay reaches the minimum of its sector, by the rule in force on the day it is about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rulebook import Finding, Rulebook, meets_minimum_wage, told_briefly
from spean.directory.selectors import in_reader_language, rulebook_as_of, rulebook_now
from spean.jobs.models import Placement, Vacancy
from spean.jobs.rules import monthly_usd

EXCHANGE = {"KHR": "exchange-khr-per-usd", "THB": "exchange-thb-per-usd"}
WORKING_DAYS, HOURS_A_DAY = "working-days-a-month", "hours-per-day"
COMPARATOR, MINIMUM, UNIT = "wage-comparator", "minimum-wage", "USD/month"


@dataclass(frozen=True, slots=True)
class PayCheck:
    """What the law says of a wage: the verdict, the day it was asked for, why, and who says so."""

    verdict: str
    day: date
    said: str
    source: str
    is_verified: bool


def pay_of_vacancy(vacancy: Vacancy, today: date) -> PayCheck | None:
    """Return what the law says of the lowest wage offered, on the day the work starts."""
    day = vacancy.starts_on or today
    sector = vacancy.employer.organisation.sector
    if sector is None:
        return None
    pay = (vacancy.wage_min, vacancy.currency, vacancy.pay_unit)
    return _check(pay_finding(book_of_pay(sector.code), sector.code, pay, day), day)


def pay_of_placement(placement: Placement) -> PayCheck | None:
    """Return what the law said of a wage on the first day of work, as it was known when written.

    A later rule leaves it so, and so does one that was published late or corrected.
    """
    sector = placement.referral.vacancy.employer.organisation.sector
    if sector is None:
        return None
    pay = (placement.wage, placement.currency, placement.pay_unit)
    book = rulebook_as_of(placement.created_at, *_codes(sector.code))
    return _check(pay_finding(book, sector.code, pay, placement.started_on), placement.started_on)


def book_of_pay(sector: str) -> Rulebook:
    """Return every rule that says whether a wage of a sector reaches its minimum. One query."""
    return rulebook_now(*_codes(sector))


def _codes(sector: str) -> tuple[str, ...]:
    return (*EXCHANGE.values(), WORKING_DAYS, HOURS_A_DAY, COMPARATOR, f"{MINIMUM}.{sector}")


def pay_finding(
    book: Rulebook, sector: str, pay: tuple[Decimal | None, str, str], day: date
) -> Finding:
    """Say whether pay (amount, currency, for which time) reaches the minimum on a day."""
    amount, currency, pay_unit = pay
    monthly = monthly_usd(
        amount,
        currency=currency,
        pay_unit=pay_unit,
        per_usd={
            name: number
            for name, code in EXCHANGE.items()
            if (number := _number(book, code, day)) is not None
        },
        working_days=_number(book, WORKING_DAYS, day),
        hours_a_day=_number(book, HOURS_A_DAY, day),
    )
    return meets_minimum_wage(book, sector=sector, wage=monthly, unit=UNIT, day=day)


def _check(finding: Finding, day: date) -> PayCheck | None:
    if finding.rule is None:
        return None
    said = in_reader_language(told_briefly(finding))
    return PayCheck(finding.verdict.value, day, said, finding.rule.source, finding.verified)


def _number(book: Rulebook, code: str, day: date) -> Decimal | None:
    rule = book.find(code, day)
    return rule.value if rule is not None and isinstance(rule.value, Decimal) else None
