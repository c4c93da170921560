"""Keep the migration episodes (F3) and the jobs abroad (F4)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.directory.models import Occupation, Sector, Skill
from spean.people.contracts import JobFacts, ReturnFacts
from spean.people.models import JobAbroad, Person, Return
from spean.people.perms import may_open_sensitive
from spean.people.services.checking import refuse
from spean.people.services.drafting import is_filled, job_values, return_values
from spean.people.services.holding import held_person, held_row, save_changes, unchanged
from spean.people.services.sealing import open_for, seal_for


def record_return(*, actor: User, person_id: UUID, facts: ReturnFacts, today: date) -> Return:
    """Record an episode of work abroad and its jobs; the same `facts.id` twice records once.

    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        person = held_person(actor, person_id)
        known = Return.objects.filter(pk=facts.id, person=person).first() if facts.id else None
        if known is not None:
            return known
        values, sealed = return_values(facts, today)
        episode = Return(person=person, **values)
        if facts.id:
            episode.id = facts.id
        if is_filled(sealed):
            episode.sealed = seal_for(person, sealed, context=f"return:{episode.pk}")
        episode.save(force_insert=True)
        for job in facts.jobs:
            _new_job(person, episode, job)
        _trace(actor, person, "people.return_recorded", "return", episode.pk)
    return episode


def edit_return(
    *, actor: User, return_id: UUID, revision: int, facts: ReturnFacts, today: date
) -> Return:
    """Change an episode; its jobs are edited on their own.

    An actor who may not read the sealed answers leaves them as they are.

    :raises ChangedMeanwhile: if somebody saved it first
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        episode, person = held_row(Return, actor, return_id)
        unchanged(episode, revision)
        values, sealed = return_values(facts, today)
        if may_open_sensitive(actor, person):
            values["sealed"] = _resealed(person, sealed, f"return:{episode.pk}")
        if save_changes(episode, values):
            _trace(actor, person, "people.return_edited", "return", episode.pk)
    return episode


def remove_return(*, actor: User, return_id: UUID) -> None:
    """Remove an episode that was entered by mistake, with its jobs; the trail keeps the fact.

    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        episode, person = held_row(Return, actor, return_id)
        key = episode.pk
        episode.delete()
        _trace(actor, person, "people.return_removed", "return", key)


def record_job_abroad(*, actor: User, return_id: UUID, facts: JobFacts) -> JobAbroad:
    """Record a job of an episode; the same `facts.id` twice records once.

    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        episode, person = held_row(Return, actor, return_id)
        known = JobAbroad.objects.filter(pk=facts.id, episode=episode).first() if facts.id else None
        if known is not None:
            return known
        job = _new_job(person, episode, facts)
        _trace(actor, person, "people.job_abroad_recorded", "job_abroad", job.pk)
    return job


def edit_job_abroad(*, actor: User, job_id: UUID, revision: int, facts: JobFacts) -> JobAbroad:
    """Change a job abroad and its tasks.

    An actor who may not read the sealed answers leaves them as they are.

    :raises ChangedMeanwhile: if somebody saved it first
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        job, person = held_row(JobAbroad, actor, job_id, "episode__person")
        unchanged(job, revision)
        _require_known(facts)
        values, sealed = job_values(facts)
        if may_open_sensitive(actor, person):
            values["sealed"] = _resealed(person, sealed, f"job_abroad:{job.pk}")
        before = set(job.tasks.values_list("pk", flat=True))
        if before != set(facts.task_ids):
            job.tasks.set(Skill.objects.filter(pk__in=facts.task_ids))
            job.revision += 1
            job.save(update_fields=["revision", "updated_at"])
        save_changes(job, values)
        _trace(actor, person, "people.job_abroad_edited", "job_abroad", job.pk)
    return job


def remove_job_abroad(*, actor: User, job_id: UUID) -> None:
    """Remove a job abroad that was entered by mistake; the trail keeps the fact.

    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        job, person = held_row(JobAbroad, actor, job_id, "episode__person")
        key = job.pk
        job.delete()
        _trace(actor, person, "people.job_abroad_removed", "job_abroad", key)


def return_status(*, viewer: User, episode: Return) -> dict[str, Any]:
    """Open the legal status of an episode for somebody who may read it, with an audit entry.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    context = f"return:{episode.pk}"
    opened = open_for(viewer=viewer, person=episode.person, sealed=episode.sealed, context=context)
    return dict(opened or {})


def job_sensitive(*, viewer: User, job: JobAbroad) -> dict[str, Any]:
    """Open injury and retained papers of a job for somebody who may read them, audited.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    person = job.episode.person
    context = f"job_abroad:{job.pk}"
    return dict(open_for(viewer=viewer, person=person, sealed=job.sealed, context=context) or {})


def _new_job(person: Person, episode: Return, facts: JobFacts) -> JobAbroad:
    _require_known(facts)
    values, sealed = job_values(facts)
    job = JobAbroad(episode=episode, **values)
    if facts.id:
        job.id = facts.id
    if is_filled(sealed):
        job.sealed = seal_for(person, sealed, context=f"job_abroad:{job.pk}")
    job.save(force_insert=True)
    job.tasks.set(Skill.objects.filter(pk__in=facts.task_ids))
    return job


def _require_known(facts: JobFacts) -> None:
    chosen: Iterable[tuple[str, Any, set[UUID | None]]] = (
        ("sector_id", Sector, {facts.sector_id} - {None}),
        ("occupation_id", Occupation, {facts.occupation_id} - {None}),
        ("task_ids", Skill, set(facts.task_ids)),
    )
    for name, model, ids in chosen:
        if ids and model._default_manager.filter(pk__in=ids).count() != len(ids):
            refuse(name, _("Please choose one of the answers."))


def _resealed(person: Person, sealed: dict[str, Any], context: str) -> bytes:
    return seal_for(person, sealed, context=context) if is_filled(sealed) else b""


def _trace(actor: User, person: Person, action: str, kind: str, key: UUID) -> None:
    audit(actor=actor, action=action, on=Ref("person", person.pk), record=f"{kind}:{key}")
