"""What the employer says: by the officer's hand, or by the employer's own link."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import IllegalMove
from spean.core.refs import Ref
from spean.jobs.choices import AnsweredBy, ReferralState, Refusal
from spean.jobs.models import EmployerLink, JobReferral
from spean.jobs.selectors import referrals_shown_by
from spean.jobs.services.holding import held_referral, may_refer, moved


@one_writer()
def employer_wants_to_meet(
    *, actor: User | None, referral_id: UUID, now: datetime, link: EmployerLink | None = None
) -> JobReferral:
    """Record that the employer wants to meet: by the officer, or by the employer's own link.

    :raises IllegalMove: if it is not with the employer, or the link does not show this person
    """
    referral = _held(actor, referral_id, link, now)
    return moved(referral, "meet", actor=actor, values=_answered(link, now))


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

    :raises IllegalMove: if it is not with the employer, or the link does not show this person
    """
    referral = _held(actor, referral_id, link, now)
    values = {**_answered(link, now), "refusal_reason": reason, "note": note}
    return moved(referral, "refuse", actor=actor, values=values)


@one_writer()
def employer_says_started(*, link: EmployerLink, referral_id: UUID, now: datetime) -> JobReferral:
    """Note that the employer says she has started; the officer asks her and records the job.

    Saying it twice changes nothing.

    :raises IllegalMove: if the employer did not ask to meet her, or the link does not show her
    """
    referral = _held(None, referral_id, link, now)
    if referral.start_claimed_at is not None or referral.state == ReferralState.HIRED:
        return referral
    if referral.state != ReferralState.MEETING:
        raise IllegalMove(action="start", state=referral.state)
    referral.start_claimed_at = now
    referral.revision += 1
    referral.save()
    audit(actor=None, action="jobs.start_claimed", on=Ref("job_referral", referral.id))
    return referral


def _held(
    actor: User | None, referral_id: UUID, link: EmployerLink | None, now: datetime
) -> JobReferral:
    referral = held_referral(referral_id)
    if link is None:
        may_refer(actor, referral.person)
        return referral
    shown = referrals_shown_by(link, timezone.localdate(now))
    if referral.pk not in {one.pk for one in shown}:
        raise IllegalMove(state=referral.state)
    return referral


def _answered(link: EmployerLink | None, now: datetime) -> dict[str, Any]:
    by = AnsweredBy.LINK if link else AnsweredBy.OFFICER
    return {"answered_at": now, "answered_by": by}
