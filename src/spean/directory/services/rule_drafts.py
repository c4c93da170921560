"""Rules of law and benefits: one person drafts, another publishes, and nothing is written over."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rulebook import BadCondition, parse, unparse
from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory import flows
from spean.directory.choices import RuleKind, RuleState
from spean.directory.contracts import RuleWords
from spean.directory.models import RuleRow, RuleSubject
from spean.directory.perms import can
from spean.directory.selectors.rules import in_reader_language
from spean.directory.selectors.standing import faults_of
from spean.directory.services.rule_rows import put_in_force


class OwnDraft(DomainError):
    """Who drafted a rule does not publish it."""

    code = "own-draft"
    message = _("You drafted this rule. Another person has to read and publish it.")


class NotYourDraft(DomainError):
    """A draft is changed by the person who wrote it alone, so that two stay two."""

    code = "not-your-draft"
    message = _("Somebody else drafted this rule. Turn it down with a reason, or ask for a change.")


class BadValue(DomainError):
    """The value is no number, or no condition that can be read."""

    code = "bad-value"
    message = "%(said)s"


class NotANumber(DomainError):
    """This rule holds a number."""

    code = "not-a-number"
    message = _("This rule is a number. Please write it in digits, such as 210 or 1.5.")


class EndsTooEarly(DomainError):
    """The last day of a rule comes before its first."""

    code = "ends-too-early"
    message = _("The last day cannot come before the first.")


class Contradicts(DomainError):
    """Published as it stands, some day would have no rule, or two."""

    code = "contradicts"
    message = "%(said)s"


class NoReason(DomainError):
    """Who turns a draft down says why."""

    code = "no-reason"
    message = _("Please write why, so that the draft can be put right.")


class NothingToCorrect(DomainError):
    """The rule that a draft corrects is not in force any more."""

    code = "nothing-to-correct"
    message = _("The rule that this draft corrects was replaced meanwhile. Please draft it anew.")


@one_writer()
def draft_rule(
    *, actor: User, id: UUID, words: RuleWords, now: datetime, revision: int | None = None
) -> RuleRow:
    """Write a draft, or change one's own; sent twice it is one. Nothing is in force by it.

    :raises NotAllowed: if the actor may not draft rules
    :raises NotYourDraft: if somebody else wrote the draft of this id
    :raises ChangedMeanwhile: if it was saved after it was opened here
    :raises IllegalMove: if it was published or turned down already
    :raises BadValue: if the condition cannot be read
    :raises EndsTooEarly: if the last day comes before the first
    :raises NotANumber: if the subject holds a number, and the value is none
    """
    if not can(actor, "rules.draft"):
        raise NotAllowed
    if words.valid_to is not None and words.valid_to < words.valid_from:
        raise EndsTooEarly
    subject = RuleSubject.objects.get(code=words.code)
    values = {**asdict(words), "value": _value(subject, words.value), "unit": subject.unit}
    is_checked = values.pop("is_checked")
    row = RuleRow.objects.select_for_update().filter(pk=id).first()
    if row is not None:
        if _is_same(row, actor, values, is_checked):
            return row
        _may_change(row, actor, revision)
    else:
        row = RuleRow(pk=id, revision=0, state=flows.RULE.start, drafted_by=actor)
    for name, value in values.items():
        setattr(row, name, value)
    row.is_verified, row.checked_by = is_checked, actor if is_checked else None
    row.drafted_at, row.revision = now, row.revision + 1
    row.save()
    _written(actor, "directory.rule_drafted", row)
    return row


def publish_rule(*, actor: User, rule_id: UUID, revision: int, now: datetime) -> RuleRow:
    """Put another person's draft in force from its day; the rule before it ends the day before.

    A refusal changes nothing and is written into the trail.

    :param revision: the one that was read: nobody publishes what she has not seen
    :raises NotAllowed: if the actor may not publish rules
    :raises OwnDraft: if the actor drafted it
    :raises IllegalMove: if it is no draft any more
    :raises ChangedMeanwhile: if it was changed after it was read
    :raises Contradicts: if a day would have no rule, or two
    :raises NothingToCorrect: if the rule it corrects was replaced meanwhile
    """
    try:
        return _published(actor, rule_id, revision, now)
    except (OwnDraft, Contradicts, NothingToCorrect) as refusal:
        _refused(actor, rule_id, refusal)
        raise


@one_writer()
def _published(actor: User, rule_id: UUID, revision: int, now: datetime) -> RuleRow:
    row = _draft_for(actor, "rules.publish", rule_id)
    if row.drafted_by_id == actor.pk or row.drafted_by_id is None:
        raise OwnDraft
    state = flows.RULE.move(row.state, "publish")
    if row.revision != revision:
        raise ChangedMeanwhile(theirs=row)
    if found := faults_of(row):
        raise Contradicts(said=" ".join(found))
    corrected = _replaced(row)
    row.state, row.decided_by, row.decided_at = state, actor, now
    row.revision += 1
    moved = put_in_force(row, instead_of=corrected)
    for other in moved:
        _written(actor, "directory.rule_ended", other)
    if corrected is not None:
        _written(actor, "directory.rule_replaced", corrected)
    _written(actor, "directory.rule_published", row)
    return row


@one_writer()
def reject_rule(*, actor: User, rule_id: UUID, reason: str, now: datetime) -> RuleRow:
    """Turn a draft down, one's own too; it is kept with the reason.

    :raises NotAllowed: if the actor may not draft rules
    :raises NoReason: if no reason is given
    :raises IllegalMove: if it is no draft any more
    """
    row = _draft_for(actor, "rules.draft", rule_id)
    if not reason.strip():
        raise NoReason
    row.state = flows.RULE.move(row.state, "reject")
    row.decided_by, row.decided_at, row.decision_note = actor, now, reason.strip()
    row.revision += 1
    row.save()
    _written(actor, "directory.rule_rejected", row)
    return row


@one_writer()
def note_simulation(*, actor: User, row: RuleRow) -> None:
    """Write into the trail that a draft was tried on the register.

    :raises NotAllowed: if the actor may not draft rules
    """
    if not can(actor, "rules.draft"):
        raise NotAllowed
    _written(actor, "directory.rule_simulated", row)


@one_writer()
def _refused(actor: User, rule_id: UUID, refusal: DomainError) -> None:
    audit(
        actor=actor,
        action="directory.rule_refused",
        on=Ref("rule", rule_id),
        reason=refusal.code,
    )


def _draft_for(actor: User, action: str, rule_id: UUID) -> RuleRow:
    if not can(actor, action):
        raise NotAllowed
    return RuleRow.objects.select_for_update().get(pk=rule_id)


def _may_change(row: RuleRow, actor: User, revision: int | None) -> None:
    if row.drafted_by_id != actor.pk:
        raise NotYourDraft
    flows.RULE.move(row.state, "change")
    if row.revision != revision:
        raise ChangedMeanwhile(theirs=row)


def _is_same(row: RuleRow, actor: User, values: dict[str, object], is_checked: bool) -> bool:
    same = all(getattr(row, name) == value for name, value in values.items())
    return same and row.drafted_by_id == actor.pk and row.is_verified == is_checked


def _replaced(row: RuleRow) -> RuleRow | None:
    if row.corrects_id is None:
        return None
    published = RuleRow.objects.select_for_update().filter(state=RuleState.PUBLISHED)
    found = published.filter(pk=row.corrects_id, code=row.code).first()
    if found is None:
        raise NothingToCorrect
    found.state = flows.RULE.move(found.state, "replace")
    found.revision += 1
    found.save()
    return found


def _value(subject: RuleSubject, written: str) -> str:
    if subject.kind == RuleKind.NUMBER:
        return _number(written)
    if subject.kind == RuleKind.CONDITION:
        try:
            return unparse(parse(written))
        except BadCondition as fault:
            said = in_reader_language(fault.said)
            raise BadValue(said=f"{fault.line}: {said}" if fault.line else said) from fault
    return written.strip()


def _number(written: str) -> str:
    try:
        number = Decimal(written.replace(",", "").strip())
    except InvalidOperation as fault:
        raise NotANumber from fault
    if not number.is_finite() or number < 0:
        raise NotANumber
    return f"{number:f}"


def _written(actor: User, action: str, row: RuleRow) -> None:
    ends = row.valid_to.isoformat() if row.valid_to else ""
    audit(
        actor=actor,
        action=action,
        on=Ref("rule", row.pk),
        rule=row.code,
        since=row.valid_from.isoformat(),
        until=ends,
    )
