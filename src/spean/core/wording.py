"""How days, ages, money and counts are written in the reader's language and digits."""

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

import phonenumbers
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from spean.core.text import to_khmer_digits


def is_khmer() -> bool:
    """Tell whether the page speaks Khmer."""
    return not (get_language() or "km").startswith("en")


def digits_text(value: Any) -> str:
    """Return the value with Khmer digits on a Khmer page, untouched on an English one."""
    text = "" if value is None else str(value)
    return to_khmer_digits(text) if is_khmer() else text


def day_text(day: date | datetime | None, precision: str = "day") -> str:
    """Return a day in words, as exact as it is known, the year last.

    Precision: `day`, `month`, `year`, `age_only` (as `year`, with "about"), or `near`
    (an exact day whose year is left out when it is this year).
    """
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    month = str(MONTHS[day.month])
    if precision == "age_only":
        return _("about %(value)s") % {"value": digits_text(day.year)}
    if precision == "year":
        return digits_text(day.year)
    if precision == "month":
        return f"{month} {digits_text(day.year)}"
    if precision == "near" and day.year == timezone.localdate().year:
        return f"{digits_text(day.day)} {month}"
    return f"{digits_text(day.day)} {month} {digits_text(day.year)}"


def weekday_text(day: date) -> str:
    """Return the day of the week with its date: ថ្ងៃចន្ទ ១៥ មិថុនា, Monday 15 June."""
    weekday = str(WEEKDAYS[day.weekday()])
    spoken = f"ថ្ងៃ{weekday}" if is_khmer() else weekday
    return f"{spoken} {day_text(day, 'near')}"


def time_text(value: time | datetime | None) -> str:
    """Return the hour as it is said: ៥ ល្ងាច, 5 pm; ៩:១០ ព្រឹក, 9:10 am."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).time()
    hour = value.hour % 12 or 12
    clock = digits_text(f"{hour}:{value.minute:02d}" if value.minute else hour)
    if not is_khmer():
        return f"{clock} {'am' if value.hour < 12 else 'pm'}"
    parts = ((5, "យប់"), (12, "ព្រឹក"), (13, "ថ្ងៃត្រង់"), (17, "រសៀល"), (19, "ល្ងាច"), (24, "យប់"))
    return f"{clock} {next(word for end, word in parts if value.hour < end)}"


def age_text(value: int | date | None, precision: str = "day") -> str:
    """Return an age in whole years, from the age itself or from the day of birth."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        today = timezone.localdate()
        had_birthday = (today.month, today.day) >= (value.month, value.day)
        value = today.year - value.year - (0 if had_birthday else 1)
    years = ngettext("%(count)s year", "%(count)s years", int(value)) % {
        "count": digits_text(value)
    }
    return years if precision == "day" else _("about %(value)s") % {"value": years}


def money_text(amount: Any, currency: str = "USD") -> str:
    """Return an amount as it is written on a price tag: $260, 280,000 ៛, 9,000 ฿."""
    if amount is None or amount == "":
        return ""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return str(amount)
    whole = value == value.to_integral_value()
    figures = f"{value:,.0f}" if whole else f"{value:,.2f}"
    if currency == "USD":
        return f"-${figures[1:]}" if value < 0 else f"${figures}"
    sign = {"KHR": "៛", "THB": "฿"}.get(currency, currency)
    return f"{figures}\u00a0{sign}"


def people_text(count: int) -> str:
    """Return a number of people with its counter word: ៧ នាក់, 7 people."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": digits_text(count)}


def phone_text(number: str) -> str:
    """Return a telephone number in the groups people say it in: 012 000 417."""
    try:
        parsed = phonenumbers.parse(str(number), "KH")
    except phonenumbers.NumberParseException:
        return str(number)
    national = parsed.country_code == 855
    style = phonenumbers.PhoneNumberFormat
    form = style.NATIONAL if national else style.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, form))
