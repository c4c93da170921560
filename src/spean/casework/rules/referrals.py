"""Referral to another service (F9): until when who must answer, and what may be told to whom.

The days of an answer are those of form F9; the rest (routine, beginning, end, and when to remind)
is this project's own proposal of 2026-11, not verified with the ministry or any partner.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

TIMERS_VERSION: Final = "F9, 2026-11, not verified beyond 24h, 3d and 14d"
ANSWER: Final[Mapping[str, timedelta]] = {
    "24h": timedelta(hours=24),
    "3d": timedelta(days=3),
    "14d": timedelta(days=14),
    "routine": timedelta(days=30),
}
BEGINNING: Final = timedelta(days=30)
END: Final = timedelta(days=90)
# After so much of the time the officer calls; at its end the manager is told.
REMIND_AFTER: Final = 2 / 3

# What every partner is told: without it no one can be found again.
ALWAYS: Final = ("initials", "number")
# Which purposes of the consent may cover an organisation of this kind; others need her name for it.
NAMED: Final = "share_cso"
PURPOSES: Final[Mapping[str, tuple[str, ...]]] = {
    "training_provider": ("share_tvet", NAMED),
    "authority": (
        *("share_nea", "share_pdolvt", "share_tvet", "share_nssf"),
        *("share_commune_idpoor", "share_mosvy", NAMED),
    ),
}
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Clock:
    """When the officer is to call, and when it is too late."""

    remind_at: datetime
    due_at: datetime


def clock(state: str, urgency: str, since: datetime) -> Clock | None:
    """Return until when the next step is due, counted from the last; None when nothing is."""
    length = _length(state, urgency)
    if length is None:
        return None
    return Clock(since + length * REMIND_AFTER, since + length)


def _length(state: str, urgency: str) -> timedelta | None:
    if state in ("sent", "acknowledged", "accepted"):
        return ANSWER[urgency]
    return {"contacted": BEGINNING, "started": END}.get(state)


def purposes_for(kind: str) -> tuple[str, ...]:
    """Return the purposes of a consent that may cover an organisation of this kind."""
    return PURPOSES.get(kind, (NAMED,))


def told(shared: Iterable[str], *, is_covered: bool, is_over: bool) -> tuple[str, ...]:
    """Return the fields a partner may be shown: those she chose, and none without her consent.

    When it is over, initials and number remain, by which the partner finds its own papers. This
    is the only way from a choice to a page: what it does not return is not read at all.
    """
    if not is_covered:
        return ()
    return ALWAYS if is_over else (*ALWAYS, *shared)


def initials(names: Sequence[str]) -> str:
    """Return the first letters of the names, as "S. S."; Khmer by its first consonant."""
    return " ".join(f"{name.strip()[0].upper()}." for name in names if name.strip())


def median_days(hours: Collection[float]) -> float | None:
    """Return the median in days, one decimal; None for fewer than five answers."""
    return round(median(hours) / 24, 1) if len(hours) >= FEWEST else None
