"""A call or visit of F11: its answers kept step by step, and the tasks that come of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import Activity, FollowUpKind, FollowUpState, Intention
from spean.casework.models import Case, FollowUp, FollowUpAnswers
from spean.casework.rules.calls import leaves_income
from spean.casework.services.revisions import locked, put
from spean.core.refs import Ref
from spean.people.services import open_for, opened_unseen, seal_for


@one_writer()
def keep_step(
    *, actor: User, follow_up: FollowUp, step: str, said: Mapping[str, Any]
) -> FollowUpAnswers:
    """Keep the answers of one step of a call; what other steps hold stays.

    :raises IllegalMove: if the follow-up is no longer to do
    """
    follow_up = locked(follow_up)
    flows.FOLLOW_UP.move(follow_up.state, "reach")
    person = follow_up.case.person
    row = FollowUpAnswers.objects.select_for_update().filter(follow_up=follow_up).first()
    row = row or FollowUpAnswers(follow_up=follow_up, written_by=actor)
    before = opened_unseen(person, bytes(row.sealed), _context(follow_up.pk)) or {}
    content = {**before, step: dict(said)}
    row.sealed = seal_for(person, content, context=_context(follow_up.pk))
    for name, values in (("activity", Activity.values), ("intention", Intention.values)):
        if said.get(name) in values:
            setattr(row, name, said[name])
    if "wishes_to_complain" in said:
        row.wishes_to_complain = said["wishes_to_complain"] == "yes"
    if "left_job_on" in said:
        row.left_job_on = date.fromisoformat(said["left_job_on"]) if said["left_job_on"] else None
    row.revision += 0 if row._state.adding else 1
    row.save()
    ref = Ref("follow_up", follow_up.pk)
    audit(actor=actor, action="casework.call_step_kept", on=ref, step=step)
    return row


@one_writer()
def finish_call(*, actor: User, follow_up: FollowUp, now: datetime) -> dict[str, Any]:
    """End the answers of a call and return them for the software's own use: {step: answers}."""
    row = FollowUpAnswers.objects.select_for_update().filter(follow_up=follow_up).first()
    if row is None:
        return {}
    sealed = opened_unseen(follow_up.case.person, bytes(row.sealed), _context(follow_up.pk))
    content = dict(sealed or {})
    row.finished_at, row.written_by = now, actor
    row.income_checked_on = timezone.localdate(now) if leaves_income(content) else None
    row.revision += 1
    row.save()
    audit(actor=actor, action="casework.call_finished", on=Ref("follow_up", follow_up.pk))
    return content


def open_call(*, viewer: User, follow_up: FollowUp) -> dict[str, Any]:
    """Return the answers of a call: {step: answers}; the read is audited.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    row = FollowUpAnswers.objects.filter(follow_up=follow_up).first()
    if row is None:
        return {}
    content = open_for(
        viewer=viewer,
        person=follow_up.case.person,
        sealed=bytes(row.sealed),
        context=_context(follow_up.pk),
    )
    return dict(content or {})


@one_writer()
def open_task(
    *,
    actor: User,
    case: Case,
    kind: FollowUpKind,
    due_on: date,
    about: Ref,
    reasons: Iterable[str] = (),
) -> FollowUp:
    """Open a task of a kind about something; one that is to do already takes the reasons too."""
    found = (
        FollowUp.objects.select_for_update()
        .filter(
            case=case,
            kind=kind,
            about_kind=about.kind,
            about_id=about.id,
            state=FollowUpState.DUE,
        )
        .first()
    )
    if found is not None:
        both = list(dict.fromkeys([*found.reasons, *reasons]))
        put(found, {"reasons": both, "due_on": min(found.due_on, due_on)})
        return found
    earlier = FollowUp.objects.filter(case=case, kind=kind, about_id=about.id).count()
    made = FollowUp.objects.create(
        id=uuid5(about.id, f"{kind} {case.pk} {earlier}"),
        case=case,
        kind=kind,
        due_on=due_on,
        # Others see the screen: what is talked about in private has no words there.
        is_discreet=kind == FollowUpKind.PRIVATE,
        reasons=list(reasons),
        about_kind=about.kind,
        about_id=about.id,
    )
    audit(actor=actor, action="casework.task_opened", on=Ref("follow_up", made.pk), kind=str(kind))
    return made


def _context(follow_up_id: UUID) -> str:
    return f"call:{follow_up_id}"
