"""What the doors and pathways hand to the services: the fields of a form, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
class AppointmentWords:
    """An appointment; `purpose` is a service code, or empty."""

    officer_id: UUID
    starts_at: datetime
    minutes: int = 30
    place: str = "centre"
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginningWords:
    """A beginning of a note, in one language or both."""

    label_km: str
    label_en: str
    topics: tuple[str, ...]
    mode: str
    minutes: int | None = None
    summary: str = ""
    next_step: str = ""
    is_own: bool = True


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person on today's list, and why: a row without any word of class 3.

    `follow_up` is the promise due next, `quiet_since` the day of the last useful service (or the
    day the case was opened).
    """

    case: Any
    follow_up: Any = None
    is_urgent: bool = False
    quiet_since: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of today's list: at most seven rows, and how many there are in all."""

    code: str
    total: int
    rows: list[Waiting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TodaysList:
    """What waits for one officer today; `new` are those whom nobody asked the first questions."""

    as_of: date
    now: Section
    week: Section
    quiet: Section
    new: Section

    @property
    def people_waiting(self) -> int:
        """Return how many people wait, new ones too; nobody stands in two of these parts."""
        return self.now.total + self.week.total + self.new.total


@dataclass(frozen=True, slots=True)
class Found:
    """F11: what was learned, how, and the last day of the job in question if it ended."""

    finding: str
    mode: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class DebtWords:
    """One loan as it was told. Amounts are in its currency, the rate is percent a month."""

    lender_kind: str
    lender: str
    owed: Decimal
    currency: str
    principal: Decimal | None = None
    rate: Decimal | None = None
    payment: Decimal | None = None
    every: int = 1
    next_due_on: date | None = None
    ends_on: date | None = None
    collateral: str = ""
    is_land_at_risk: bool | None = None
    co_borrower: str = ""
    basis: str = "told"
    papers: tuple[str, ...] = ()
    other_papers: tuple[str, ...] = ()
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What the lender was asked, and what it answered."""

    asked_on: date
    wishes: tuple[str, ...]
    answer: str
    answered_on: date | None = None
    payment: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenedDebt:
    """A loan that was opened for somebody who may read it, with the lender's replies."""

    debt: Any
    words: DebtWords
    replies: tuple[tuple[Any, ReplyWords], ...] = ()

    @property
    def revision(self) -> int:
        """Return the revision that a form of this loan starts from."""
        return int(self.debt.revision)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralWords:
    """F9 as the officer fills it: whom, for what, how soon, why, and what the partner may know."""

    organisation_id: UUID
    service_type_id: UUID
    urgency: str
    reason: str
    shared: tuple[str, ...] = ()
    offer_id: UUID | None = None
    focal_point: str = ""
    needs_transport: bool = False
    needs_escort: bool = False


@dataclass(frozen=True, slots=True)
class PartnerAnswer:
    """What a partner says: a move of the flow, and why not, or what came of it."""

    move: str
    reason: str = ""
    outcome: str = ""
class ChoiceWords:
    """A career session: what she says she chooses, in her own words, and what she wants next."""

    chosen_on: date
    words: str
    occupations: tuple[UUID, ...] = ()
    next_wish: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerGroupWords:
    """A peer group: what it is called, where and when it meets, and who leads it."""

    name: str
    kind: str
    meets_where: str = ""
    meets_when: str = ""
    facilitator_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWords:
    """A meeting of a peer group: the members present (ids), or how many were there."""

    happened_on: date
    topics: tuple[str, ...]
    present: tuple[UUID, ...] = ()
    women: int | None = None
    men: int | None = None
    others: int | None = None
    minutes: int | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAidWords:
    """Psychosocial first aid (class 3): as little as helps the next talk."""

    happened_on: date
    offered: tuple[str, ...]
    referral: str
    minutes: int | None = None
    text: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenedFirstAid:
    """One opened entry, with its row."""

    record: Any
    words: FirstAidWords
