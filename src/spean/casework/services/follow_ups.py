"""What was promised for later (F11): made, tried, reached, given up."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import FollowUpKind, FollowUpState, NotReached
from spean.casework.contracts import TryWords
from spean.casework.models import Case, FollowUp, FollowUpTry, Plan, ServiceEvent
from spean.casework.rules.calls import CALL_MONTHS, days_of_job, days_of_plan, is_near
from spean.casework.selectors import case_of
from spean.casework.selectors.calls import due_talks
from spean.casework.services.cases import open_case_of
from spean.casework.services.revisions import already_made, locked, locked_at, put
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.models import Person


class NothingPromised(DomainError):
    """No contact was promised to this person, or all were kept."""

    code = "nothing-promised"
    message = _("No follow-up is due for this person. Please write a note instead.")


class NextTryInThePast(DomainError):
    """The next try lies before today."""

    code = "next-try-in-the-past"
    message = _("The next try must be today or later.")


class NotTriedYet(DomainError):
    """Nobody is given up before one try."""

    code = "not-tried-yet"
    message = _("Please write down at least one try before you give up.")


class ReasonUnknown(DomainError):
    """A try that failed has a reason."""

    code = "try-reason-unknown"
    message = _("Please choose why the person was not reached.")


@one_writer()
def plan_follow_ups(*, actor: User, person: Person, start_on: date, about: Ref) -> list[FollowUp]:
    """Promise contacts at day 30 and 90, then 6 and 12 months after the first day of work.

    The same `about` is promised once. A call that a plan or another job promised for about the
    same day is this one: nobody is called twice.

    :raises NoOpenCase: if the person has no open case
    """
    made = list(FollowUp.objects.filter(about_kind=about.kind, about_id=about.id))
    if made:
        return sorted(made, key=lambda one: one.due_on)
    case = open_case_of(person)
    promised = _promise(case, about, days_of_job(start_on))
    days = [one.due_on for one in promised]
    others = _calls_due(case).exclude(about_kind=about.kind, about_id=about.id)
    for other in others.select_for_update():
        if is_near(other.due_on, days):
            put(other, {"state": flows.FOLLOW_UP.move(other.state, "cancel")})
    _audit_planned(actor, case, len(promised))
    return promised


def promise_calls(*, actor: User, case: Case, agreed_on: date) -> None:
    """Promise contacts 1, 3, 6 and 12 months after the first yes to a plan; part of that act."""
    about = Ref("case", case.pk)
    if FollowUp.objects.filter(pk__in=[uuid5(about.id, kind) for kind in CALL_MONTHS]).exists():
        return
    days = days_of_plan(agreed_on, list(_calls_due(case).values_list("due_on", flat=True)))
    _audit_planned(actor, case, len(_promise(case, about, days)))


def _promise(case: Case, about: Ref, days: Mapping[str, date]) -> list[FollowUp]:
    return FollowUp.objects.bulk_create(
        FollowUp(
            id=uuid5(about.id, kind),
            case=case,
            kind=kind,
            due_on=day,
            about_kind=about.kind,
            about_id=about.id,
        )
        for kind, day in days.items()
    )


def _calls_due(case: Case) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(case=case, kind__in=CALL_MONTHS, state=FollowUpState.DUE)


def _audit_planned(actor: User, case: Case, count: int) -> None:
    if count:
        ref = Ref("case", case.pk)
        audit(actor=actor, action="casework.follow_ups_planned", on=ref, count=count)


def promise_review(plan: Plan) -> None:
    """Keep one open promise to review the plan, on the day the plan names; part of its act."""
    _keep_promise(
        case=plan.case,
        kind=FollowUpKind.REVIEW,
        about=Ref("case", plan.case_id),
        values={"due_on": plan.review_on},
    )


def promise_next_step(note: ServiceEvent) -> None:
    """Keep the promise of a note's next step on its next date; part of the note's act."""
    if note.case is None:
        return
    _keep_promise(
        case=note.case,
        kind=FollowUpKind.NEXT_STEP,
        about=Ref("service_event", note.pk),
        values={
            "due_on": note.next_on,
            "what": note.next_step,
            "is_discreet": note.is_discreet,
        },
    )


def _keep_promise(*, case: Case, kind: FollowUpKind, about: Ref, values: dict[str, object]) -> None:
    found = FollowUp.objects.filter(
        kind=kind, about_kind=about.kind, about_id=about.id, state=FollowUpState.DUE
    ).first()
    if found is not None and values["due_on"] is None:
        put(found, {"state": flows.FOLLOW_UP.move(found.state, "cancel")})
    elif found is not None:
        put(found, values)
    elif values["due_on"] is not None:
        FollowUp.objects.create(
            case=case, kind=kind, about_kind=about.kind, about_id=about.id, **values
        )


def promise_due(person: Person) -> FollowUp:
    """Return the promised contact with this person that is due first; a visit elsewhere is none.

    :raises NothingPromised: if none is to do
    """
    case = case_of(person)
    due = due_talks(case).first() if case is not None else None
    if due is None:
        raise NothingPromised
    return due


@one_writer()
def record_try(
    *, actor: User, follow_up: FollowUp, id: UUID, words: TryWords, now: datetime
) -> FollowUpTry:
    """Record a try that did not reach the person, and when to try again.

    :raises ReasonUnknown: if the reason is not on the list
    :raises NextTryInThePast: if the next try lies before today
    :raises IllegalMove: if the follow-up is no longer to do
    """
    made = already_made(FollowUpTry, id, "tried_by", actor)
    if made is not None:
        if made.follow_up_id != follow_up.pk:
            raise NotAllowed
        return made
    follow_up = locked(follow_up)
    flows.FOLLOW_UP.move(follow_up.state, "reach")
    if words.reason not in NotReached.values:
        raise ReasonUnknown
    if words.again_on is not None and words.again_on < timezone.localdate(now):
        raise NextTryInThePast
    tried = FollowUpTry.objects.create(
        id=id,
        follow_up=follow_up,
        tried_at=now,
        tried_by=actor,
        reason=words.reason,
        note=words.note,
    )
    if words.again_on is not None:
        put(follow_up, {"due_on": words.again_on})
    ref = Ref("follow_up", follow_up.pk)
    audit(actor=actor, action="casework.follow_up_tried", on=ref, reason=words.reason)
    return tried


@one_writer()
def record_reached(
    *, actor: User, follow_up: FollowUp, revision: int, finding: str, now: datetime
) -> FollowUp:
    """Record that the person was reached, and what was learned.

    :raises ChangedMeanwhile: if the follow-up was saved after it was opened here
    :raises IllegalMove: if it is no longer to do
    """
    follow_up = locked_at(follow_up, revision)
    return _end(actor, follow_up, "reach", {"finding": finding, "done_at": now})


@one_writer()
def give_up(*, actor: User, follow_up: FollowUp, revision: int, now: datetime) -> FollowUp:
    """End a follow-up that reached nobody.

    :raises ChangedMeanwhile: if the follow-up was saved after it was opened here
    :raises NotTriedYet: if no try was written down
    :raises IllegalMove: if it is no longer to do
    """
    follow_up = locked_at(follow_up, revision)
    if not follow_up.tries.exists():
        raise NotTriedYet
    return _end(actor, follow_up, "give_up", {"done_at": now})


@one_writer()
def cancel_follow_up(*, actor: User, follow_up: FollowUp, revision: int, now: datetime) -> FollowUp:
    """End a follow-up that is no longer needed.

    :raises ChangedMeanwhile: if the follow-up was saved after it was opened here
    :raises IllegalMove: if it is no longer to do
    """
    return _end(actor, locked_at(follow_up, revision), "cancel", {"done_at": now})


@one_writer()
def resume_follow_up(*, actor: User, follow_up: FollowUp, revision: int, due_on: date) -> FollowUp:
    """Take up again a follow-up that was given up or cancelled.

    :raises ChangedMeanwhile: if the follow-up was saved after it was opened here
    :raises IllegalMove: if it is to do already, or was reached
    """
    follow_up = locked_at(follow_up, revision)
    values = {"done_at": None, "due_on": due_on}
    return _end(actor, follow_up, "resume", values)


def _end(actor: User, follow_up: FollowUp, move: str, values: Mapping[str, object]) -> FollowUp:
    state = flows.FOLLOW_UP.move(follow_up.state, move)
    done_by = None if state == FollowUpState.DUE else actor
    put(follow_up, {"state": state, "done_by": done_by, **values})
    ref = Ref("follow_up", follow_up.pk)
    audit(actor=actor, action="casework.follow_up_moved", on=ref, state=str(state))
    return follow_up
