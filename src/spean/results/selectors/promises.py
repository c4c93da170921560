"""What is counted, and what was promised."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from spean.results.models import Indicator, Target


def indicators() -> QuerySet[Indicator]:
    """Return the indicators in the order of the list."""
    return Indicator.objects.order_by("sort", "number", "code")


def targets_ahead(day: date) -> dict[UUID, Target]:
    """Return the programme's next target of each indicator, on or after a day."""
    found = Target.objects.filter(centre=None, by__gte=day).order_by("-by")
    return {target.indicator_id: target for target in found}


def targets() -> QuerySet[Target]:
    """Return all targets, as they are listed."""
    return Target.objects.select_related("indicator", "centre").order_by(
        "indicator__sort", "centre__code", "by"
    )
