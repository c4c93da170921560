"""The round to other registries: answers that are owed, and changes that somebody waits for."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from spean.accounts.services import one_writer
from spean.casework.services.registry_changes import promise_to_ask_again
from spean.people.models import RegistryWatch
from spean.people.services.registry_callbacks import take_answer
from spean.people.services.registry_following import ask_after_waiting
from spean.people.services.registry_jobs import deliver_due
from spean.people.services.registry_receiving import Arrived
from spean.people.services.registry_subscriptions import note_changes
from spean.people.services.registry_watching import end_unallowed


@task()
def deliver() -> int:
    """Send what is owed by now; return how many answers were taken."""
    return deliver_due(timezone.now())


def go_round() -> tuple[int, int]:
    """Look for changes, then send what is owed; return how many changes, how many were taken.

    Of our own: what no consent covers is ended, what waits long is asked after.
    """
    changes = note_changes(timezone.now())
    end_unallowed(timezone.now())
    ask_after_waiting(timezone.now())
    return changes, deliver_due(timezone.now())


def came(arrived: Arrived, action: str, now: datetime) -> None:
    """Take what a registry sends; where its record changed, the responsible officer asks again.

    :raises Refused: if it is not as it must be, or answers nothing that waits for an answer
    """
    changed = take_answer(arrived, action, now)
    if not changed:
        return
    with one_writer():
        rows = RegistryWatch.objects.filter(pk__in=changed).select_related("answer__person")
        for row in rows:
            promise_to_ask_again(person=row.answer.person, watch_id=row.pk)
