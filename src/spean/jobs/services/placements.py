"""The person has started: the proof of the programme."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.jobs import flows
from spean.jobs.choices import CloseReason
from spean.jobs.models import JobReferral, JobSeeker, Placement
from spean.jobs.selectors import free_places
from spean.jobs.services.holding import (
    VacancyFilled,
    held_referral,
    held_vacancy,
    may_refer,
    moved,
)

TERMS = (
    "started_on",
    "ended_on",
    "wage",
    "currency",
    "pay_unit",
    "hours_per_week",
    "contract",
    "has_contract_copy",
    "has_nssf",
    "proof",
)


class NotStartedYet(DomainError):
    """A placement is work that has begun, not a promise."""

    code = "not-started-yet"
    message = _("The first day of work is still to come. Record it when the work has begun.")


@one_writer()
def record_placement(
    *, actor: User, id: UUID, referral_id: UUID, terms: Mapping[str, Any], today: date
) -> Placement:
    """Record that the person referred has started the job; `terms` holds all of TERMS.

    Her other live referrals are closed, because she works elsewhere now.

    :raises VacancyFilled: if no place is left
    :raises IllegalMove: if the referral is not with the employer
    :raises NotStartedYet: if the first day of work is still to come
    :raises NotAllowed: if the actor may not refer this person
    :raises ValidationError: if a value cannot stand (the last day before the first)
    """
    referral = held_referral(referral_id)
    may_refer(actor, referral.person)
    before = Placement.objects.filter(pk=id).first()
    if before is not None:
        if before.referral_id != referral.pk:
            raise NotAllowed
        return before
    _check_day(terms, today)
    # Two officers may press the button at once: the vacancy's row is the queue.
    if free_places(held_vacancy(referral.vacancy_id)) < 1:
        raise VacancyFilled
    moved(referral, "hire", actor=actor, values={})
    placement = Placement(id=id, person=referral.person, referral=referral, recorded_by=actor)
    _set(placement, terms)
    _stop_looking(actor, referral)
    audit(actor=actor, action="jobs.placed", on=Ref("placement", placement.id))
    return placement


def _stop_looking(actor: User, hired: JobReferral) -> None:
    others = JobReferral.objects.select_for_update(of=("self",)).filter(
        person=hired.person, state__in=flows.LIVE
    )
    for other in others:
        moved(other, "close", actor=actor, values={"close_reason": CloseReason.HIRED_ELSEWHERE})
    for seeker in JobSeeker.objects.select_for_update(of=("self",)).filter(person=hired.person):
        seeker.is_looking = False
        seeker.revision += 1
        seeker.save()


@one_writer()
def correct_placement(
    *,
    actor: User,
    placement_id: UUID,
    terms: Mapping[str, Any],
    revision: int,
    today: date | None = None,
) -> Placement:
    """Correct a placement: a better proof, another wage, the last day.

    :raises ChangedMeanwhile: if somebody saved it after it was opened
    :raises NotStartedYet: if the first day of work is still to come
    :raises NotAllowed: if the actor may not refer this person
    """
    placement = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=placement_id)
    )
    may_refer(actor, placement.person)
    if today is not None:
        _check_day(terms, today)
    if revision != placement.revision:
        raise ChangedMeanwhile(theirs=placement)
    placement.revision += 1
    _set(placement, terms)
    audit(actor=actor, action="jobs.placement_corrected", on=Ref("placement", placement.id))
    return placement


def _check_day(terms: Mapping[str, Any], today: date) -> None:
    started_on = terms.get("started_on")
    if started_on is not None and started_on > today:
        raise NotStartedYet


def _set(placement: Placement, terms: Mapping[str, Any]) -> None:
    for name in TERMS:
        if name in terms:
            setattr(placement, name, terms[name])
    placement.full_clean(exclude=["person", "referral", "recorded_by"])
    placement.save()
