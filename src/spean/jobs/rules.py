"""Arithmetic of this room: one wage for all units, and what an advertisement may not ask."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

HOURS_A_DAY = Decimal(8)


def monthly_usd(
    amount: Decimal | None,
    *,
    currency: str,
    pay_unit: str,
    per_usd: Mapping[str, Decimal],
    working_days: Decimal,
) -> Decimal | None:
    """Return a wage in US dollars a month, or None when it cannot be told (piece rates).

    :param per_usd: units of each currency for one US dollar, dated rows of the rulebook
    :param working_days: days worked in a month, a dated row of the rulebook
    """
    times = {"month": Decimal(1), "day": working_days, "hour": working_days * HOURS_A_DAY}
    if amount is None or pay_unit not in times:
        return None
    rate = Decimal(1) if currency == "USD" else per_usd.get(currency)
    if not rate:
        return None
    return (amount * times[pay_unit] / rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


def advertisement_flags(
    *, sex_limit: str, sex_limit_ground: str, maximum_age: int | None
) -> list[str]:
    """Return codes of what an officer must raise with the employer: limits by age or sex."""
    flags = []
    if sex_limit != "any" and not sex_limit_ground.strip():
        flags.append("sex-limit")
    if maximum_age is not None:
        flags.append("age-limit")
    return flags
