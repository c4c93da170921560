"""Sentences, days and amounts in both languages."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
_MONTHS = (
    ("មករា", "January"),
    ("កុម្ភៈ", "February"),
    ("មីនា", "March"),
    ("មេសា", "April"),
    ("ឧសភា", "May"),
    ("មិថុនា", "June"),
    ("កក្កដា", "July"),
    ("សីហា", "August"),
    ("កញ្ញា", "September"),
    ("តុលា", "October"),
    ("វិច្ឆិកា", "November"),
    ("ធ្នូ", "December"),
)
_UNITS = {
    "USD/month": ("ដុល្លារក្នុងមួយខែ", "US dollars a month"),
    "USD/day": ("ដុល្លារក្នុងមួយថ្ងៃ", "US dollars a day"),
    "USD": ("ដុល្លារ", "US dollars"),
    "KHR/month": ("រៀលក្នុងមួយខែ", "riel a month"),
    "KHR/USD": ("រៀលក្នុងមួយដុល្លារ", "riel for one US dollar"),
    "THB/USD": ("បាតក្នុងមួយដុល្លារ", "baht for one US dollar"),
    "percent": ("ភាគរយ", "percent"),
    "percent/year": ("ភាគរយក្នុងមួយឆ្នាំ", "percent a year"),
    "hours": ("ម៉ោង", "hours"),
    "days": ("ថ្ងៃ", "days"),
    "working-days": ("ថ្ងៃធ្វើការ", "working days"),
    "weeks": ("សប្តាហ៍", "weeks"),
    "months": ("ខែ", "months"),
    "years": ("ឆ្នាំ", "years"),
    "days/month": ("ថ្ងៃក្នុងមួយខែ", "days a month"),
    "days/year": ("ថ្ងៃក្នុងមួយឆ្នាំ", "days a year"),
    "workers": ("នាក់", "workers"),
    "times": ("ដង", "times"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or name in both languages."""

    km: str
    en: str


def khmer_digits(text: object) -> str:
    """Return a text with Khmer digits."""
    return str(text).translate(_DIGITS)


def said_day(day: date) -> Said:
    """Return a day in words: the month by its name, never as a number."""
    km, en = _MONTHS[day.month - 1]
    return Said(khmer_digits(f"{day.day} {km} {day.year}"), f"{day.day} {en} {day.year}")


def said_unit(unit: str) -> Said:
    """Return what a number counts; an unknown unit stays as it is written."""
    return Said(*_UNITS.get(unit, (unit, unit)))


def said_amount(amount: Decimal, unit: str) -> Said:
    """Return an amount with what it counts; Western digits, because amounts are compared."""
    number, counted = f"{plain(amount):,f}", said_unit(unit)
    return Said(f"{number} {counted.km}", f"{number} {counted.en}")


def plain(amount: Decimal) -> Decimal:
    """Return a number without zeros that say nothing: 210, not 210.00 or 2.1E+2."""
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize()
