"""What the parts of the desk put on a person's page: cards and moments of the timeline.

Each part offers `cards.card_for(viewer, person) -> Card | None` and
`cards.moments_for(viewer, person) -> list[Moment]`; only `desk.people` puts them together.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of a person's page: a template of its part, and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline: the day (and how exact), what happened, who did it, where.

    `at`, the moment at which it was written down, puts the moments of one day in their order.
    """

    on: date
    text: str
    who: str = ""
    precision: str = "day"
    is_abroad: bool = False
    url: str = ""
    at: datetime | None = None
