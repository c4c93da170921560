"""Frozen values for what crosses a border of this room."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IdeaWords:
    """A business idea as she tells it (GYB)."""

    kind: str
    idea: str
    strengths: str = ""
    nearby: str = ""
    buyers: str = ""


@dataclass(frozen=True, slots=True)
class KitThing:
    """One thing of a kit."""

    name: str
    count: int
    price: int


@dataclass(frozen=True, slots=True)
class VisitWords:
    """What was said at a coaching visit."""

    happened_on: date
    advice: str
    kept: str = ""
    promises: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckWords:
    """How a business does; `loan` is class 3 and "" where the checker may not ask."""

    month: int
    checked_on: date
    is_alive: bool
    sales: int = 0
    costs: int = 0
    owner_pay: int = 0
    women: int = 0
    men: int = 0
    keeps_records: bool | None = None
    loan: str = ""


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """A meeting of a cooperative group."""

    happened_on: date
    came: int
    saved: int = 0
    taken: int = 0
    minutes: str = ""
