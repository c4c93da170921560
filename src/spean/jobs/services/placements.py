"""The person has started: the proof of the programme."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.jobs import flows
from spean.jobs.choices import CloseReason
from spean.jobs.models import JobReferral, JobSeeker, Placement, Vacancy
from spean.jobs.selectors import free_places
from spean.jobs.services.referrals import VacancyFilled

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


@one_writer()
def record_placement(
    *, actor: User, id: UUID, referral_id: UUID, terms: Mapping[str, Any]
) -> Placement:
    """Record that the person referred has started the job; `terms` holds all of TERMS.

    Her other live referrals are closed, because she works elsewhere now.

    :raises VacancyFilled: if no place is left
    :raises IllegalMove: if the referral is not with the employer
    :raises NotAllowed: if the actor may not refer this person
    """
    before = Placement.objects.filter(pk=id).first()
    if before is not None:
        return before
    referral = (
        JobReferral.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=referral_id)
    )
    if referral.person.is_sealed or not can(actor, "jobs.refer", referral.person):
        raise NotAllowed
    # Two officers may press the button at once: the vacancy's row is the queue.
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=referral.vacancy_id)
    if free_places(vacancy) < 1:
        raise VacancyFilled
    referral.state = flows.REFERRAL.move(referral.state, "hire")
    referral.revision += 1
    referral.save()
    placement = Placement(id=id, person=referral.person, referral=referral, recorded_by=actor)
    _set(placement, terms)
    JobReferral.objects.filter(person=referral.person, state__in=flows.LIVE).update(
        state="closed", close_reason=CloseReason.HIRED_ELSEWHERE
    )
    JobSeeker.objects.filter(person=referral.person).update(is_looking=False)
    audit(actor=actor, action="jobs.placed", on=Ref("placement", placement.id))
    return placement


@one_writer()
def correct_placement(
    *, actor: User, placement_id: UUID, terms: Mapping[str, Any], revision: int
) -> Placement:
    """Correct a placement: a better proof, another wage, the last day.

    :raises ChangedMeanwhile: if somebody saved it after it was opened
    :raises NotAllowed: if the actor may not refer this person
    """
    placement = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=placement_id)
    )
    if placement.person.is_sealed or not can(actor, "jobs.refer", placement.person):
        raise NotAllowed
    if revision != placement.revision:
        raise ChangedMeanwhile(theirs=placement)
    placement.revision += 1
    _set(placement, terms)
    audit(actor=actor, action="jobs.placement_corrected", on=Ref("placement", placement.id))
    return placement


def _set(placement: Placement, terms: Mapping[str, Any]) -> None:
    for name in TERMS:
        if name in terms:
            setattr(placement, name, terms[name])
    placement.full_clean(exclude=["person", "referral", "recorded_by"])
    placement.save()
