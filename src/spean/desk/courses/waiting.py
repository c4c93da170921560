"""What waits in the work on skills, as numbers that lead to their lists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.directory.perms import can
from spean.skills.selectors.certificates import waiting_for_seal
from spean.skills.selectors.enterprise import due_checks
from spean.skills.selectors.recognition import open_recognitions
from spean.skills.selectors.stipends import late_stipends
from spean.skills.selectors.tracing import due_traces


@dataclass(frozen=True, slots=True)
class Waits:
    """One kind of work that waits: how much of it, and where its list is."""

    word: str | Promise
    count: int
    url: str
    drawing: str


# The action that its list asks for, what waits, how much, the address, the drawing.
_Row = tuple[str, Promise, Callable[[User, date], int], str, str]
KINDS: Final[tuple[_Row, ...]] = (
    (
        "certificates.seal",
        _("Certificates that wait for your seal"),
        lambda viewer, _today: waiting_for_seal(viewer).count(),
        "desk:certificates",
        "qr-code",
    ),
    (
        "rpl.view",
        _("Recognitions under way"),
        lambda viewer, _today: open_recognitions(viewer).count(),
        "desk:recognitions",
        "award",
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
        lambda viewer, today: len(due_traces(viewer, today)),
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


def waiting_for(viewer: User, today: date) -> list[Waits]:
    """Return what waits for the viewer; nothing of a list that she may not open."""
    found = [
        Waits(word, count(viewer, today), reverse(name), drawing)
        for action, word, count, name, drawing in KINDS
        if can(viewer, action)
    ]
    return [one for one in found if one.count]
