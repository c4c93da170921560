"""What labour law says of hours, leave, pay and papers, worked out by the rules in force on a day.

Every figure comes from a row; without the row the answer is unknown. Amounts come with the rule
they were reckoned by.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from rulebook.book import Rulebook
from rulebook.model import BadRule, Basis, Finding, Rule, Verdict

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An amount and the rule it was reckoned by; no rule, no amount."""

    amount: Decimal | None
    unit: str
    rule: Rule | None


def stays_within(book: Rulebook, code: str, amount: Decimal | None, *, day: date) -> Finding:
    """Say whether an amount stays within the most that a rule allows on a day.

    Of hours a week, overtime a day, months of probation, years of a contract.

    :raises BadRule: if the rule is no number
    """
    rule = book.find(code, day)
    if rule is None:
        return Finding(Verdict.UNKNOWN, None)
    most = _number(rule)
    if amount is None:
        return Finding(Verdict.UNKNOWN, rule, {"maximum": most}, Basis.LAW)
    if not amount.is_finite():
        raise ValueError(f"The amount must be a finite number, not {amount}.")
    verdict = Verdict.YES if amount <= most else Verdict.NO
    numbers = {"maximum": most, "amount": amount, "difference": most - amount}
    return Finding(verdict, rule, numbers, Basis.LAW)


def overtime_pay(
    book: Rulebook, *, hourly: Decimal, hours: Decimal, day: date, at_night: bool = False
) -> Reckoned:
    """Return what hours of overtime must pay; by night and on the weekly rest day, `at_night`."""
    return _share(book, "overtime-night-rate" if at_night else "overtime-rate", hourly * hours, day)


def night_pay(book: Rulebook, *, hourly: Decimal, hours: Decimal, day: date) -> Reckoned:
    """Return what normal hours at night must pay."""
    return _share(book, "night-shift-rate", hourly * hours, day)


def severance_of_fixed_contract(book: Rulebook, *, wages: Decimal, day: date) -> Reckoned:
    """Return the least severance at the end of a fixed-duration contract of these wages."""
    return _share(book, "severance-fixed", wages, day)


def maternity_pay(book: Rulebook, *, wage: Decimal, day: date) -> Reckoned:
    """Return what the employer pays of a wage during maternity leave."""
    return _share(book, "maternity-pay", wage, day)


def sick_pay(book: Rulebook, *, wage: Decimal, month: int, day: date) -> Reckoned:
    """Return what is paid in a month of sick leave, the first being 1."""
    if month < 1:
        raise ValueError(f"The first month of sick leave is 1, not {month}.")
    code = {1: "sick-pay.month-1", 2: "sick-pay.months-2-3", 3: "sick-pay.months-2-3"}.get(month)
    return _share(book, code or "sick-pay.later", wage, day)


def seniority_indemnity(
    book: Rulebook, *, daily_wage: Decimal, years: Decimal, day: date
) -> Reckoned:
    """Return the seniority indemnity of a contract without end, for years of work."""
    rule = book.find("seniority-indemnity", day)
    if rule is None:
        return Reckoned(None, "", None)
    return Reckoned(_cents(_number(rule) * years * daily_wage), "money", rule)


def seniority_bonus(book: Rulebook, *, sector: str, year: int, day: date) -> Reckoned:
    """Return the monthly bonus in the nth year of work: as many dollars as years, within bounds."""
    least = book.find(f"seniority-bonus-lowest.{sector}", day)
    most = book.find(f"seniority-bonus-highest.{sector}", day)
    if least is None or most is None:
        return Reckoned(None, "", least or most)
    if year < _number(least):
        return Reckoned(Decimal(0), least.unit, least)
    return Reckoned(min(Decimal(year), _number(most)), most.unit, most)


def annual_leave(book: Rulebook, *, months: int, day: date) -> Reckoned:
    """Return the days of leave earned in the last year by somebody who has worked these months."""
    rule = book.find("annual-leave", day)
    if rule is None:
        return Reckoned(None, "", None)
    extra = book.find("annual-leave-extra", day)
    longer = Decimal(months // 12 // int(_number(extra))) if extra and months >= 12 else Decimal(0)
    return Reckoned(_number(rule) * min(months, 12) + longer, "days", rule)


def last_day(book: Rulebook, code: str, *, since: date) -> tuple[date | None, Rule | None]:
    """Return the last day of a time limit that began to run on a day, and its rule.

    The rule in force on the day it began is the one that counts. Working days are counted
    without Sundays; public holidays are not known here, so that the day is never too late.

    :raises BadRule: if the rule counts no time
    """
    rule = book.find(code, since)
    return (None, None) if rule is None else (_later(rule, since), rule)


def _later(rule: Rule, since: date) -> date:
    count = int(_number(rule))
    match rule.unit:
        case "days":
            return since + timedelta(days=count)
        case "hours":
            return since + timedelta(days=count // 24)
        case "weeks":
            return since + timedelta(weeks=count)
        case "working-days":
            return _working_days_later(since, count)
        case "months" | "years":
            return _months_later(since, count * (12 if rule.unit == "years" else 1))
    raise BadRule(f"rule {rule.code!r} from {rule.valid_from}", f"{rule.unit!r} is no time")


def _working_days_later(since: date, count: int) -> date:
    day = since
    while count:
        day += timedelta(days=1)
        count -= day.isoweekday() != 7
    return day


def _months_later(since: date, months: int) -> date:
    years, month = divmod(since.month - 1 + months, 12)
    for last in (since.day, 30, 29, 28):
        try:
            return date(since.year + years, month + 1, min(since.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _share(book: Rulebook, code: str, amount: Decimal, day: date) -> Reckoned:
    rule = book.find(code, day)
    if rule is None:
        return Reckoned(None, "", None)
    if rule.unit != "percent":
        raise BadRule(f"rule {rule.code!r} from {rule.valid_from}", "a share is in percent")
    return Reckoned(_cents(amount * _number(rule) / HUNDRED), "money", rule)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def _number(rule: Rule) -> Decimal:
    if not isinstance(rule.value, Decimal):
        raise BadRule(f"rule {rule.code!r} from {rule.valid_from}", "the value must be a number")
    return rule.value
