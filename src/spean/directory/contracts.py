"""What enters and leaves this room in one piece."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

# Called with what is being written and how many rows are done, while something long runs.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load of reference data did, in counts; `lines` holds (what, code, before, after)."""

    title: str
    counts: dict[str, int] = field(default_factory=dict)
    lines: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether anything was written."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True)
class CentreDetails:
    """What a centre says about itself."""

    code: str
    operator_kind: str
    area_id: UUID
    label_km: str
    label_en: str = ""
    operator_id: UUID | None = None
    address: str = ""
    phone: str = ""
    telegram: str = ""
    hours_km: str = ""
    hours_en: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_open: bool = True
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What is known of an organisation."""

    kind: str
    label_km: str = ""
    label_en: str = ""
    moc_number: str = ""
    mlvt_number: str = ""
    nssf_number: str = ""
    licence: str = ""
    sector_id: UUID | None = None
    area_id: UUID | None = None
    address: str = ""
    phone: str = ""
    telegram: str = ""
    contact_name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule as its drafter writes it. `is_checked`: she has read it at the source herself."""

    code: str
    valid_from: date
    value: str
    source: str
    valid_to: date | None = None
    note: str = ""
    is_checked: bool = False
    corrects_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OfferDetails:
    """One service that an organisation offers at a place. Cost in KHR, 0 for free."""

    organisation_id: UUID
    service_type_id: UUID
    area_id: UUID
    label_km: str = ""
    label_en: str = ""
    hours: str = ""
    cost_khr: int | None = None
    capacity: int | None = None
    phone: str = ""
    who_for: str = ""
    contact_name: str = ""
    is_contact_public: bool = False
    verified_on: date | None = None
    is_active: bool = True
