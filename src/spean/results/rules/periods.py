"""Plain arithmetic of counts: quarters, and the age bands of table 2.7."""

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
class Quarter:
    """Three months of the calendar; both ends belong to it."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """Return the name used in addresses and on sheets: 2026-Q3."""
        return f"{self.year}-Q{self.number}"

    @property
    def since(self) -> date:
        """Return the first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def until(self) -> date:
        """Return the last day."""
        year, number = (self.year + 1, 1) if self.number == 4 else (self.year, self.number + 1)
        return Quarter(year, number).since - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day."""
    return Quarter(day.year, (day.month - 1) // 3 + 1)


def quarters_until(day: date, count: int) -> tuple[Quarter, ...]:
    """Return the last quarters up to the one of `day`, the oldest first."""
    found = [quarter_of(day)]
    while len(found) < count:
        found.append(quarter_of(found[-1].since - timedelta(days=1)))
    return tuple(reversed(found))


def last_closed_day(day: date) -> date:
    """Return the last day of the newest quarter that is over."""
    return quarter_of(day).since - timedelta(days=1)


def born_between(low: int, high: int, day: date) -> tuple[date, date]:
    """Return the first and last birth date of people who are `low` to `high` years old on a day."""
    return _years_before(day, high + 1) + timedelta(days=1), _years_before(day, low)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=max(day.year - years, 1))
    except ValueError:
        return day.replace(year=max(day.year - years, 1), day=28)
