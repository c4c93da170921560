"""Appeals: within the days of the rule, another assessor looks again at what was not yet proven."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, IllegalMove
from spean.core.refs import Ref
from spean.skills import flows
from spean.skills.choices import AppealState, Competence
from spean.skills.models import Appeal, Assessor, Recognition
from spean.skills.selectors.recognition import appeal_until
from spean.skills.services.assessing import Found, Incomplete, as_assessor, results_of
from spean.skills.services.assessors import check_free
from spean.skills.services.recording import (
    already_made,
    locked_recognition,
    put,
    recognition_to_edit,
    step,
)


class AppealTooLate(DomainError):
    """The days of the appeal are over."""

    code = "appeal-too-late"
    message = _("The days for an appeal are over. She may apply again.")


class AppealedAlready(DomainError):
    """A result is looked at again once."""

    code = "appealed-already"
    message = _("There was an appeal already. She may apply again.")


class NothingToAppeal(DomainError):
    """Every unit was found competent."""

    code = "nothing-to-appeal"
    message = _("Every unit was found competent. There is nothing to look at again.")


class NotTheFirstOnes(DomainError):
    """Who found or agreed on a result does not hear the appeal."""

    code = "not-the-first-assessors"
    message = _("The appeal goes to an assessor who has not judged before.")


@one_writer()
def file_appeal(
    *,
    actor: User,
    recognition_id: UUID,
    id: UUID,
    assessor: Assessor,
    reason: str,
    words: str = "",
    now: datetime,
) -> Appeal:
    """Ask another assessor to look again.

    :raises IllegalMove: if there is no result yet
    :raises AppealedAlready: if there was an appeal
    :raises AppealTooLate: if its days are over
    :raises NothingToAppeal: if every unit was found competent
    :raises NotTheFirstOnes: if the assessor has judged before
    :raises NotRegistered, WrongTrade, NotHere, TooClose, Tied, MayBeFamily: of the new assessor
    """
    recognition = recognition_to_edit(actor, recognition_id)
    made = already_made(Appeal, id, "filed_by", actor)
    if made is not None:
        return made
    today = timezone.localdate(now)
    _check(recognition, today)
    if assessor.pk in (recognition.assessor_id, recognition.moderator_id):
        raise NotTheFirstOnes
    check_free(assessor, recognition, today)
    appeal = Appeal.objects.create(
        id=id,
        recognition=recognition,
        reason=reason,
        words=words,
        filed_on=today,
        filed_by=actor,
        assessor=assessor,
    )
    ref = Ref("recognition", recognition.pk)
    audit(actor=actor, action="skills.rpl_appealed", on=ref, reason=reason)
    return appeal


@one_writer()
def decide_appeal(
    *,
    actor: User,
    appeal_id: UUID,
    found: Mapping[UUID, Found],
    answer: str = "",
    now: datetime,
) -> Appeal:
    """Write down what the new assessor found of the units in doubt.

    :raises NotAllowed: unless the actor is the assessor of the appeal
    :raises IllegalMove: if it was decided already
    :raises Incomplete: if a part of a unit in doubt has no result
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)
    recognition = locked_recognition(appeal.recognition_id)
    as_assessor(actor, recognition, appeal.assessor, timezone.localdate(now))
    if appeal.state != AppealState.OPEN:
        raise IllegalMove(action="decide", state=appeal.state)
    rows = list(recognition.units.filter(result=Competence.NOT_YET))
    if not rows:
        raise Incomplete
    for row in rows:
        note = found[row.unit_id].note if row.unit_id in found else ""
        put(row, {**results_of(found.get(row.unit_id), recognition.parts), "note": note})
    is_right = any(row.result == Competence.COMPETENT for row in rows)
    state = AppealState.UPHELD if is_right else AppealState.REJECTED
    put(appeal, {"state": state, "answer": answer, "decided_at": now})
    if is_right:
        step(recognition, "uphold", now)
    ref = Ref("recognition", recognition.pk)
    audit(actor=actor, action="skills.rpl_appeal_decided", on=ref, state=str(state))
    return appeal


def _check(recognition: Recognition, today: object) -> None:
    if recognition.state not in flows.WITH_A_RESULT:
        raise IllegalMove(action="appeal", state=recognition.state)
    if recognition.appeals.exists():
        raise AppealedAlready
    until = appeal_until(recognition)
    if until is not None and today > until:  # type: ignore[operator]
        raise AppealTooLate
    if not recognition.units.filter(result=Competence.NOT_YET).exists():
        raise NothingToAppeal
