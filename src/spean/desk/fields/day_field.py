"""The question for a day: one line of text, and the Buddhist-era question when it is needed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from spean.core.wording import day_text, digits_text
from spean.desk.fields.choosing import LookWidget
from spean.people.rules import ParsedDay, age_on, parse_birth, parse_day

BUDDHIST = "be"
# A writer who names the era herself needs no question about it.
_NAMES_THE_ERA = re.compile(r"ព\s*\.?\s*ស|\bb\.?\s?e\b", re.IGNORECASE)

SENTENCES: Mapping[str, Any] = {
    "unreadable-day": _(
        "Please write the day like this: 6 July 2025. A month or a year alone will do."
    ),
    "day-not-in-month": _("%(month)s has %(days)s days. If unsure, give only the month."),
    "buddhist-era": _("This date is still to come. Is it a Buddhist-era year?"),
    "still-to-come": _("This date is still to come. Please look at the year again."),
    "too-long-ago": _("Please look at the year again."),
    "unlikely-age": _("Please look at the age again."),
    "two-digit-year": _("Please write all four digits of the year."),
    "month-first": _("There are 12 months. The day comes first, then the month."),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day and how exact it is: "day", "month", "year" or "age_only"."""

    on: date
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Written:
    """What stood in the field: the text, and whether its year was said to be Buddhist-era."""

    text: str
    is_buddhist: bool = False


def day_words(day: Day) -> str:
    """Return the day as the reader says it, as exact as it is known, fit to be read again."""
    if day.precision == "age_only":
        return digits_text(age_on(day.on, timezone.localdate()))
    return day_text(day.on, day.precision)


class DayInput(LookWidget, forms.TextInput):
    """A line of text; below it, once a year of the Buddhist era was written, the question."""

    template_name = "desk/fields/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "in", "autocomplete": "off", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Written:
        """Return the text and the answer about its era."""
        return Written(data.get(name) or "", data.get(f"{name}-era") == BUDDHIST)

    def format_value(self, value: Any) -> str:
        """Return what stands in the line."""
        if isinstance(value, Written):
            return value.text
        return day_words(value) if isinstance(value, Day) else str(value or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows, with the day that a Buddhist-era year would mean."""
        context = super().get_context(name, value, attrs)
        written = value if isinstance(value, Written) else Written("")
        parsed = parse_day(written.text, timezone.localdate(), may_be_future=True)
        if "buddhist-era" in _notes(parsed) and parsed.day:
            context["asked"] = day_words(Day(parsed.day, parsed.precision))
        context["is_buddhist"] = written.is_buddhist
        return context


class DayField(forms.Field):
    """A day, as exact as it is known; comes out as a `Day` or None.

    `may_be_future` is for appointments and expiry; `may_be_age` is for birth.
    """

    widget = DayInput

    def __init__(
        self, *, may_be_future: bool = False, may_be_age: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.may_be_future = may_be_future
        self.may_be_age = may_be_age

    def clean(self, value: Any) -> Day | None:
        """Return the day that was written.

        :raises ValidationError: with a sentence that says what to write instead
        """
        written = value if isinstance(value, Written) else Written(str(value or ""))
        if not written.text.strip():
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        parsed = self._parsed(written.text)
        notes = _notes(parsed)
        is_certain = written.is_buddhist or _NAMES_THE_ERA.search(written.text)
        if "buddhist-era" in notes and not is_certain:
            raise _sentence("buddhist-era")
        for doubt in ("two-digit-year", "month-first"):
            if doubt in notes:
                raise _sentence(doubt)
        if parsed.problem or parsed.day is None:
            code = parsed.problem.code if parsed.problem else "unreadable-day"
            raise _sentence(code, parsed.problem.details if parsed.problem else {})
        return Day(parsed.day, parsed.precision)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether the day was rewritten."""
        text = data.text if isinstance(data, Written) else str(data or "")
        shown = day_words(initial) if isinstance(initial, Day) else str(initial or "")
        return text != shown

    def _parsed(self, text: str) -> ParsedDay:
        today = timezone.localdate()
        if self.may_be_age:
            return parse_birth(text, today)
        return parse_day(text, today, may_be_future=self.may_be_future)


def _notes(parsed: ParsedDay) -> set[str]:
    return {note.code for note in parsed.notes}


def _sentence(code: str, details: Mapping[str, int] | None = None) -> forms.ValidationError:
    facts: dict[str, Any] = {name: digits_text(value) for name, value in (details or {}).items()}
    if "month" in facts:
        facts["month"] = str(MONTHS[(details or {})["month"]])
    return forms.ValidationError(SENTENCES[code], code=code, params=facts)
