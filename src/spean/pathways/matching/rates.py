"""The dated facts of money and law that one day's matching rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spean.directory.selectors import rulebook_now
from spean.jobs.rules import monthly_usd

EXCHANGE = {"KHR": "exchange-khr-per-usd", "THB": "exchange-thb-per-usd"}
WORKING_DAYS, HOURS_A_DAY = "working-days-a-month", "hours-per-day"
LOWEST_AGE, HAZARDOUS_AGE = "minimum-age", "minimum-age.hazardous"


@dataclass(frozen=True, slots=True)
class Rates:
    """What was in force on a day; a row that is not there stays unknown, never a guess."""

    per_usd: Mapping[str, Decimal]
    working_days: Decimal | None
    hours_a_day: Decimal | None
    minimum_age: int | None
    hazardous_age: int | None

    def monthly(self, amount: Decimal | None, currency: str, pay_unit: str) -> float | None:
        """Return a wage in US dollars a month, or None when it cannot be told."""
        monthly = monthly_usd(
            amount,
            currency=currency,
            pay_unit=pay_unit,
            per_usd=self.per_usd,
            working_days=self.working_days,
            hours_a_day=self.hours_a_day,
        )
        return float(monthly) if monthly is not None else None


def rates_on(day: date) -> Rates:
    """Return the rates in force on a day. One query."""
    book = rulebook_now(*EXCHANGE.values(), WORKING_DAYS, HOURS_A_DAY, LOWEST_AGE, HAZARDOUS_AGE)
    numbers = {
        code: rule.value
        for code in book.codes
        if (rule := book.find(code, day)) is not None and isinstance(rule.value, Decimal)
    }
    ages = {code: int(numbers[code]) for code in (LOWEST_AGE, HAZARDOUS_AGE) if code in numbers}
    return Rates(
        per_usd={c: numbers[code] for c, code in EXCHANGE.items() if code in numbers},
        working_days=numbers.get(WORKING_DAYS),
        hours_a_day=numbers.get(HOURS_A_DAY),
        minimum_age=ages.get(LOWEST_AGE),
        hazardous_age=ages.get(HAZARDOUS_AGE),
    )
