"""The plan (F7): written, agreed, rewritten; every version is kept."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import ActionState, AgreementMode, PlanState
from spean.casework.contracts import Agreement, PlanWords
from spean.casework.models import Plan, PlanAction
from spean.casework.selectors import plan_of
from spean.casework.services.cases import open_case_of
from spean.casework.services.follow_ups import promise_calls, promise_review
from spean.casework.services.revisions import already_made, locked_at, put
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.people.models import Person


class PlanExists(DomainError):
    """There is a plan already."""

    code = "plan-exists"
    message = _("There is a plan already. Please change that one.")


class GoalMissing(DomainError):
    """A plan begins with what the person wants."""

    code = "goal-missing"
    message = _("Please write the goal, in the person's own words.")


class WitnessMissing(DomainError):
    """A yes that leaves no mark needs a witness."""

    code = "witness-missing"
    message = _("Please write who heard the person say yes.")


@one_writer()
def write_plan(*, actor: User, person: Person, id: UUID, words: PlanWords) -> Plan:
    """Write the first version of the plan, with the goal in the person's own words.

    :raises PlanExists: if a plan is in force
    :raises GoalMissing: if the goal is empty
    :raises NoOpenCase: if the person has no open case
    """
    made = already_made(Plan, id, "written_by", actor)
    if made is not None:
        return made
    case = open_case_of(person)
    before = plan_of(case)
    if before is not None and before.state != PlanState.CLOSED:
        raise PlanExists
    version = (case.plans.aggregate(last=Max("version"))["last"] or 0) + 1
    plan = Plan.objects.create(
        id=id, case=case, version=version, written_by=actor, **_checked(words)
    )
    promise_review(plan)
    audit(actor=actor, action="casework.plan_written", on=Ref("plan", plan.pk), version=version)
    return plan


@one_writer()
def revise_plan(*, actor: User, plan: Plan, revision: int, id: UUID, words: PlanWords) -> Plan:
    """Change the plan: a draft in place; an agreed one as a new version with the same steps.

    :raises ChangedMeanwhile: if somebody else saved the plan after it was opened here
    :raises IllegalMove: if the plan was replaced or closed
    :raises GoalMissing: if the goal is empty
    """
    made = already_made(Plan, id, "written_by", actor)
    if made is not None:
        return made
    values = _checked(words)
    plan = locked_at(plan, revision)
    flows.PLAN.move(plan.state, "replace")
    if plan.state == PlanState.AGREED:
        plan = _next_version(plan, id, actor, values)
        changed = ["version"]
    else:
        changed = put(plan, values)
    if changed:
        promise_review(plan)
        audit(actor=actor, action="casework.plan_changed", on=Ref("plan", plan.pk), fields=changed)
    return plan


def _checked(words: PlanWords) -> dict[str, object]:
    if not words.goal.strip():
        raise GoalMissing
    return asdict(words)


def _next_version(old: Plan, id: UUID, actor: User, values: dict[str, object]) -> Plan:
    put(old, {"state": flows.PLAN.move(old.state, "replace")})
    new = Plan.objects.create(
        id=id, case=old.case, version=old.version + 1, written_by=actor, **values
    )
    for step in old.actions.order_by("sort", "created_at"):
        step.pk, step.plan, step.revision = None, new, 1
        step.id = PlanAction._meta.pk.get_default()
        step._state.adding = True
        step.save(force_insert=True)
    return new


@one_writer()
def agree_plan(
    *, actor: User, plan: Plan, revision: int, agreement: Agreement, now: datetime
) -> Plan:
    """Record that the person said yes to the plan; its planned steps are agreed with it.

    :raises ChangedMeanwhile: if the plan was saved after it was opened here
    :raises IllegalMove: if it is agreed already, or no longer in force
    :raises WitnessMissing: if the yes was only spoken and nobody heard it
    """
    plan = locked_at(plan, revision)
    state = flows.PLAN.move(plan.state, "agree")
    if agreement.mode not in AgreementMode.values:
        raise WitnessMissing
    if agreement.mode == AgreementMode.VERBAL and not agreement.witness.strip():
        raise WitnessMissing
    values = {
        "state": state,
        "agreed_at": now,
        "agreed_mode": agreement.mode,
        "agreement_witness": agreement.witness.strip(),
    }
    put(plan, values)
    for step in plan.actions.select_for_update().filter(state=ActionState.PLANNED):
        put(step, {"state": flows.ACTION.move(step.state, "agree")})
    promise_calls(actor=actor, case=plan.case, agreed_on=timezone.localdate(now))
    audit(actor=actor, action="casework.plan_agreed", on=Ref("plan", plan.pk), mode=agreement.mode)
    return plan
