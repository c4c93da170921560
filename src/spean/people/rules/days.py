"""Read days as Cambodians write them: either digits, either era, names of months, or an age."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from spean.core.text import fold
from spean.people.rules.ages import OLDEST, birth_from_age

ERA = 543  # Buddhist era = common era + 543, as both countries print it on papers.
_EARLIEST = 1900
_FAR = 100

_KHMER_MONTHS: Final = (
    ("មករា",), ("កុម្ភៈ", "កុម្ភះ", "កុម្ភ"), ("មីនា", "មិនា"), ("មេសា",), ("ឧសភា",),
    ("មិថុនា", "មិថុនាំ"), ("កក្កដា",), ("សីហា",), ("កញ្ញា",), ("តុលា",), ("វិច្ឆិកា",), ("ធ្នូ",),
)  # fmt: skip
_ENGLISH_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS: Final = {
    fold(name): number
    for number, names in enumerate(_KHMER_MONTHS, start=1)
    for name in names
} | {
    spelling: number
    for number, name in enumerate(_ENGLISH_MONTHS, start=1)
    for spelling in {name, name[:3], name[:4]}
}  # fmt: skip
_FILLERS: Final = re.compile(
    "|".join([*map(fold, ("ថ្ងៃទី", "ថ្ងៃ", "ទី", "ខែ", "ឆ្នាំ", "គ.ស", "ព.ស")), "year", "born"])
)
_AGE_WORDS: Final = re.compile(f"{fold('អាយុ')}|\\bage|\\byears?( old)?\\b|\\byrs?\\b")
_PIECES: Final = re.compile(r"[0-9]+|[^0-9\s]+")
_ORDINAL: Final = re.compile(r"(?<=[0-9])(st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark or refusal as a code; `details` fill the sentence the officer reads."""

    code: str
    details: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedDay:
    """What was read: a day and how exact it is, or the problem that stands in the way.

    A month stands as its first day, a year as its 1 January. Codes of `notes`: "buddhist-era",
    "two-digit-year", "month-first", "first-of-january", "from-age"; of `problem`:
    "unreadable-day", "day-not-in-month" (month, days), "still-to-come", "too-long-ago",
    "unlikely-age" (oldest).
    """

    day: date | None
    precision: str = "day"
    notes: tuple[Note, ...] = ()
    problem: Note | None = None


class _Refused(Exception):
    def __init__(self, code: str, **details: int) -> None:
        super().__init__(code)
        self.note = Note(code, details)


def parse_birth(text: str, today: date) -> ParsedDay:
    """Read a birthday, a year of birth, or an age ("35", "អាយុ ៣៥ ឆ្នាំ")."""
    return _parsed(text, today, may_be_age=True)


def parse_day(text: str, today: date, *, may_be_future: bool = False) -> ParsedDay:
    """Read a day, a month with its year, or a year; one still to come only where that makes sense.

    Order is day, month, year, or year first. Khmer digits, both eras and the names of months in
    Khmer and English are understood.
    """
    return _parsed(text, today, may_be_future=may_be_future)


def _parsed(
    text: str, today: date, *, may_be_age: bool = False, may_be_future: bool = False
) -> ParsedDay:
    try:
        folded = _ORDINAL.sub("", fold(text[:200]))
        parsed = _age(folded, today) if may_be_age else None
        parsed = parsed or _day(_FILLERS.sub(" ", folded), today, may_be_future)
    except _Refused as refused:
        return ParsedDay(None, "", (), refused.note)
    return parsed


def _age(folded: str, today: date) -> ParsedDay | None:
    named = _AGE_WORDS.search(folded) is not None
    numbers = re.findall("[0-9]+", folded)
    is_bare = re.fullmatch("[0-9]{1,3}", folded) is not None
    in_years = re.fullmatch(rf"[0-9]{{1,3}} ?{fold('ឆ្នាំ')}", folded) is not None
    if len(numbers) != 1 or not (named or is_bare or in_years):
        return None
    age = int(numbers[0][:9])
    if age > OLDEST:
        raise _Refused("unlikely-age", oldest=OLDEST)
    return ParsedDay(birth_from_age(age, today), "age_only", (Note("from-age"),))


def _day(plain: str, today: date, may_be_future: bool) -> ParsedDay:
    numbers, months = _pieces(plain)
    notes: list[Note] = []
    day, month, written = _in_order(numbers, months, notes)
    year = _common_year(written, today, notes)
    if day is not None and month is not None:
        parsed, precision = _exact(day, month, year), "day"
        if (day, month) == (1, 1):
            notes.append(Note("first-of-january"))
    else:
        parsed, precision = date(year, month or 1, 1), "month" if month else "year"
    if parsed > today and not may_be_future:
        raise _Refused("still-to-come")
    return ParsedDay(parsed, precision, tuple(notes))


def _pieces(plain: str) -> tuple[list[str], list[int]]:
    numbers: list[str] = []
    months: list[int] = []
    for piece in _PIECES.findall(plain):
        if piece[0] in "0123456789":
            numbers.append(piece)
        elif piece in _MONTHS:
            months.append(_MONTHS[piece])
        else:
            raise _Refused("unreadable-day")
    return numbers, months


def _in_order(
    numbers: list[str], months: list[int], notes: list[Note]
) -> tuple[int | None, int | None, str]:
    """Return day, month and the year as it is written."""
    if len(months) > 1 or any(len(number) > 4 for number in numbers):
        raise _Refused("unreadable-day")
    if numbers and len(numbers[0]) == 4:
        numbers = numbers[::-1]
    if months and len(numbers) in (1, 2):
        return (int(numbers[0]) if len(numbers) == 2 else None), months[0], numbers[-1]
    if not months and len(numbers) == 3:
        day, month = int(numbers[0]), int(numbers[1])
        if month > 12 >= day:
            day, month = month, day
            notes.append(Note("month-first"))
        return day, _month(month), numbers[2]
    if not months and len(numbers) == 2 and len(numbers[1]) == 4:
        return None, _month(int(numbers[0])), numbers[1]
    if not months and len(numbers) == 1 and len(numbers[0]) == 4:
        return None, None, numbers[0]
    raise _Refused("unreadable-day")


def _month(month: int) -> int:
    if not 1 <= month <= 12:
        raise _Refused("unreadable-day")
    return month


def _common_year(written: str, today: date, notes: list[Note]) -> int:
    year = int(written)
    if len(written) <= 2:
        notes.append(Note("two-digit-year"))
        century = today.year // 100 * 100
        year = century + year if century + year <= today.year else century - 100 + year
    elif year > today.year + _FAR:
        notes.append(Note("buddhist-era"))
        year -= ERA
    if year < _EARLIEST:
        raise _Refused("too-long-ago")
    if year > today.year + _FAR:
        raise _Refused("unreadable-day")
    return year


def _exact(day: int, month: int, year: int) -> date:
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= 31:
        raise _Refused("unreadable-day")
    if day > last:
        raise _Refused("day-not-in-month", month=month, days=last)
    return date(year, month, day)
