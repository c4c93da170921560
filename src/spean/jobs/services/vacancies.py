"""The vacancy's record and its life."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Skill
from spean.directory.perms import can
from spean.jobs import flows
from spean.jobs.choices import NeedWeight
from spean.jobs.models import Employer, Vacancy, VacancyNeed

# Every column an officer fills; the rest is the system's.
FIELDS = tuple(
    field.name
    for field in Vacancy._meta.concrete_fields
    if field.name
    not in {"id", "created_at", "updated_at", "revision", "employer", "centre", "state"}
    and field.name not in {"recorded_by", "is_km_reviewed", "is_invented"}
)


@one_writer()
def record_vacancy(
    *,
    actor: User,
    id: UUID,
    employer: Employer,
    values: Mapping[str, Any],
    needs: Iterable[tuple[Skill, NeedWeight]] = (),
    revision: int | None = None,
) -> Vacancy:
    """Record a vacancy, or correct the one this id already has.

    :raises NotAllowed: if the actor may not keep vacancies at the employer's centre
    :raises ChangedMeanwhile: if somebody saved it after it was opened
    :raises ValidationError: if a value cannot stand (a range the wrong way round)
    """
    vacancy = Vacancy.objects.select_for_update(of=("self",)).filter(pk=id).first()
    if not can(actor, "jobs.vacancies", vacancy or employer):
        raise NotAllowed
    if vacancy is None:
        vacancy = Vacancy(id=id, employer=employer, centre_id=employer.centre_id)
        vacancy.recorded_by = actor
        vacancy.is_invented = bool(values.get("is_invented"))
    elif revision is None:
        # The same form sent twice: the record is there, and nothing changes.
        return vacancy
    elif revision != vacancy.revision:
        raise ChangedMeanwhile(theirs=vacancy)
    else:
        vacancy.revision += 1
    for name in FIELDS:
        if name in values:
            setattr(vacancy, name, values[name])
    vacancy.full_clean(exclude=["employer", "centre", "recorded_by", "occupation", "area"])
    vacancy.save()
    VacancyNeed.objects.filter(vacancy=vacancy).delete()
    VacancyNeed.objects.bulk_create(
        VacancyNeed(vacancy=vacancy, skill=skill, weight=weight) for skill, weight in needs
    )
    audit(actor=actor, action="jobs.vacancy_recorded", on=Ref("vacancy", vacancy.id))
    return vacancy


@one_writer()
def close_vacancy(*, actor: User, vacancy_id: UUID) -> Vacancy:
    """Take a vacancy off the lists; its referrals stay to be answered one by one.

    :raises IllegalMove: if it is closed already
    """
    return _move(actor, vacancy_id, "close")


@one_writer()
def reopen_vacancy(*, actor: User, vacancy_id: UUID) -> Vacancy:
    """Put a vacancy on the lists again.

    :raises IllegalMove: if it is open already
    """
    return _move(actor, vacancy_id, "open")


def _move(actor: User, vacancy_id: UUID, action: str) -> Vacancy:
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy_id)
    if not can(actor, "jobs.vacancies", vacancy):
        raise NotAllowed
    vacancy.state = flows.VACANCY.move(vacancy.state, action)
    vacancy.revision += 1
    vacancy.save(update_fields=["state", "revision", "updated_at"])
    audit(actor=actor, action=f"jobs.vacancy_{action}", on=Ref("vacancy", vacancy.id))
    return vacancy
