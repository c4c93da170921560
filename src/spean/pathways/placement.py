"""From a referral to a job: the one place where this story is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.core.refs import Ref
from spean.jobs import services as jobs
from spean.jobs.models import Placement
from spean.outreach import services as outreach


@one_writer()
def place(
    *, actor: User, id: UUID, referral_id: UUID, terms: Mapping[str, Any], now: datetime
) -> Placement:
    """Place the person, tick her plan, promise the follow-ups, write to her. All of it, or none.

    :raises VacancyFilled: if no place is left
    :raises IllegalMove: if the referral is not with the employer
    :raises NotStartedYet: if the first day of work is still to come
    :raises NoOpenCase: if nobody follows this person
    """
    today = timezone.localdate(now)
    placement = jobs.record_placement(
        actor=actor, id=id, referral_id=referral_id, terms=terms, today=today
    )
    proof = Ref("placement", placement.id)
    casework.complete_action(
        actor=actor, person=placement.person, kind="EMP", evidence=proof, on=placement.started_on
    )
    casework.plan_follow_ups(
        actor=actor, person=placement.person, start_on=placement.started_on, about=proof
    )
    outreach.queue_message(
        actor=actor, person=placement.person, template="placed", about=proof, now=now
    )
    return placement
