"""A call was answered (F11): what was learned, the check of the job, and the tasks it opens."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework.choices import FollowUpKind, Intention
from spean.casework.contracts import Found
from spean.casework.models import FollowUp
from spean.casework.services.calls import finish_call, open_task
from spean.core.refs import Ref
from spean.jobs.choices import CheckMoment
from spean.jobs.rules import checks
from spean.jobs.services.checks import check_of_call, record_check
from spean.pathways.follow_up import answered

MOMENTS = {"month_1": CheckMoment.DAY_30, "month_3": CheckMoment.DAY_90}
SOON, WEEK = timedelta(days=1), timedelta(days=7)


@one_writer()
def call_answered(
    *, actor: User, follow_up: FollowUp, revision: int, found: Found, now: datetime
) -> list[FollowUp]:
    """Keep the contact with all its answers; return the tasks that came of it.

    :raises ChangedMeanwhile: if the follow-up was saved after it was opened here
    :raises IllegalMove: if it is no longer to do
    """
    kept = answered(actor=actor, follow_up=follow_up, revision=revision, found=found, now=now)
    said = finish_call(actor=actor, follow_up=kept, now=now)
    today = timezone.localdate(now)
    tasks: list[tuple[FollowUpKind, date, Ref, tuple[str, ...]]] = []
    if said.get("ahead", {}).get("intention") == Intention.MONTHS_3:
        tasks.append((FollowUpKind.SAFELY, today + WEEK, Ref("case", kept.case_id), ()))
    if said.get("job") and kept.about_kind == "placement" and kept.about_id is not None:
        about = Ref("placement", kept.about_id)
        items = _checked(actor, kept, about, said["job"], now)
        if checks.is_for_protection(items):
            tasks.append((FollowUpKind.PRIVATE, today + SOON, about, ()))
        if why := checks.visit_reasons(items):
            tasks.append((FollowUpKind.EMPLOYER, today + WEEK, about, why))
    return [
        open_task(actor=actor, case=kept.case, kind=kind, due_on=due_on, about=about, reasons=why)
        for kind, due_on, about, why in tasks
    ]


def _checked(actor: User, kept: FollowUp, job: Ref, said: Any, now: datetime) -> Any:
    return record_check(
        actor=actor,
        placement_id=job.id,
        id=check_of_call(kept.pk),
        moment=MOMENTS.get(kept.kind, CheckMoment.LATER),
        told=checks.told_from(said),
        now=now,
    ).items
