"""An option is chosen: its standard steps join the plan."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import ActionOwner
from spean.casework.contracts import StepWords
from spean.casework.models import Plan, PlanChoice
from spean.casework.rules.segments import SEGMENTS_VERSION, YES, Option
from spean.casework.services.actions import add_action
from spean.casework.services.revisions import already_made
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import ServiceType


class OtherOptionNeedsReason(DomainError):
    """Another choice than the rule's is always possible, and says why."""

    code = "other-option-needs-reason"
    message = _("Please write why another option is chosen.")


@one_writer()
def choose_option(
    *, actor: User, plan: Plan, id: UUID, option: Option, reason: str = ""
) -> PlanChoice:
    """Add the steps of an option's package that the plan does not hold yet.

    :raises OtherOptionNeedsReason: if the rule does not propose it and no reason is given
    :raises IllegalMove: if the plan was replaced or closed
    """
    made = already_made(PlanChoice, id, "chosen_by", actor)
    if made is not None:
        return made
    was_proposed = option.verdict == YES
    if not was_proposed and not reason.strip():
        raise OtherOptionNeedsReason
    for kind in _kinds(option.package, plan):
        words = StepWords(what=str(kind.label), owner=ActionOwner.BOTH, service_type_id=kind.pk)
        add_action(actor=actor, plan=plan, id=uuid5(id, kind.code), words=words)
    chosen = PlanChoice.objects.create(
        id=id,
        plan=plan,
        segment=option.segment,
        rule_version=SEGMENTS_VERSION,
        was_proposed=was_proposed,
        reason="" if was_proposed else reason.strip(),
        chosen_by=actor,
    )
    ref = Ref("plan", plan.pk)
    audit(
        actor=actor,
        action="casework.option_chosen",
        on=ref,
        option=option.segment,
        proposed=was_proposed,
    )
    return chosen


def _kinds(codes: Sequence[str], plan: Plan) -> list[ServiceType]:
    there = set(plan.actions.values_list("service_type__code", flat=True))
    kinds = {kind.code: kind for kind in ServiceType.objects.filter(code__in=codes)}
    return [kinds[code] for code in codes if code in kinds and code not in there]
