"""Plain arithmetic of counts: periods, and the fixed disaggregation of table 2.7."""

from dataclasses import dataclass
from datetime import date, timedelta

# Recommended fixed bands; the cut at 45 is the ministry's own (centre-practice 2.7).
AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("15-17", 15, 17),
    ("18-24", 18, 24),
    ("25-35", 25, 35),
    ("36-45", 36, 45),
    ("46-60", 46, 60),
    ("61+", 61, 130),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, both ends included."""

    since: date
    until: date


def quarter_of(day: date) -> tuple[int, int]:
    """Return (year, quarter 1 to 4) of a day."""
    return day.year, (day.month - 1) // 3 + 1


def quarter(year: int, number: int) -> Period:
    """Return the days of a quarter."""
    first = date(year, 3 * number - 2, 1)
    next_year, next_month = (year + 1, 1) if number == 4 else (year, 3 * number + 1)
    return Period(first, date(next_year, next_month, 1) - timedelta(days=1))


def quarters_until(day: date, count: int) -> list[tuple[int, int, Period]]:
    """Return the last quarters up to the one of `day`, the oldest first."""
    year, number = quarter_of(day)
    found = []
    for _step in range(count):
        found.append((year, number, quarter(year, number)))
        year, number = (year - 1, 4) if number == 1 else (year, number - 1)
    return found[::-1]


def born_between(low: int, high: int, day: date) -> tuple[date, date]:
    """Return the first and last birth date of people who are `low` to `high` years old on a day."""
    return _years_before(day, high + 1) + timedelta(days=1), _years_before(day, low)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=max(day.year - years, 1))
    except ValueError:
        return day.replace(year=max(day.year - years, 1), day=28)
