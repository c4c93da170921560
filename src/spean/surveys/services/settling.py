"""A supervisor looks at what could not be taken as it came, and says what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import Scope, scope_of
from spean.surveys.choices import Effect
from spean.surveys.contracts import Arrival
from spean.surveys.models import QuestionnaireVersion, SetAside, Submission
from spean.surveys.rules.instance import NotAnInstance, read_instance
from spean.surveys.rules.replies import Difference, Reply, differences, replies
from spean.surveys.selectors.answers import answer_as_sent, opened
from spean.surveys.selectors.forms import known_versions, layout_of
from spean.surveys.services.applying import held_answer
from spean.surveys.services.arriving import NotASubmission, form_of_arrival


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """An answer opened for a person: all that it says, and where it differs from the one here."""

    row: Any
    title: str
    replies: list[Reply]
    first: Submission | None = None
    differences: list[Difference] | None = None


def read_waiting(*, actor: User, submission_id: UUID) -> AnswerRead:
    """Open an answer that waits, beside the one that it corrects; the trail says who looked.

    :raises NotAllowed: if the actor does not settle answers at its centre
    """
    with one_writer():
        row = held_answer(actor, submission_id)
        audit(actor=actor, action="surveys.answer_read", on=Ref("submission", row.pk))
    said = _replies(row.version, answer_as_sent(row))
    return _read(row, row.version, said, row.replaces)


def read_aside(*, actor: User, aside_id: UUID) -> AnswerRead:
    """Open an answer that was set aside, beside the one here; the trail says who looked.

    :raises NotAllowed: if the actor does not settle answers at its centre
    """
    with one_writer():
        row = held_aside(actor, aside_id)
        audit(actor=actor, action="surveys.answer_read", on=Ref("set_aside", row.pk))
    if row.part_name:
        return AnswerRead(row, row.part_name, [])
    content = opened(row.pk, bytes(row.content))
    first = Submission.objects.filter(instance_id=row.instance_id).first()
    version = first.version if first is not None else _version_of(content)
    if version is None:
        return AnswerRead(row, "", [])
    return _read(row, version, _replies(version, content), first)


def file_of_aside(*, actor: User, aside_id: UUID) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that was set aside; the trail says who took it.

    :raises NotAllowed: if it is none, or the actor does not settle answers at its centre
    """
    with one_writer():
        row = held_aside(actor, aside_id)
        if not row.part_name:
            raise NotAllowed
        audit(actor=actor, action="surveys.answer_read", on=Ref("set_aside", row.pk))
    return row.part_name, opened(row.pk, bytes(row.content))


def settle_aside(*, actor: User, aside_id: UUID, now: datetime) -> SetAside:
    """Write that a person saw to something set aside; it stays kept.

    :raises NotAllowed: if the actor does not settle answers at its centre
    """
    with one_writer():
        row = held_aside(actor, aside_id)
        row.settled_at, row.settled_by = now, actor
        row.save(update_fields=["settled_at", "settled_by", "updated_at"])
        audit(actor=actor, action="surveys.settled", on=Ref("set_aside", row.pk))
    return row


def arrival_of_aside(row: SetAside) -> Arrival:
    """Return an answer that was set aside as it arrived.

    :raises NotASubmission: if it is a file, or nobody is known to have sent it
    """
    if row.part_name or row.sent_by is None:
        raise NotASubmission(reason="not-xml")
    content = opened(row.pk, bytes(row.content))
    return Arrival(actor=row.sent_by, xml=content, centre_id=row.centre_id)


def held_aside(actor: User, aside_id: UUID) -> SetAside:
    """Lock something that was set aside and that nobody saw to yet; call it in a transaction.

    :raises NotAllowed: if there is none at a centre where the actor settles such things
    """
    rows = SetAside.objects.select_for_update(of=("self",)).select_related("sent_by")
    row = rows.filter(pk=aside_id, settled_at=None).first()
    if row is None or scope_of(actor, "surveys.settle", row.centre_id) < Scope.CENTRE:
        raise NotAllowed
    return row


def _read(
    row: Any, version: QuestionnaireVersion, said: list[Reply], first: Submission | None
) -> AnswerRead:
    if version.questionnaire.effect == Effect.FEEDBACK:
        # It may be about whoever settles here: that it is there is all she is told.
        return AnswerRead(row, version.questionnaire.title, [])
    if first is None:
        return AnswerRead(row, version.questionnaire.title, said)
    before = _replies(first.version, answer_as_sent(first))
    return AnswerRead(row, version.questionnaire.title, said, first, differences(before, said))


def _replies(version: QuestionnaireVersion, content: bytes) -> list[Reply]:
    try:
        instance = read_instance(content, repeats=layout_of(version.pk).repeats)
    except NotAnInstance:
        return []
    questions: Sequence[dict[str, Any]] = version.questions
    return replies(instance.answers, questions)


def _version_of(content: bytes) -> QuestionnaireVersion | None:
    try:
        form_id, named = form_of_arrival(content)
    except DomainError:
        return None
    versions = known_versions({form_id}).get(form_id, [])
    return next(
        (one for one in versions if one.version == named), versions[-1] if versions else None
    )
