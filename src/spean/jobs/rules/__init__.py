"""Arithmetic of this room: one wage for all units, and what an advertisement may not ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


def monthly_usd(
    amount: Decimal | None,
    *,
    currency: str,
    pay_unit: str,
    per_usd: Mapping[str, Decimal],
    working_days: Decimal | None,
    hours_a_day: Decimal | None,
) -> Decimal | None:
    """Return a wage in US dollars a month, or None when it cannot be told.

    It cannot be told for piece rates, and where a dated row that it needs is not there.

    :param per_usd: units of each currency for one US dollar, dated rows of the rulebook
    :param working_days: days worked in a month, a dated row of the rulebook
    :param hours_a_day: hours worked in a day, a dated row of the rulebook
    """
    hours = working_days * hours_a_day if working_days and hours_a_day else None
    times = {"month": Decimal(1), "day": working_days, "hour": hours}.get(pay_unit)
    if amount is None or times is None:
        return None
    rate = Decimal(1) if currency == "USD" else per_usd.get(currency)
    if not rate:
        return None
    return (amount * times / rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


def advertisement_flags(
    *,
    sex_limit: str,
    sex_limit_ground: str,
    maximum_age: int | None,
    minimum_age: int | None = None,
    lawful_age: int | None = None,
) -> list[str]:
    """Return codes of what an officer must raise with the employer: limits by age or sex.

    :param lawful_age: the highest age that the law itself sets for any work, a dated row
    """
    flags = []
    if sex_limit != "any" and not sex_limit_ground.strip():
        flags.append("sex-limit")
    asks_more = minimum_age is not None and lawful_age is not None and minimum_age > lawful_age
    if maximum_age is not None or asks_more:
        flags.append("age-limit")
    return flags


def is_in_force(is_blacklisted: bool, until: date | None, day: date) -> bool:
    """Tell whether a blacklisting holds on a day; its last day is included."""
    return is_blacklisted and (until is None or day <= until)


# Below this nobody may speak of a usual wage: one firm's offer would pass for a market.
TOO_FEW = 5


@dataclass(frozen=True, slots=True)
class Market:
    """What the posts of one kind of work say together; `usual` only where there are enough."""

    vacancies: int
    places: int
    wage: tuple[float, float] | None
    usual: tuple[float, float] | None
    hours: tuple[float, float] | None


def market_of(
    posts: Sequence[tuple[float | None, float | None, float | None, int]],
) -> Market:
    """Return the market of posts: (lowest wage, highest wage, hours a week, free places) of each.

    Wages in US dollars a month. The usual wage is the middle half of them, from `TOO_FEW` on.
    """
    ends = [
        (high if low is None else low, low if high is None else high)
        for low, high, _hours, _places in posts
    ]
    paid = [(low, high) for low, high in ends if low is not None and high is not None]
    hours = [one for _low, _high, one, _places in posts if one is not None]
    middles = sorted((low + high) / 2 for low, high in paid)
    cut = len(middles) // 4
    return Market(
        vacancies=len(posts),
        places=sum(max(places, 0) for *_rest, places in posts),
        wage=(min(low for low, _high in paid), max(high for _low, high in paid)) if paid else None,
        usual=(middles[cut], middles[-1 - cut]) if len(middles) >= TOO_FEW else None,
        hours=(min(hours), max(hours)) if hours else None,
    )
