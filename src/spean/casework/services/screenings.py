"""The first questions (F5): asked, kept under the person's key, and opened by two alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import rules
from spean.casework.choices import Answer, Triage
from spean.casework.contracts import Answers
from spean.casework.models import Screening
from spean.casework.services.cases import open_case_of
from spean.casework.services.revisions import already_made, put
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.people.models import Person
from spean.people.services import open_for, seal_for


class QuestionsMissing(DomainError):
    """A question has no answer, or one that is not on the list."""

    code = "questions-missing"
    message = _("Please choose an answer for each question; “did not ask” is one.")


class ReasonMissing(DomainError):
    """Another choice than the rule's needs a reason."""

    code = "override-reason-missing"
    message = _("Please write why you choose otherwise.")


@one_writer()
def record_screening(
    *, actor: User, person: Person, id: UUID, answers: Answers, now: datetime
) -> Screening:
    """Record the answers of F5 and set when we act for this person.

    The answers are sealed under the person's key; the centre's lists know only the result.

    :raises QuestionsMissing: if a question has no answer or an unknown one
    :raises ReasonMissing: if another result is chosen without a reason
    :raises NoOpenCase: if the person has no open case
    """
    made = already_made(Screening, id, "taken_by", actor)
    if made is not None:
        return made
    given = _complete(answers.given)
    proposal = rules.triage(given)
    chosen, reason = _chosen(answers, proposal.triage)
    case = open_case_of(person)
    screening = Screening.objects.create(
        id=id,
        case=case,
        taken_at=now,
        taken_by=actor,
        sealed=seal_for(person, given, context=_context(id)),
        rule_version=proposal.version,
        proposed=proposal.triage,
        triage=chosen,
        override_reason=reason,
    )
    put(case, {"triage": chosen, "triaged_at": now})
    audit(
        actor=actor,
        action="casework.screened",
        on=Ref("screening", screening.pk),
        overridden=chosen != proposal.triage,
    )
    return screening


def _complete(given: dict[str, str]) -> dict[str, str]:
    if set(given) != set(rules.QUESTIONS) or not set(given.values()) <= set(Answer.values):
        raise QuestionsMissing
    return {question: str(given[question]) for question in rules.QUESTIONS}


def _chosen(answers: Answers, proposed: str) -> tuple[str, str]:
    chosen = answers.triage or proposed
    if chosen not in Triage.values:
        raise QuestionsMissing
    if chosen == proposed:
        return proposed, ""
    if not answers.override_reason.strip():
        raise ReasonMissing
    return chosen, answers.override_reason.strip()


def open_answers(*, viewer: User, screening: Screening) -> dict[str, Any]:
    """Return the answers of a screening; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    opened: dict[str, Any] = open_for(
        viewer=viewer,
        person=screening.case.person,
        sealed=bytes(screening.sealed),
        context=_context(screening.pk),
    )
    return opened


def _context(screening_id: UUID) -> str:
    return f"screening:{screening_id}"
