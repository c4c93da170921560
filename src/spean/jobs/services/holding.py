"""Take hold of a referral, ask who may move it, and move it: what all its verbs share."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.jobs import flows
from spean.jobs.choices import VacancyState
from spean.jobs.models import Employer, JobReferral, Vacancy
from spean.jobs.selectors import free_places
from spean.people.models import Person


class VacancyFilled(DomainError):
    """No place is left."""

    code = "vacancy-filled"
    message = _("Every place of this vacancy is already taken.")


class VacancyEnded(DomainError):
    """Nobody is put forward for a vacancy that is closed."""

    code = "vacancy-ended"
    message = _("The vacancy is closed.")


class CannotBeProposed(DomainError):
    """A gate stands between a person and a vacancy; `details["gates"]` says which."""

    code = "cannot-be-proposed"
    message = _("This work cannot be proposed to this person now.")


class EmployerNotCleared(DomainError):
    """Nobody is shown to an employer whom two people have not checked, or who is blacklisted."""

    code = "employer-not-cleared"
    message = _("Nobody is shown to this employer: the two checks are not done, or it is barred.")


def may_refer(actor: User | None, person: Person) -> None:
    """Refuse whoever may not put this person forward; sealed and merged files go nowhere.

    :raises NotAllowed: if she may not
    """
    if person.is_sealed or person.merged_into_id is not None:
        raise NotAllowed
    if actor is None or not can(actor, "jobs.refer", person):
        raise NotAllowed


def held_referral(referral_id: UUID) -> JobReferral:
    """Lock a referral and read what belongs to it."""
    return (
        JobReferral.objects.select_for_update(of=("self",))
        .select_related("person", "vacancy__employer__organisation")
        .get(pk=referral_id)
    )


def held_vacancy(vacancy_id: UUID) -> Vacancy:
    """Lock a vacancy: its row is the queue of those who want one of its places."""
    return (
        Vacancy.objects.select_for_update(of=("self",))
        .select_related("employer__organisation")
        .get(pk=vacancy_id)
    )


def check_employer(employer: Employer, today: date) -> None:
    """Refuse an employer to whom nobody is shown.

    :raises EmployerNotCleared: if two people have not checked it, or it is barred
    """
    if not employer.is_cleared_on(today):
        raise EmployerNotCleared


def check_open(vacancy: Vacancy, today: date) -> None:
    """Refuse a vacancy for which nobody can be put forward.

    :raises VacancyEnded: if it is closed, or its last day is over
    :raises VacancyFilled: if no place is left
    """
    if vacancy.state != VacancyState.OPEN:
        raise VacancyEnded
    if vacancy.closes_on is not None and vacancy.closes_on < today:
        raise VacancyEnded
    if free_places(vacancy) < 1:
        raise VacancyFilled


def moved(
    referral: JobReferral, action: str, *, actor: User | None, values: dict[str, Any]
) -> JobReferral:
    """Move a held referral along its flow, write what came with it, and leave the trail.

    :raises IllegalMove: if it cannot be done from where it stands
    """
    referral.state = flows.REFERRAL.move(referral.state, action)
    for name, value in values.items():
        setattr(referral, name, value)
    referral.revision += 1
    referral.save()
    audit(
        actor=actor,
        action=f"jobs.referral_{action}",
        on=Ref("job_referral", referral.id),
        by_link=actor is None,
    )
    return referral
