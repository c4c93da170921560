"""What waits in the work on skills, as numbers that lead to their lists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.directory.perms import can
from spean.skills.selectors.assessors import sittings_to_come
from spean.skills.selectors.attendance import classes_to_mark
from spean.skills.selectors.certificates import waiting_for_seal
from spean.skills.selectors.courses import lists_to_close
from spean.skills.selectors.enterprise import due_checks
from spean.skills.selectors.recognition import open_recognitions
from spean.skills.selectors.stipends import late_stipends
from spean.skills.selectors.tracing import count_due_traces


@dataclass(frozen=True, slots=True)
class Waits:
    """One kind of work that waits: how much of it, and where its list is."""

    word: str | Promise
    count: int
    url: str
    drawing: str


def _sittings(viewer: User, today: date) -> int:
    start = timezone.make_aware(datetime.combine(today, time.min))
    return sittings_to_come(viewer, start, start + timedelta(days=7)).count()


# The action that its list asks for, what waits, how much, the address, the drawing.
_Row = tuple[str, Promise, Callable[[User, date], int], str, str]
# On the page of skills these courses stand by name.
SEATS: Final[_Row] = (
    "courses.edit",
    _("Courses whose seats are to be given"),
    lambda viewer, today: lists_to_close(viewer, today).count(),
    "desk:skills_home",
    "hand-index",
)
DUE: Final[tuple[_Row, ...]] = (
    (
        "courses.attend",
        _("Classes not marked today"),
        lambda viewer, today: classes_to_mark(viewer, today).count(),
        "desk:classes",
        "people",
    ),
    (
        "rpl.edit",
        _("Assessments in the next seven days"),
        _sittings,
        "desk:recognitions",
        "calendar-event",
    ),
    (
        "certificates.seal",
        _("Certificates that wait for your seal"),
        lambda viewer, _today: waiting_for_seal(viewer).count(),
        "desk:certificates",
        "qr-code",
    ),
    (
        "courses.edit",
        _("Stipends that are late"),
        lambda viewer, today: len(late_stipends(viewer, today)),
        "desk:stipends_late",
        "cash-coin",
    ),
    (
        "courses.enrol",
        _("People to ask what came of a course"),
        count_due_traces,
        "desk:traces",
        "telephone",
    ),
    (
        "enterprise.edit",
        _("Businesses to look at"),
        lambda viewer, today: len(due_checks(viewer, today)),
        "desk:enterprise",
        "briefcase",
    ),
)
UNDER_WAY: Final[tuple[_Row, ...]] = (
    (
        "rpl.view",
        _("Recognitions under way"),
        lambda viewer, _today: open_recognitions(viewer).count(),
        "desk:recognitions",
        "award",
    ),
)


def due_for(viewer: User, today: date) -> list[Waits]:
    """Return what the viewer should do by now or this week."""
    return _counted((SEATS, *DUE), viewer, today)


def waiting_for(viewer: User, today: date) -> list[Waits]:
    """Return what is due to be done by the viewer, and what is under way."""
    return _counted((*DUE, *UNDER_WAY), viewer, today)


def _counted(kinds: tuple[_Row, ...], viewer: User, today: date) -> list[Waits]:
    """Count; nothing of a list that the viewer may not open."""
    found = [
        Waits(word, count(viewer, today), reverse(name), drawing)
        for action, word, count, name, drawing in kinds
        if can(viewer, action)
    ]
    return [one for one in found if one.count]
