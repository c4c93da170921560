"""The service directory as a table (CSV): what each cell may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

COLUMNS: Final = (
    "id",
    "organisation_km",
    "organisation_en",
    "organisation_kind",
    "service_code",
    "name_km",
    "name_en",
    "area_code",
    "hours",
    "cost_khr",
    "places",
    "phone",
    "who_for",
    "contact_name",
    "contact_is_public",
    "last_checked",
    "is_given",
)
NEEDED: Final = ("service_code", "area_code")
_LENGTHS: Final[Mapping[str, int]] = {
    "organisation_km": 300,
    "organisation_en": 300,
    "name_km": 300,
    "name_en": 300,
    "hours": 200,
    "phone": 40,
    "who_for": 300,
    "contact_name": 120,
}
_MOST: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot be read: its row in the file (the heading is 1), its column, and why."""

    row: int
    column: str
    why: str


def cell_faults(number: int, row: Mapping[str, str]) -> list[CellFault]:
    """Return what cannot be read in a row, by itself; whether its codes exist is asked later."""
    whys = {name: "empty" for name in NEEDED if not row[name]}
    if not (row["organisation_km"] or row["organisation_en"]):
        whys["organisation_km"] = "empty"
    whys |= {name: "long" for name, most in _LENGTHS.items() if len(row[name]) > most}
    whys |= {name: "number" for name in ("cost_khr", "places") if not _is_amount(row[name])}
    yes_no = ("contact_is_public", "is_given")
    whys |= {name: "yes-no" for name in yes_no if row[name] not in {"", "yes", "no"}}
    if row["last_checked"] and as_date(row["last_checked"]) is None:
        whys["last_checked"] = "day"
    if row["id"] and as_id(row["id"]) is None:
        whys["id"] = "id"
    return [CellFault(number, name, why) for name, why in whys.items()]


def as_amount(text: str) -> int | None:
    """Return a whole number from nought, or None for an empty cell."""
    return int(text) if text else None


def as_date(text: str) -> date | None:
    """Return a day written as 2026-07-31, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_id(text: str) -> UUID | None:
    """Return the id of a record, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_amount(text: str) -> bool:
    return not text or (text.isascii() and text.isdigit() and int(text) <= _MOST)
