"""Frozen values for what crosses a border of this room."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from spean.core.refs import Ref


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """An approved record on which a certificate may be issued.

    `is_approved` is the record's own word: a moderation, the completion of a course.
    """

    ref: Ref
    person_id: UUID
    centre_id: UUID
    standard_id: UUID
    unit_ids: tuple[UUID, ...]
    proven_on: date
    is_approved: bool


@dataclass(frozen=True, slots=True)
class Faces:
    """What a certificate shows: the names as sealed, the texts of its QRs, and the badge."""

    name_km: str
    name_latin: str
    birth_year: int | None
    texts: tuple[str, ...]
    badge: str = ""
