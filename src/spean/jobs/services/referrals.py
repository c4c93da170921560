"""From a proposal to the employer's desk: nobody goes without her own yes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.jobs import flows
from spean.jobs.choices import CloseReason, Decline
from spean.jobs.models import JobReferral, Vacancy
from spean.jobs.selectors import allows_employer
from spean.jobs.services.holding import (
    check_employer,
    check_open,
    held_referral,
    held_vacancy,
    may_refer,
    moved,
)
from spean.people.models import Person


class AlreadyReferred(DomainError):
    """The person has a live referral for this vacancy."""

    code = "already-referred"
    message = _("This person has already been put forward here.")


class ConsentMissing(DomainError):
    """The person did not allow her work profile to be shown to employers."""

    code = "consent-missing"
    message = _("The person has not agreed to share the work profile with employers. Please ask.")


@one_writer()
def propose(
    *,
    actor: User,
    id: UUID,
    person: Person,
    vacancy: Vacancy,
    fits: int,
    fits_of: int,
    reasons: list[Mapping[str, Any]],
    now: datetime,
) -> JobReferral:
    """Put a vacancy before a person, with the reasons as they were known.

    :raises AlreadyReferred: if the two already have a live referral
    :raises EmployerNotCleared: if two people have not checked the employer, or it is barred
    :raises VacancyEnded: if the vacancy is closed
    :raises VacancyFilled: if no place is left
    :raises NotAllowed: if the actor may not refer this person
    """
    may_refer(actor, person)
    before = JobReferral.objects.filter(pk=id).first()
    if before is not None:
        if (before.person_id, before.vacancy_id) != (person.pk, vacancy.pk):
            raise NotAllowed
        return before
    today = timezone.localdate(now)
    vacancy = held_vacancy(vacancy.pk)
    if JobReferral.objects.filter(person=person, vacancy=vacancy, state__in=flows.LIVE).exists():
        raise AlreadyReferred
    check_employer(vacancy.employer, today)
    check_open(vacancy, today)
    referral = JobReferral.objects.create(
        id=id,
        person=person,
        vacancy=vacancy,
        state=flows.REFERRAL.start,
        fits=fits,
        fits_of=fits_of,
        reasons=list(reasons),
        proposed_at=now,
        proposed_by=actor,
    )
    audit(actor=actor, action="jobs.proposed", on=Ref("job_referral", referral.id))
    return referral


@one_writer()
def agree(*, actor: User, referral_id: UUID, now: datetime) -> JobReferral:
    """Record that the person said yes.

    :raises IllegalMove: if it is not being discussed with the person
    """
    referral = held_referral(referral_id)
    may_refer(actor, referral.person)
    return moved(referral, "agree", actor=actor, values={"agreed_at": now})


@one_writer()
def decline(*, actor: User, referral_id: UUID, reason: Decline, note: str = "") -> JobReferral:
    """Record that the person said no, and why: nobody may nudge, everybody may learn.

    :raises IllegalMove: if it is over already
    """
    referral = held_referral(referral_id)
    may_refer(actor, referral.person)
    return moved(referral, "decline", actor=actor, values={"decline_reason": reason, "note": note})


@one_writer()
def send_to_employer(*, actor: User, referral_id: UUID, today: date, now: datetime) -> JobReferral:
    """Show the person's work profile to the employer, as she agreed.

    :raises ConsentMissing: if sharing with this employer is not allowed today
    :raises EmployerNotCleared: if two people have not checked the employer, or it is barred
    :raises VacancyEnded: if the vacancy is closed
    :raises VacancyFilled: if no place is left
    :raises IllegalMove: if the person has not said yes
    """
    referral = held_referral(referral_id)
    may_refer(actor, referral.person)
    employer = referral.vacancy.employer
    check_employer(employer, today)
    if not allows_employer(referral.person, employer, today):
        raise ConsentMissing
    check_open(referral.vacancy, today)
    return moved(referral, "send", actor=actor, values={"sent_at": now})


@one_writer()
def close_referral(*, actor: User, referral_id: UUID, reason: CloseReason) -> JobReferral:
    """End a referral that neither side answered or needs any more.

    :raises IllegalMove: if it is over already
    """
    referral = held_referral(referral_id)
    may_refer(actor, referral.person)
    return moved(referral, "close", actor=actor, values={"close_reason": reason})
