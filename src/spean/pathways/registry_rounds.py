"""The round to other registries: answers that are owed, and changes that somebody waits for."""

from django.utils import timezone
from django_tasks import task

from spean.people.services.registry_jobs import deliver_due
from spean.people.services.registry_subscriptions import note_changes


@task()
def deliver() -> int:
    """Send what is owed by now; return how many answers were taken."""
    return deliver_due(timezone.now())


def go_round() -> tuple[int, int]:
    """Look for changes, then send what is owed; return how many changes, how many were taken."""
    changes = note_changes(timezone.now())
    return changes, deliver_due(timezone.now())
