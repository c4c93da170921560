"""Ages, the bands they are counted in, and arithmetic of months."""

import calendar
from datetime import date

# Bands of the Cambodian commune data with the cut at 45 of the labour ministry's policy
# (centre practice 2.7). Lower bounds in years; the last band is open.
AGE_BANDS = (
    ("under_15", 0),
    ("15_17", 15),
    ("18_24", 18),
    ("25_35", 25),
    ("36_45", 36),
    ("46_60", 46),
    ("61_plus", 61),
)
OLDEST = 120


def age_on(born_on: date, day: date) -> int:
    """Return the age in whole years on a day; a birth of 29 February counts from 1 March.

    :raises ValueError: if the day comes before the birth
    """
    if day < born_on:
        raise ValueError("the day comes before the birth")
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_band(age: int) -> str:
    """Return the code of the band an age is counted in, for example "25_35"."""
    return [code for code, youngest in AGE_BANDS if age >= youngest][-1]


def birth_from_age(age: int, today: date) -> date:
    """Return the likeliest day of birth of somebody who is so old today.

    It is the middle of the year in which the birth may lie, so that the age comes out right today
    and the day is at most half a year away from the real one.

    :raises ValueError: if nobody is that old
    """
    if not 0 <= age <= OLDEST:
        raise ValueError(f"an age lies between 0 and {OLDEST}")
    return months_after(today, -12 * age - 6)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def months_between(start: date, end: date) -> int:
    """Return the whole months from one day to a later one; below zero when it is earlier."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (months_after(start, months) > end)
