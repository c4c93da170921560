"""What is written of debts, referrals, guidance and groups."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


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


@dataclass(frozen=True, slots=True, kw_only=True)
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
