"""Reasons, lacks and squares of attendance in words and drawings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.core.wording import digits_text
from spean.skills.choices import DropReason
from spean.skills.rules import attendance as rules
from spean.skills.rules.attendance import Alert, Share

_SIDE: Final = 12


def alert_text(alert: Alert | None) -> str:
    """Return why to call somebody, in words."""
    if alert is None:
        return ""
    if alert.code == rules.SAYS_SO:
        return _("said that she stops")
    if alert.code == rules.IN_A_ROW:
        sentence = ngettext(
            "not there on the last %(days)s day", "not there on the last %(days)s days", alert.days
        )
        return sentence % {"days": digits_text(alert.days)}
    return _("comes less often than before")


def left_text(reasons: Mapping[str, int], few: float | None) -> str:
    """Return for what reason most people stopped here before; nothing where they are few."""
    total = sum(reasons.values())
    if not total or total < (few or 0):
        return ""
    reason, count = max(reasons.items(), key=lambda item: (item[1], item[0]))
    values = {
        "count": digits_text(count),
        "total": digits_text(total),
        "reason": DropReason(reason).label,
    }
    return _("Earlier, %(count)s of %(total)s who stopped here gave this reason: %(reason)s.") % (
        values
    )


def lacks_text(lacks: Iterable[str]) -> str:
    """Return what somebody lacks to complete her course."""
    words = {
        rules.NO_DAYS: _("no day is marked"),
        rules.LOW_SHARE: _("too few days"),
        rules.NO_TEST: _("the last test is missing"),
        rules.LOW_SCORE: _("the last test is too low"),
    }
    return " · ".join(words[one] for one in lacks)


def share_text(share: Share) -> str:
    """Return on how many of the days marked somebody was there."""
    if not share.held:
        return _("no day is marked")
    values = {"there": digits_text(share.there), "held": digits_text(share.held)}
    return _("there on %(there)s of %(held)s days") % values


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the drawing: filled there, half filled late, empty missed."""

    x: int
    mark: str


def squares_of(marks: Iterable[tuple[date, str]]) -> list[Square]:
    """Return the days as squares beside each other, the last sixty."""
    return [Square(place * _SIDE, mark) for place, (_day, mark) in enumerate(list(marks)[-60:])]
