"""After how many days without a service somebody stands on the list: each centre decides."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from spean.casework.models import CentreHabits
from spean.casework.rules import QUIET_DAYS


def quiet_days_of(centre_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return centre -> the days after which somebody stands on its list. One query."""
    own = CentreHabits.objects.filter(centre_id__in=centre_ids)
    decided = dict(own.values_list("centre_id", "quiet_days"))
    return {centre_id: decided.get(centre_id, QUIET_DAYS) for centre_id in centre_ids}


def waits_too_long(today: date) -> Q:
    """Return the filter of cases "longer without a service than its centre allows". One query."""
    decided = dict(CentreHabits.objects.values_list("centre_id", "quiet_days"))
    late = Q(waiting_since__lt=today - timedelta(days=QUIET_DAYS))
    if decided:
        late &= ~Q(person__centre_id__in=list(decided))
    for centre_id, days in decided.items():
        late |= Q(person__centre_id=centre_id, waiting_since__lt=today - timedelta(days=days))
    return late
