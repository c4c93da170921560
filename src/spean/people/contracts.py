"""What a registration carries from any door: form, roster, demo or telephone.

Values only: keys of other records are ids, words are the codes of `people.choices`. Dates are
days, moments are aware; money is a Decimal in the currency beside it. Everything that may be left
out has a default, so that a thin roster row and a full interview are the same kind of thing.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Say how to reach the person (F1 8). `number` may be written in any way."""

    number: str
    owner: str = "self"
    safe_to_call: str = "safe"
    best_time: str = ""
    call_after: time | None = None
    app: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class InEmergency:
    """Say whom to tell in an emergency (F1 9)."""

    name: str
    relation: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Describe an identity document (F1 7, the card numbers of F1 17 and 18)."""

    kind: str
    number: str = ""
    expires_on: date | None = None
    was_seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFacts:
    """Describe who eats from one pot (F1 12)."""

    size: int | None = None
    children_under_5: int | None = None
    children_5_17: int | None = None
    out_of_school: int | None = None
    elderly: int | None = None
    with_disability: int | None = None
    has_pregnant_member: str = ""
    head_sex: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveFacts:
    """Hold the class 3 answers of F1 (15, 16, pregnancy); difficulties are 1 to 4 or None."""

    see: int | None = None
    hear: int | None = None
    walk: int | None = None
    remember: int | None = None
    self_care: int | None = None
    communicate: int | None = None
    ethnicity: str = ""
    ethnicity_other: str = ""
    is_pregnant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeAnswer:
    """Hold the yes or no to one purpose (F2), for one organisation where one is named."""

    scope: str
    is_granted: bool
    recipient: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDecision:
    """Hold one decision of the person (F2), or the emergency that stands in for it.

    `text_version` empty means the text in force on the day of the decision.
    """

    decided_at: datetime
    legal_basis: str = "consent"
    given_by: str = "self"
    giver_name: str = ""
    mode: str = ""
    witness: str = ""
    text_version: str = ""
    language: str = "km"
    was_read_aloud: bool = False
    was_understood: bool = False
    withheld_information: str = ""
    withheld_from: str = ""
    withheld_reason: str = ""
    scopes: tuple[ScopeAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFacts:
    """Describe one job abroad (F4). `sensitive` fields are sealed when they are kept.

    `id` makes sending the same form twice harmless; None lets the room choose one.
    """

    id: UUID | None = None
    employer_thai: str = ""
    employer_lat: str = ""
    owner_contact: str = ""
    address: str = ""
    sector_id: UUID | None = None
    occupation_id: UUID | None = None
    task_ids: tuple[UUID, ...] = ()
    own_words: str = ""
    tools: str = ""
    months: int | None = None
    team_size: int | None = None
    was_supervisor: bool | None = None
    wage: Decimal | None = None
    wage_unit: str = ""
    wage_currency: str = ""
    hours_per_day: Decimal | None = None
    days_per_week: Decimal | None = None
    overtime_paid: bool | None = None
    had_contract: bool | None = None
    had_social_security: bool | None = None
    training_received: str = ""
    wages_owed: bool | None = None
    wages_owed_amount: Decimal | None = None
    reference_contact: str = ""
    # Class 3, sealed together.
    was_injured: bool | None = None
    injury: str = ""
    documents_retained: bool | None = None
    deposit_retained: bool | None = None
    social_security_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFacts:
    """Describe one migration episode (F3), with its jobs where they are known."""

    id: UUID | None = None
    country: str = "TH"
    place: str = ""
    left_on: date | None = None
    left_precision: str = ""
    returned_on: date | None = None
    returned_precision: str = ""
    border_point: str = ""
    recruiter: str = ""
    recruiter_licence: str = ""
    cost_paid: Decimal | None = None
    cost_currency: str = ""
    reason: str = ""
    was_assisted: bool | None = None
    assisted_by: str = ""
    cost_transport: Decimal | None = None
    cost_food: Decimal | None = None
    cost_unofficial: Decimal | None = None
    children_along: int | None = None
    left_behind: str = ""
    remittance: Decimal | None = None
    remittance_currency: str = ""
    savings: Decimal | None = None
    savings_currency: str = ""
    # Class 3, sealed together: legal status (data-protection 6.4).
    channel_out: str = ""
    documents_abroad: str = ""
    documents_held_by: str = ""
    exit_status: str = ""
    cost_financed_by: str = ""
    jobs: tuple[JobFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Hold everything that one registration carries: F1 and F2, and F3 and F4 where they are known.

    `id` is born with the form, so that sending it twice registers once. Give `born_on` with its
    precision; for an age alone use `rules.birth_from_age`. `assigned_to_id` None leaves the file
    with whoever registers, if her role may open it.
    """

    id: UUID
    centre_id: UUID
    registered_at: datetime
    channel: str
    client_type: str
    sex: str
    area_id: UUID
    consent: ConsentDecision
    family_name_km: str = ""
    given_name_km: str = ""
    family_name_lat: str = ""
    given_name_lat: str = ""
    nickname: str = ""
    born_on: date | None = None
    born_precision: str = "day"
    assigned_to_id: UUID | None = None
    address: str = ""
    lives_in: str = ""
    permanent_area_id: UUID | None = None
    permanent_address: str = ""
    is_displaced: str = ""
    home_damaged: str = ""
    marital_status: str = ""
    education: str = ""
    school_years: int | None = None
    can_read_khmer: bool | None = None
    can_write_khmer: bool | None = None
    can_read_thai: bool | None = None
    speaks_thai: str = ""
    id_poor: str = ""
    nssf_scheme: str = ""
    nssf_last_contribution_on: date | None = None
    main_needs: tuple[str, ...] = ()
    language: str = "km"
    help_needed: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    in_emergency: tuple[InEmergency, ...] = ()
    documents: tuple[Document, ...] = ()
    household: HouseholdFacts | None = None
    # Live together with somebody who is registered: her household is shared.
    household_of_id: UUID | None = None
    sensitive: SensitiveFacts | None = None
    returns: tuple[ReturnFacts, ...] = ()
    is_invented: bool = False
