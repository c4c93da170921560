"""Births and other days of a list: either era, either digits, ages, and Excel's own numbers."""

import re
from datetime import date, timedelta
from typing import Final

from spean.people.rules import ParsedDay, parse_birth, parse_day
from spean.surveys.rules.draft import EMPTY, WRITE, YES, Draft

# A writer who names the era needs no question about it.
_NAMES_THE_ERA: Final = re.compile(r"ព\s*\.?\s*ស|\bb\.?\s?e\b", re.IGNORECASE)
_SERIAL: Final = re.compile(r"[0-9]{4,5}")
# Days of Excel are counted from here; its leap day of 1900 is the reason for the 30th.
_EXCEL_START: Final = date(1899, 12, 30)
_DOUBTS: Final = ("buddhist-era", "two-digit-year", "month-first")


def read_birth(draft: Draft) -> None:
    """Fill born_on and born_precision; a 1 January counts as a year alone."""
    name = "birth" if draft.raw("birth").strip() or not draft.has("age") else "age"
    if not draft.has("birth") and draft.has("birth_year") and not draft.raw("age").strip():
        text, name = _three_cells(draft), "birth_year"
    else:
        text = draft.text(name)
    if not text:
        return
    parsed = _decided(draft, name, text, is_birth=True)
    if parsed is None or parsed.day is None:
        return
    precision = parsed.precision
    if any(note.code == "first-of-january" for note in parsed.notes):
        draft.note("first-of-january", name)
        precision = "year"
    if precision == "age_only":
        draft.note("from-age", name)
    draft.values["born_on"] = parsed.day.isoformat()
    draft.values["born_precision"] = precision


def read_day(draft: Draft, name: str) -> None:
    """Fill a day of the past and its precision, under the field's own name."""
    text = draft.text(name)
    if not text:
        return
    parsed = _decided(draft, name, text, is_birth=False)
    if parsed is not None and parsed.day is not None:
        draft.values[name] = parsed.day.isoformat()
        draft.values[f"{name}_precision"] = parsed.precision


def _three_cells(draft: Draft) -> str:
    parts = [draft.text(name) for name in ("birth_day", "birth_month", "birth_year")]
    if parts[2] and parts[1] and parts[0]:
        return "/".join(parts) if parts[1].isdigit() else " ".join(parts)
    return parts[2]


def _decided(draft: Draft, name: str, text: str, *, is_birth: bool) -> ParsedDay | None:
    """Return the day, as if every doubt about it were answered with yes; None if unreadable."""
    parsed = parse_birth(text, draft.today) if is_birth else parse_day(text, draft.today)
    is_number = draft.cell(name).get("k") == "number" and not draft.is_written(name)
    if is_number and _SERIAL.fullmatch(text) and parsed.precision not in {"year", "age_only"}:
        return _from_serial(draft, name, text)
    if parsed.problem is not None:
        if draft.answer(parsed.problem.code, name) != EMPTY:
            details = dict(parsed.problem.details)
            draft.ask(parsed.problem.code, name, was=text, answers=(WRITE, EMPTY), details=details)
        return None
    for code in _DOUBTS:
        if any(note.code == code for note in parsed.notes):
            _doubt(draft, code, name, (text, parsed))
    return parsed


def _doubt(draft: Draft, code: str, name: str, read: tuple[str, ParsedDay]) -> None:
    text, parsed = read
    draft.note(code, name)
    if code == "buddhist-era" and _NAMES_THE_ERA.search(text):
        return
    if draft.answer(code, name) != YES and parsed.day is not None:
        becomes = parsed.day.isoformat()
        details = {"precision": parsed.precision}
        draft.ask(code, name, was=text, becomes=becomes, answers=(YES, WRITE), details=details)


def _from_serial(draft: Draft, name: str, text: str) -> ParsedDay | None:
    day = _EXCEL_START + timedelta(days=int(text))
    if day > draft.today:
        draft.ask("still-to-come", name, was=text, answers=(WRITE, EMPTY))
        return None
    if draft.answer("excel-day", name) != YES:
        details = {"precision": "day"}
        answers = (YES, WRITE)
        draft.ask("excel-day", name, was=text, becomes=f"{day}", answers=answers, details=details)
    return ParsedDay(day)
