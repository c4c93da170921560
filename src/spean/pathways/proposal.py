"""A vacancy is put before a person, with its reasons as known today, and she says yes or no."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.jobs import services as jobs
from spean.jobs.choices import Decline, ReferralState
from spean.jobs.models import JobReferral
from spean.jobs.selectors import live_referral
from spean.pathways.matching import Pair, as_kept, explain


@one_writer()
def put_before(*, actor: User, id: UUID, pair: Pair, now: datetime) -> JobReferral:
    """Return the open proposal of this vacancy to this person; make it if there is none.

    :raises CannotBeProposed: if a gate stands between the two
    :raises VacancyFilled: if no place is left
    """
    person, vacancy = pair.person, pair.vacancy
    found = live_referral(person, vacancy)
    if found is not None:
        return found
    match, gates = explain(person=person, vacancy=vacancy, today=timezone.localdate(now))
    if match is None:
        raise jobs.CannotBeProposed(gates=gates)
    return jobs.propose(
        actor=actor,
        id=id,
        person=person,
        vacancy=vacancy,
        fits=match.fits,
        fits_of=match.of,
        reasons=[as_kept(reason) for reason in match.reasons],
        now=now,
    )


@one_writer()
def say_yes(*, actor: User, id: UUID, pair: Pair, now: datetime) -> JobReferral:
    """Keep her yes; saying it twice is saying it once."""
    made = put_before(actor=actor, id=id, pair=pair, now=now)
    is_open = made.state == ReferralState.PROPOSED
    return jobs.agree(actor=actor, referral_id=made.pk, now=now) if is_open else made


@one_writer()
def say_no(
    *, actor: User, id: UUID, pair: Pair, reason: Decline, note: str, now: datetime
) -> JobReferral:
    """Keep her no and why, so that she is not asked again."""
    made = put_before(actor=actor, id=id, pair=pair, now=now)
    if made.state == ReferralState.DECLINED:
        return made
    return jobs.decline(actor=actor, referral_id=made.pk, reason=reason, note=note)
