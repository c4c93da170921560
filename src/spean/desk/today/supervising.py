"""What who leads a centre looks at, one card each: a sentence and the way to the list."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.accounts.models import User
from spean.casework import selectors as casework
from spean.casework.selectors.day import late_appointments, late_follow_ups
from spean.core.wording import digits_text
from spean.desk.today import side
from spean.desk.today.side import Line, SideCard


def quiet(viewer: User) -> SideCard | None:
    """Say how many had no service for too long."""
    count = casework.section(viewer, "quiet", timezone.localdate(), 0).total
    return side.waiting_too_long(viewer, count) if count else None


def late_promises(viewer: User) -> SideCard | None:
    """Say how many promises are late."""
    count = late_follow_ups(viewer, timezone.localdate()).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s promised contact is late.", "%(count)s promised contacts are late.", count
    ) % {"count": digits_text(count)}
    line = Line(text, _("See which"), reverse("desk:follow_ups") + "?whose=all")
    return SideCard(_("Late"), (line,))


def late_hours(viewer: User) -> SideCard | None:
    """Say of how many appointments nobody said what came of them, with the oldest ones."""
    late = late_appointments(viewer, timezone.localdate())
    count = late.count()
    if not count:
        return None
    text = ngettext(
        "Nobody said whether %(count)s appointment was kept.",
        "Nobody said whether %(count)s appointments were kept.",
        count,
    ) % {"count": digits_text(count)}
    day = timezone.localdate(late[0].starts_at)
    line = Line(text, _("Open the book"), f"{reverse('desk:appointments')}?whose=all&day={day}")
    return SideCard(_("Appointments"), (line,))


# In this order. To add a card: write a function like these and name it here.
CARDS: tuple[Callable[[User], SideCard | None], ...] = (
    side.badly,
    side.closings,
    side.transfers,
    side.nobody,
    side.complaints,
    side.late,
    side.visits,
    late_promises,
    late_hours,
    quiet,
    side.duplicates,
    side.clashes,
)


def cards_of_who_leads(viewer: User) -> list[SideCard]:
    """Return the cards that have something to say."""
    return [card for make in CARDS if (card := make(viewer)) is not None]
