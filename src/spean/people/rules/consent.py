"""Which decision of the person is in force, and what it allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One purpose of a decision, answered yes or no, for one organisation, until a day."""

    scope: str
    is_granted: bool
    recipient: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the rule sees it.

    `record` names the file it was given under; after a merge decisions of two files meet, and
    `merged_at` says when those of the other file came in.
    """

    decided_at: datetime
    recorded_at: datetime
    answers: tuple[Answer, ...]
    is_withdrawn: bool = False
    record: str = ""
    merged_at: datetime | None = None


def decisions_in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that all must allow a thing: one, but for files made one.

    Of each file it is the newest. A decision recorded after the merge stands alone; until then a
    merge must not widen what either file allowed.
    """
    newest: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda one: (one.decided_at, one.recorded_at)):
        newest[decision.record] = decision
    own = newest.get("")
    merged = [one.merged_at for one in newest.values() if one.merged_at is not None]
    if own and merged and own.recorded_at > max(merged):
        return [own]
    return list(newest.values())


def is_granted(
    decisions: Iterable[Decision], scope: str, day: date, *, recipient: str = ""
) -> bool:
    """Tell whether the person allows this purpose on this day.

    A yes without an organisation holds for all of its kind; a no for the named one goes before.
    Nothing said means no, and a withdrawn decision allows nothing.
    """
    standing = decisions_in_force(decisions)
    return bool(standing) and all(_allows(one, scope, day, recipient) for one in standing)


def is_declined(decisions: Iterable[Decision], scope: str) -> bool:
    """Tell whether the person has said no to this purpose, which is more than not being asked."""
    return any(
        answer.scope == scope and not answer.recipient and not answer.is_granted
        for decision in decisions_in_force(decisions)
        for answer in decision.answers
    )


def _allows(decision: Decision, scope: str, day: date, recipient: str) -> bool:
    if decision.is_withdrawn:
        return False
    answers = [one for one in decision.answers if one.scope == scope]
    named = [one for one in answers if recipient and one.recipient == recipient]
    for answer in named or [one for one in answers if not one.recipient]:
        return answer.is_granted and (answer.expires_on is None or day <= answer.expires_on)
    return False
