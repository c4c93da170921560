"""A case begins, ends and begins again (F12)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, audit_many, one_writer
from spean.casework import flows
from spean.casework.choices import CaseState, ExitReason, FollowUpState, PlanState
from spean.casework.contracts import ExitWords
from spean.casework.models import Case, FollowUp, FollowUpTry, Plan
from spean.casework.rules import TRIES_BEFORE_LOST
from spean.casework.selectors import case_of, plan_of
from spean.casework.services.revisions import already_made, locked, locked_at, put
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.core.writing import insert_many
from spean.directory.perms import can
from spean.people.models import Person


class NoOpenCase(DomainError):
    """The person has no open case."""

    code = "no-open-case"
    message = _("This person has no open case. Please open one first.")


class NotEnoughTries(DomainError):
    """A person cannot be called lost before she was looked for."""

    code = "not-enough-tries"
    message = _(
        "Please try %(needed)s times before you say that the person cannot be reached."
        " Tried so far: %(made)s."
    )


class ClosingNotAskedFor(DomainError):
    """The manager cannot approve what nobody asked for."""

    code = "closing-not-asked-for"
    message = _("Nobody has asked to close this case, or it was withdrawn.")


@one_writer()
def open_case(*, actor: User, person: Person, now: datetime, id: UUID | None = None) -> Case:
    """Open the person's reintegration case; return the open one if there is one already."""
    Person.objects.select_for_update().get(pk=person.pk)
    made = already_made(Case, id, "opened_by", actor) if id else None
    found = made or Case.objects.filter(person=person, state=CaseState.OPEN).first()
    if found is not None:
        return found
    case = Case.objects.create(
        id=id or uuid4(),
        person=person,
        opened_at=now,
        opened_by=actor,
        waiting_since=timezone.localdate(now),
    )
    audit(actor=actor, action="casework.opened", on=Ref("case", case.pk))
    return case


@one_writer()
def open_cases(*, actor: User, people: Sequence[Person], now: datetime) -> list[Case]:
    """Open the cases of people who were just registered, in few writes.

    Who has an open case already keeps it. Returns the new ones.
    """
    ids = [person.pk for person in people]
    list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    opened = Case.objects.filter(person__in=ids, state=CaseState.OPEN)
    has_one = set(opened.values_list("person_id", flat=True))
    today = timezone.localdate(now)
    cases = [
        Case(person=person, opened_at=now, opened_by=actor, waiting_since=today)
        for person in people
        if person.pk not in has_one
    ]
    insert_many(Case, cases)
    acts: list[tuple[Ref, dict[str, str | int | bool | list[str]]]] = [
        (Ref("case", case.pk), {}) for case in cases
    ]
    audit_many(actor=actor, action="casework.opened", acts=acts)
    return cases


def open_case_of(person: Person) -> Case:
    """Return the person's open case, its row locked until the act ends.

    :raises NoOpenCase: if there is none
    """
    case = case_of(person)
    if case is None or case.state != CaseState.OPEN:
        raise NoOpenCase
    return locked(case)


@one_writer()
def ask_to_close(
    *, actor: User, case: Case, revision: int, words: ExitWords, now: datetime
) -> Case:
    """Ask the manager to close the case; until he says yes it stays open and on the lists.

    :raises ChangedMeanwhile: if somebody else saved the case after it was opened here
    :raises IllegalMove: if the case is closed
    :raises NotEnoughTries: if the person is called lost before she was looked for
    """
    case = locked_at(case, revision)
    flows.CASE.move(case.state, "close")
    if words.reason == ExitReason.LOST_CONTACT:
        _check_tries(case)
    values = {
        "exit_reason": words.reason,
        "closing_rss": words.closing_rss,
        "closing_result": words.closing_result,
        "exit_asked_at": now,
        "exit_asked_by": actor,
    }
    put(case, values)
    audit(
        actor=actor, action="casework.closing_asked", on=Ref("case", case.pk), reason=words.reason
    )
    return case


def _check_tries(case: Case) -> None:
    made = FollowUpTry.objects.filter(follow_up__case=case).count()
    if made < TRIES_BEFORE_LOST:
        raise NotEnoughTries(needed=TRIES_BEFORE_LOST, made=made)


@one_writer()
def close_case(*, actor: User, case: Case, revision: int, now: datetime) -> Case:
    """Approve the closing that was asked for: end the plan and what was still promised.

    :raises NotAllowed: if the actor is not the manager of the person's centre
    :raises ClosingNotAskedFor: if nobody asked
    :raises ChangedMeanwhile: if the case was saved after it was opened here
    :raises IllegalMove: if the case is closed already
    """
    case = locked_at(case, revision)
    if not can(actor, "people.assign", case.person):
        raise NotAllowed
    state = flows.CASE.move(case.state, "close")
    if case.exit_asked_at is None:
        raise ClosingNotAskedFor
    put(case, {"state": state, "closed_at": now, "exit_approved_by": actor})
    _end_plan(case)
    cancelled = FollowUp.objects.filter(case=case, state=FollowUpState.DUE).update(
        state=FollowUpState.CANCELLED, done_at=now, done_by=actor, updated_at=now
    )
    audit(
        actor=actor,
        action="casework.closed",
        on=Ref("case", case.pk),
        reason=case.exit_reason,
        follow_ups_cancelled=cancelled,
    )
    return case


def _end_plan(case: Case) -> None:
    plan = plan_of(case)
    if plan is not None and plan.state != PlanState.CLOSED:
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        state = flows.PLAN.move(plan.state, "close")
        put(plan, {"state": state, "closure_result": case.closing_result})


@one_writer()
def keep_open(*, actor: User, case: Case, revision: int) -> Case:
    """Withdraw or refuse the closing that was asked for; the case goes on.

    :raises ChangedMeanwhile: if the case was saved after it was opened here
    :raises ClosingNotAskedFor: if nobody asked
    :raises IllegalMove: if the case is closed already
    """
    case = locked_at(case, revision)
    flows.CASE.move(case.state, "close")
    if case.exit_asked_at is None:
        raise ClosingNotAskedFor
    put(case, {"exit_asked_at": None, "exit_asked_by": None, "exit_reason": ""})
    audit(actor=actor, action="casework.kept_open", on=Ref("case", case.pk))
    return case


@one_writer()
def reopen(*, actor: User, case: Case, revision: int) -> Case:
    """Open a closed case again; its plan and cancelled promises stay as history.

    :raises ChangedMeanwhile: if the case was saved after it was opened here
    :raises IllegalMove: if the case is open, or another one is
    """
    case = locked_at(case, revision)
    state = flows.CASE.move(case.state, "reopen")
    Person.objects.select_for_update().get(pk=case.person_id)
    if Case.objects.filter(person=case.person_id, state=CaseState.OPEN).exists():
        flows.CASE.move(CaseState.OPEN, "reopen")
    values = {
        "state": state,
        "closed_at": None,
        "exit_reason": "",
        "exit_asked_at": None,
        "exit_asked_by": None,
        "exit_approved_by": None,
    }
    put(case, values)
    audit(actor=actor, action="casework.reopened", on=Ref("case", case.pk))
    return case
