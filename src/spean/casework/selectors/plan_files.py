"""Pictures and recordings of plans, as far as the viewer may open them."""

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.casework.models import PlanFile
from spean.casework.selectors import within_reach


def plan_files_visible_to(viewer: User) -> QuerySet[PlanFile]:
    """Return the files of plans of people whose class 3 details the viewer may open."""
    found = PlanFile.objects.filter(within_reach(viewer, "people.sensitive", "plan__case__person"))
    return found.select_related("plan__case__person")
