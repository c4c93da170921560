"""A job abroad told at the desk becomes history, and the tasks of it become skills."""

from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.core.refs import Ref
from spean.people import services as people
from spean.people.contracts import JobFacts
from spean.people.models import JobAbroad
from spean.skills import services as skills


@one_writer()
def record_job(*, actor: User, return_id: UUID, job: JobFacts, now: datetime) -> JobAbroad:
    """Record a job of an episode, and claim its tasks as skills by the person's own word."""
    row = people.record_job_abroad(actor=actor, return_id=return_id, facts=job)
    return _claim(actor, row, now)


@one_writer()
def correct_job(
    *, actor: User, job_id: UUID, revision: int, job: JobFacts, now: datetime
) -> JobAbroad:
    """Correct a job; skills that came from it and are no longer named are taken back."""
    row = people.edit_job_abroad(actor=actor, job_id=job_id, revision=revision, facts=job)
    return _claim(actor, row, now)


def _claim(actor: User, row: JobAbroad, now: datetime) -> JobAbroad:
    person, source, tasks = row.episode.person, Ref("job_abroad", row.id), list(row.tasks.all())
    skills.release_skills(
        actor=actor, person=person, source=source, keep=[task.pk for task in tasks]
    )
    skills.claim_skills(
        actor=actor, person=person, skills=tasks, now=now, months=row.months, source=source
    )
    return row
