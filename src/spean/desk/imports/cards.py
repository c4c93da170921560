"""What Today tells of lists: a job of the viewer's that ended, and what waits for her."""

from datetime import timedelta

from django.utils import timezone

from spean.accounts.models import User
from spean.desk.cards import Card
from spean.surveys.choices import BatchState
from spean.surveys.selectors import batches_visible_to

_DAYS = 7
_MOST = 3
_ENDED = (
    *(BatchState.REFUSED, BatchState.COLUMNS, BatchState.REVIEW),
    *(BatchState.APPLIED, BatchState.UNDONE),
)


def lists_for(viewer: User) -> Card | None:
    """Return the viewer's own lists whose job ended in the last week, None if there are none."""
    since = timezone.now() - timedelta(days=_DAYS)
    ended = batches_visible_to(viewer).filter(
        uploaded_by=viewer, state__in=_ENDED, updated_at__gte=since
    )
    batches = list(ended.order_by("-updated_at")[:_MOST])
    return Card("desk/imports/_today.html", {"batches": batches}) if batches else None
