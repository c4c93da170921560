"""What is written of the day, and how its lists are shown."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AppointmentWords:
    """An appointment; `purpose` is a service code, or empty."""

    officer_id: UUID
    starts_at: datetime
    minutes: int = 30
    place: str = "centre"
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginningWords:
    """A beginning of a note, in one language or both."""

    label_km: str
    label_en: str
    topics: tuple[str, ...]
    mode: str
    minutes: int | None = None
    summary: str = ""
    next_step: str = ""
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person on today's list, and why: a row without any word of class 3.

    `follow_up` is the promise due next, `quiet_since` the day of the last useful service (or the
    day the case was opened).
    """

    case: Any
    follow_up: Any = None
    is_urgent: bool = False
    quiet_since: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of today's list: at most seven rows, and how many there are in all."""

    code: str
    total: int
    rows: list[Waiting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TodaysList:
    """What waits for one officer today; `new` are those whom nobody asked the first questions."""

    as_of: date
    now: Section
    week: Section
    quiet: Section
    new: Section

    @property
    def people_waiting(self) -> int:
        """Return how many people wait, new ones too; nobody stands in two of these parts."""
        return self.now.total + self.week.total + self.new.total


@dataclass(frozen=True, slots=True)
class Found:
    """F11: what was learned, how, and the last day of the job in question if it ended."""

    finding: str
    mode: str
    ended_on: date | None = None
