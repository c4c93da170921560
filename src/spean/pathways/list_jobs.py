"""The long jobs of a list, done by the background worker; beginning one again does no harm."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from spean.accounts.models import User
from spean.pathways.importing import import_ready
from spean.pathways.taking_back import take_back
from spean.surveys import services as surveys
from spean.surveys.choices import BatchState
from spean.surveys.models import ImportBatch


@task()
def read_list(actor_id: str, batch_id: str) -> None:
    """Read a list, and check its rows where the centre knows its headings."""
    actor = User.objects.get(pk=actor_id)
    batch = surveys.read_batch(actor=actor, batch_id=UUID(batch_id))
    if batch.state == BatchState.READING:
        surveys.check_rows(actor=actor, batch_id=batch.pk, now=timezone.now())


@task()
def check_list(actor_id: str, batch_id: str) -> None:
    """Understand the rows of a list whose columns are named."""
    actor = User.objects.get(pk=actor_id)
    surveys.check_rows(actor=actor, batch_id=UUID(batch_id), now=timezone.now())


@task()
def import_list(actor_id: str, batch_id: str) -> None:
    """Import the ready rows of a list."""
    actor = User.objects.get(pk=actor_id)
    import_ready(actor=actor, batch_id=UUID(batch_id), now=timezone.now())


@task()
def take_back_list(actor_id: str, batch_id: str) -> None:
    """Take a whole import back."""
    actor = User.objects.get(pk=actor_id)
    take_back(actor=actor, batch_id=UUID(batch_id), now=timezone.now())


def go_on(*, actor: User, batch: ImportBatch) -> None:
    """Start the job of a list again that was left behind, by a power cut for example."""
    jobs = {
        BatchState.UPLOADED: read_list,
        BatchState.APPLYING: import_list,
        BatchState.UNDOING: take_back_list,
        BatchState.READING: check_list if batch.rows.exists() else read_list,
    }
    jobs[BatchState(batch.state)].enqueue(str(actor.pk), str(batch.pk))
