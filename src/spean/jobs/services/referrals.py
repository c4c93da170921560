"""From a proposal to the employer's answer: every no has a reason."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.jobs import flows
from spean.jobs.choices import AnsweredBy, CloseReason, Decline, Refusal
from spean.jobs.models import EmployerLink, JobReferral, JobSeeker, Placement, Vacancy
from spean.jobs.selectors import free_places
from spean.people.choices import Scope
from spean.people.models import Person
from spean.people.selectors import consent_in_force


class VacancyFilled(DomainError):
    """No place is left."""

    code = "vacancy-filled"
    message = _("Every place of this vacancy is already taken.")


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
    :raises VacancyFilled: if no place is left
    :raises NotAllowed: if the actor may not refer this person
    """
    _may(actor, person)
    before = JobReferral.objects.filter(pk=id).first()
    if before is not None:
        return before
    Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
    if JobReferral.objects.filter(person=person, vacancy=vacancy, state__in=flows.LIVE).exists():
        raise AlreadyReferred
    if free_places(vacancy) < 1:
        raise VacancyFilled
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
    return _move(actor, referral_id, "agree", agreed_at=now)


@one_writer()
def decline(*, actor: User, referral_id: UUID, reason: Decline, note: str = "") -> JobReferral:
    """Record that the person said no, and why: nobody may nudge, everybody may learn.

    :raises IllegalMove: if it is over already
    """
    return _move(actor, referral_id, "decline", decline_reason=reason, note=note)


@one_writer()
def send_to_employer(*, actor: User, referral_id: UUID, today: date, now: datetime) -> JobReferral:
    """Show the person's work profile to the employer, as she agreed.

    :raises ConsentMissing: if sharing with employers is not allowed today
    :raises VacancyFilled: if no place is left
    :raises IllegalMove: if the person has not said yes
    """
    referral = JobReferral.objects.select_related("person", "vacancy").get(pk=referral_id)
    if not consent_in_force(referral.person, Scope.SHARE_EMPLOYER, today):
        raise ConsentMissing
    if free_places(referral.vacancy) < 1:
        raise VacancyFilled
    return _move(actor, referral_id, "send", sent_at=now)


@one_writer()
def employer_wants_to_meet(
    *, actor: User | None, referral_id: UUID, now: datetime, link: EmployerLink | None = None
) -> JobReferral:
    """Record that the employer wants to meet: by the officer, or by the employer's own link.

    :raises IllegalMove: if it is not with the employer
    """
    return _answer(actor, referral_id, "meet", now, link)


@one_writer()
def employer_refuses(
    *,
    actor: User | None,
    referral_id: UUID,
    reason: Refusal,
    now: datetime,
    link: EmployerLink | None = None,
    note: str = "",
) -> JobReferral:
    """Record that the employer says no, and why.

    :raises IllegalMove: if it is not with the employer
    """
    return _answer(actor, referral_id, "refuse", now, link, refusal_reason=reason, note=note)


@one_writer()
def close_referral(*, actor: User, referral_id: UUID, reason: CloseReason) -> JobReferral:
    """End a referral that neither side answered or needs any more.

    :raises IllegalMove: if it is over already
    """
    return _move(actor, referral_id, "close", close_reason=reason)


def _answer(
    actor: User | None,
    referral_id: UUID,
    action: str,
    now: datetime,
    link: EmployerLink | None,
    **values: Any,
) -> JobReferral:
    by = AnsweredBy.LINK if link else AnsweredBy.OFFICER
    return _move(actor, referral_id, action, link=link, answered_at=now, answered_by=by, **values)


def _move(
    actor: User | None,
    referral_id: UUID,
    action: str,
    *,
    link: EmployerLink | None = None,
    **values: Any,
) -> JobReferral:
    referral = (
        JobReferral.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=referral_id)
    )
    if link is None:
        _may(actor, referral.person)
    elif link.vacancy_id != referral.vacancy_id:
        raise NotAllowed
    referral.state = flows.REFERRAL.move(referral.state, action)
    for name, value in values.items():
        setattr(referral, name, value)
    referral.revision += 1
    referral.save()
    audit(
        actor=actor,
        action=f"jobs.referral_{action}",
        on=Ref("job_referral", referral.id),
        by_link=link is not None,
    )
    return referral


def _may(actor: User | None, person: Person) -> None:
    if actor is None or person.is_sealed or not can(actor, "jobs.refer", person):
        raise NotAllowed


@one_writer()
def move_person(*, actor: User, source: Person, target: Person) -> list[dict[str, str]]:
    """Move this room's rows from one record of a person to the other; return what it takes to undo.

    A live referral that both records have stays with the one that is further on.
    """
    moves: list[dict[str, str]] = []
    taken = set(
        JobReferral.objects.filter(person=target, state__in=flows.LIVE).values_list(
            "vacancy_id", flat=True
        )
    )
    for referral in JobReferral.objects.select_for_update(of=("self",)).filter(person=source):
        if referral.vacancy_id in taken and referral.state in flows.LIVE:
            moves.append({"kind": "closed", "id": str(referral.id), "state": referral.state})
            referral.state, referral.close_reason = "closed", CloseReason.MISTAKE
        referral.person = target
        referral.save()
        moves.append({"kind": "referral", "id": str(referral.id)})
    for placement in Placement.objects.select_for_update(of=("self",)).filter(person=source):
        placement.person = target
        placement.save()
        moves.append({"kind": "placement", "id": str(placement.id)})
    seeker = JobSeeker.objects.filter(person=source).first()
    if seeker and not JobSeeker.objects.filter(person=target).exists():
        seeker.person = target
        seeker.save()
        moves.append({"kind": "seeker", "id": str(seeker.id)})
    return moves


@one_writer()
def move_back(*, actor: User, source: Person, moves: Iterable[Mapping[str, str]]) -> None:
    """Give back to `source` exactly the rows that `move_person` took."""
    models = {"referral": JobReferral, "placement": Placement, "seeker": JobSeeker}
    for move in reversed(list(moves)):
        if move["kind"] == "closed":
            JobReferral.objects.filter(pk=move["id"]).update(state=move["state"], close_reason="")
        else:
            models[move["kind"]].objects.filter(pk=move["id"]).update(person=source)
