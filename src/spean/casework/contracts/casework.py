"""What is written of a case, its plan, notes and follow-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Answers:
    """F5: question -> "yes", "no" or "unknown"; another choice than the rule's needs a reason."""

    given: dict[str, str]
    triage: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswers:
    """One RSS (F11, F12): {item: answer}, "no_answer" where she did not wish to say."""

    kind: str
    moment: str
    taken_on: date
    answers: Mapping[str, str]
    was_declined: bool = False


@dataclass(frozen=True, slots=True)
class PlanWords:
    """F7 without its steps."""

    goal: str
    goal_code: str
    dimension: str
    baseline_rss: Decimal | None = None
    strengths: str = ""
    barriers: str = ""
    household_agrees: bool | None = None
    has_debt_plan: bool | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the person said yes to the plan."""

    mode: str
    witness: str = ""


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step of F7. `service_type_id` and `provider_id` point into the directory."""

    what: str
    owner: str
    service_type_id: UUID | None = None
    provider_id: UUID | None = None
    provider_name: str = ""
    due_on: date | None = None
    cost: Decimal | None = None
    cost_currency: str = ""


@dataclass(frozen=True, slots=True)
class StepMove:
    """A move of a step through its flow, with its day and what proves it."""

    move: str
    on: date
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class NoteWords:
    """F10. `topics` are service codes; `settles` are follow-ups that this contact answered.

    `attendees` are the people of a group who are known by name; the tallies count the others.
    """

    happened_on: date
    mode: str
    topics: tuple[str, ...]
    minutes: int | None = None
    summary: str = ""
    next_step: str = ""
    next_on: date | None = None
    is_discreet: bool = False
    area_id: UUID | None = None
    women: int | None = None
    men: int | None = None
    others: int | None = None
    settles: tuple[UUID, ...] = ()
    attendees: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class TryWords:
    """A try that did not reach the person; `again_on` is when to try next."""

    reason: str
    note: str = ""
    again_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExitWords:
    """F12."""

    reason: str
    closing_rss: Decimal | None = None
    closing_result: str = ""


@dataclass(frozen=True, slots=True)
class HandOverWords:
    """From whom, to whom and why a caseload goes."""

    from_user: Any
    to_user: Any
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TransferWords:
    """To which centre a person's file goes and why; she said yes on that day."""

    to_centre: Any
    reason: str
    agreed_on: date
