"""The steps of a plan: added, changed, moved, and ticked by what really happened."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import ActionState, PlanState
from spean.casework.contracts import StepMove, StepWords
from spean.casework.models import Plan, PlanAction
from spean.casework.selectors import case_of, plan_of
from spean.casework.services.revisions import locked, locked_at, put
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.people.models import Person

OPEN_STATES = (ActionState.IN_PROGRESS, ActionState.AGREED, ActionState.PLANNED)


class StepMissing(DomainError):
    """A step says what is to be done."""

    code = "step-missing"
    message = _("Please write what is to be done.")


class CurrencyMissing(DomainError):
    """An amount without a currency says nothing."""

    code = "currency-missing"
    message = _("Please choose the currency of the cost.")


@one_writer()
def add_action(*, actor: User, plan: Plan, id: UUID, words: StepWords) -> PlanAction:
    """Add a step at the end of the plan.

    :raises IllegalMove: if the plan was replaced or closed
    :raises StepMissing: if nothing says what is to be done
    :raises CurrencyMissing: if there is a cost without a currency
    :raises NotAllowed: if the id is a step of another plan
    """
    made = PlanAction.objects.filter(pk=id).first()
    if made is not None:
        if made.plan_id != plan.pk:
            raise NotAllowed
        return made
    plan = locked(plan)
    _check_in_force(plan)
    last = plan.actions.aggregate(last=Max("sort"))["last"] or 0
    step = PlanAction.objects.create(id=id, plan=plan, sort=last + 1, **_checked(words))
    audit(actor=actor, action="casework.step_added", on=Ref("plan_action", step.pk))
    return step


@one_writer()
def edit_action(*, actor: User, action: PlanAction, revision: int, words: StepWords) -> PlanAction:
    """Change the words, owner, day or cost of a step.

    :raises ChangedMeanwhile: if somebody else saved the step after it was opened here
    :raises IllegalMove: if the plan was replaced or closed
    :raises StepMissing: if nothing says what is to be done
    :raises CurrencyMissing: if there is a cost without a currency
    """
    values = _checked(words)
    action = locked_at(action, revision)
    _check_in_force(action.plan)
    changed = put(action, values)
    if changed:
        ref = Ref("plan_action", action.pk)
        audit(actor=actor, action="casework.step_changed", on=ref, fields=changed)
    return action


@one_writer()
def move_action(*, actor: User, action: PlanAction, revision: int, move: StepMove) -> PlanAction:
    """Take a step through its flow: agree, start, finish, fail, drop, or take it up again.

    :raises ChangedMeanwhile: if the step was saved after it was opened here
    :raises IllegalMove: if the step is not in a state from which this can be done
    """
    action = locked_at(action, revision)
    _check_in_force(action.plan)
    return _move(actor, action, move)


@one_writer()
def complete_action(
    *, actor: User | None, person: Person, kind: str, evidence: Ref, on: date
) -> PlanAction | None:
    """Tick the person's open step of this kind, with the record that proves it.

    `kind` is a service group ("EMP") or a code ("EMP3"); the step under way comes first, then the
    one due soonest. No plan or no such step: nothing happens, and None is returned. The same
    evidence ticks once.
    """
    case = case_of(person)
    plan = plan_of(case) if case else None
    if plan is None or plan.state == PlanState.CLOSED:
        return None
    ticked = plan.actions.filter(evidence_kind=evidence.kind, evidence_id=evidence.id).first()
    if ticked is not None:
        return ticked
    step = _open_step(plan, kind)
    if step is None:
        return None
    step.evidence_kind, step.evidence_id = evidence.kind, evidence.id
    return _move(actor, step, StepMove("finish", on))


def _open_step(plan: Plan, kind: str) -> PlanAction | None:
    found = (
        plan.actions.select_for_update(of=("self",))
        .filter(service_type__code__startswith=kind, state__in=OPEN_STATES)
        .order_by(F("due_on").asc(nulls_last=True), "sort")
    )
    return min(found, key=lambda step: OPEN_STATES.index(ActionState(step.state)), default=None)


def _move(actor: User | None, step: PlanAction, move: StepMove) -> PlanAction:
    state = flows.ACTION.move(step.state, move.move)
    values: dict[str, object] = {
        "state": state,
        "done_on": move.on if state == ActionState.DONE else None,
    }
    if move.evidence:
        values["evidence"] = move.evidence
    put(step, values)
    ref = Ref("plan_action", step.pk)
    audit(actor=actor, action="casework.step_moved", on=ref, state=str(state))
    return step


def _check_in_force(plan: Plan) -> None:
    if plan.state not in (PlanState.DRAFT, PlanState.AGREED):
        raise IllegalMove(action="change", state=plan.state)


def _checked(words: StepWords) -> dict[str, object]:
    if not words.what.strip():
        raise StepMissing
    if words.cost is not None and not words.cost_currency:
        raise CurrencyMissing
    values = asdict(words)
    if words.cost is None:
        values["cost_currency"] = ""
    return values
