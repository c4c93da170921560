"""What workers said of their jobs, as far as a viewer may see the placement."""

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.jobs.models import DecentWorkCheck
from spean.jobs.selectors.referrals import placements_visible_to


def checks_visible_to(viewer: User, action: str = "jobs.view") -> QuerySet[DecentWorkCheck]:
    """Return the checks of placements the viewer may see, the newest first; all is sealed."""
    placements = placements_visible_to(viewer, action)
    return (
        DecentWorkCheck.objects.filter(placement__in=placements)
        .select_related("placement__person__centre", "asked_by")
        .order_by("-asked_on", "-created_at")
    )
