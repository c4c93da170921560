"""Days of a course: what share was attended, who may stop, what is due, who completes.

Marks are "present", "late" and "absent", oldest day first; late counts as there. A day without a
mark says nothing about somebody: it is neither attended nor missed.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ABSENT: Final = "absent"
# The share of the last days is held against that of the days before, when there are enough of both.
LAST_DAYS: Final = 5
FALL: Final = 0.3
IN_A_ROW, FALLING, SAYS_SO = "in_a_row", "falling", "says_so"
# A stipend is paid in whole hundreds of riel: there is no smaller note.
SMALLEST_NOTE: Final = 100


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the days that were marked somebody was there."""

    there: int
    held: int

    @property
    def value(self) -> float | None:
        """Return the share, or None where no day was marked."""
        return self.there / self.held if self.held else None

    def reaches(self, percent: float) -> bool:
        """Tell whether it is at least so many of a hundred; nothing marked reaches nothing."""
        return self.held > 0 and self.there * 100 >= percent * self.held


def share_of(marks: Iterable[str]) -> Share:
    """Return the share of days attended."""
    rows = list(marks)
    return Share(there=sum(mark != ABSENT for mark in rows), held=len(rows))


def missed_in_a_row(marks: Sequence[str]) -> int:
    """Return how many of the last days were missed without a day between."""
    count = 0
    for mark in reversed(marks):
        if mark != ABSENT:
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Alert:
    """Why somebody may be about to stop: a code of this module, and the days it speaks of."""

    code: str
    days: int = 0


def alert_of(marks: Sequence[str], *, most_missed: int, says_stops: bool = False) -> Alert | None:
    """Return why to call somebody now, the surest reason first, or None.

    `marks` begin after the last talk with her: what was spoken of is not asked again.
    """
    if says_stops:
        return Alert(SAYS_SO)
    missed = missed_in_a_row(marks)
    if most_missed and missed >= most_missed:
        return Alert(IN_A_ROW, missed)
    if len(marks) >= 2 * LAST_DAYS:
        last, before = share_of(marks[-LAST_DAYS:]), share_of(marks[:-LAST_DAYS])
        if (before.value or 0) - (last.value or 0) >= FALL:
            return Alert(FALLING, last.held - last.there)
    return None


@dataclass(frozen=True, slots=True)
class MonthDue:
    """The stipend of one month: for how many days of the course, attended how often, how much."""

    month: date
    share: Share
    due_khr: int


def months_of(starts_on: date, ends_on: date) -> list[date]:
    """Return the first days of the months that a course touches."""
    month, found = starts_on.replace(day=1), []
    while month <= ends_on:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def due_of(
    stipend_khr: int, month: date, span: tuple[date, date], share: Share, *, full_from: float
) -> MonthDue:
    """Return what is due for one month.

    The month's stipend, for the part of the month in which the course ran; whole for whoever
    attended at least `full_from` of a hundred of the days held, else in proportion to them.
    """
    length = monthrange(month.year, month.month)[1]
    first, last = max(span[0], month), min(span[1], month.replace(day=length))
    days = max(0, (last - first).days + 1)
    whole = stipend_khr * days / length
    if not share.reaches(full_from):
        whole *= share.value or 0
    return MonthDue(month, share, int(whole // SMALLEST_NOTE) * SMALLEST_NOTE)


LOW_SHARE, NO_DAYS, NO_TEST, LOW_SCORE = "low_share", "no_days", "no_test", "low_score"


def lacks_for_completion(
    share: Share, score: int | None, *, share_from: float, score_from: float, is_tested: bool
) -> tuple[str, ...]:
    """Return what somebody lacks to have completed a course: codes of this module, or nothing."""
    lacks = []
    if not share.held:
        lacks.append(NO_DAYS)
    elif not share.reaches(share_from):
        lacks.append(LOW_SHARE)
    if score is not None and score < score_from:
        lacks.append(LOW_SCORE)
    if score is None and is_tested:
        lacks.append(NO_TEST)
    return tuple(lacks)


def score_of(right: int, asked: int) -> int:
    """Return a score of a hundred."""
    return round(100 * right / asked) if asked else 0


# When somebody is asked what came of a course, in months after its end.
TRACE_MONTHS: Final = {"month_3": 3, "month_6": 6, "month_12": 12}


def trace_days(ended_on: date) -> dict[str, date]:
    """Return on which day each question is due: {moment: day}."""
    return {moment: months_after(ended_on, count) for moment, count in TRACE_MONTHS.items()}


def months_after(day: date, count: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
