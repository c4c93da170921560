"""When a loan is due, and what it means for the household's months (plain Python)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from spean.casework.rules import add_months
from spean.core.loans import Loan


def due_days(first: date, every: int, last: date | None, count: int) -> tuple[date, ...]:
    """Return the next days on which something is due, at most `count`; the last day is one."""
    days: list[date] = []
    for number in range(count):
        day = add_months(first, number * every)
        if last is not None and day >= last:
            return (*days, last)
        days.append(day)
    return tuple(days)


def months_until(begins: date, day: date | None) -> int | None:
    """Return in which month from the beginning a day lies; one that is past is the first."""
    if day is None:
        return None
    return max(0, (day.year - begins.year) * 12 + day.month - begins.month)


def in_riel(amount: Decimal | None, rate: Decimal) -> int:
    """Return an amount in whole riel, half up; none is nothing."""
    return int(((amount or Decimal(0)) * rate).to_integral_value(ROUND_HALF_UP))


def reckoned(words: Any, begins: date, rate: Decimal) -> Loan:
    """Return a loan as the household's months need it.

    :param words: the loan as it was told (`contracts.DebtWords`)
    :param rate: how many riel one of its currency is worth
    """
    return Loan(
        owed=in_riel(words.owed, rate),
        rate=int((words.rate or Decimal(0)) * 100),
        payment=in_riel(words.payment, rate),
        first=months_until(begins, words.next_due_on) or 0,
        every=words.every,
        last=months_until(begins, words.ends_on),
    )


def as_plain(words: Any) -> dict[str, Any]:
    """Return the words of a loan or a reply as JSON can hold them."""
    return {name: _plain(value) for name, value in asdict(words).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def read(
    plain: Mapping[str, Any], *, days: tuple[str, ...], amounts: tuple[str, ...]
) -> dict[str, Any]:
    """Return what `as_plain` made, with its days, amounts and rows as they were."""
    found: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }
    for name in days:
        found[name] = date.fromisoformat(found[name]) if found[name] else None
    for name in amounts:
        found[name] = Decimal(found[name]) if found[name] is not None else None
    return found
