"""From an understood row to the registration that any door would send."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from spean.people.contracts import (
    ConsentDecision,
    Contact,
    Document,
    Intake,
    JobFacts,
    ReturnFacts,
    ScopeAnswer,
)
from spean.surveys.models import ImportRow

_HERE = ZoneInfo("Asia/Phnom_Penh")
_PLAIN = (
    *("family_name_km", "given_name_km", "family_name_lat", "given_name_lat", "nickname"),
    *("marital_status", "education", "id_poor"),
)


def person_id_of(row_id: UUID) -> UUID:
    """Return the id of the person a row makes: the same however often it is imported."""
    return uuid5(row_id, "person")


def intake_of(row: ImportRow, *, now: datetime) -> Intake:
    """Return a row as a registration, with what the list as a whole says of consent and safety."""
    values, basis = row.understood["values"], row.batch.basis
    return Intake(
        id=person_id_of(row.pk),
        centre_id=row.batch.centre_id,
        registered_at=_moment(values.get("registered_on"), now),
        channel=basis.get("channel", "outreach"),
        client_type=basis.get("client_type", "returnee"),
        sex=values["sex"],
        area_id=UUID(values["area_id"]),
        consent=decision_of(basis, now),
        born_on=_day(values.get("born_on")),
        born_precision=values.get("born_precision", "day"),
        address=_address(values),
        contacts=tuple(_contact(one, basis) for one in values.get("phones", ())),
        documents=tuple(Document(**one) for one in values.get("documents", ())),
        returns=_returns(row.pk, values),
        **{name: values.get(name, "") for name in _PLAIN},
    )


def decision_of(basis: dict[str, Any], now: datetime) -> ConsentDecision:
    """Return the decision that stands behind every row of a list."""
    scopes = ("service_delivery", *basis.get("scopes", ()))
    is_consent = basis.get("legal_basis", "consent") == "consent"
    return ConsentDecision(
        decided_at=_moment(basis.get("decided_on"), now),
        legal_basis=basis.get("legal_basis", "consent"),
        mode=basis.get("mode", "") if is_consent else "",
        witness=basis.get("witness", ""),
        was_read_aloud=bool(basis.get("was_read_aloud")),
        scopes=tuple(ScopeAnswer(scope=one, is_granted=True) for one in scopes)
        if is_consent
        else (),
    )


def _moment(day: str | None, now: datetime) -> datetime:
    """Return noon of a day here, but never a moment to come."""
    if not day:
        return now
    return min(datetime.combine(date.fromisoformat(day), time(12), _HERE).astimezone(UTC), now)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _address(values: dict[str, Any]) -> str:
    parts = (values.get("address", ""), values.get("village_words", ""))
    return ", ".join(part for part in parts if part)[:300]


def _contact(phone: dict[str, Any], basis: dict[str, Any]) -> Contact:
    safe = phone["safe"] if phone["safe"] is not None else basis.get("phones_are_safe", False)
    return Contact(number=phone["number"], safe_to_call="safe" if safe else "never")


def _returns(row_id: UUID, values: dict[str, Any]) -> tuple[ReturnFacts, ...]:
    named = ("left_on", "returned_on", "country", "place_abroad", "work")
    if not any(values.get(name) for name in named):
        return ()
    jobs: tuple[JobFacts, ...] = ()
    if values.get("work"):
        jobs = (JobFacts(id=uuid5(row_id, "job"), own_words=values["work"]),)
    return (
        ReturnFacts(
            id=uuid5(row_id, "return"),
            country=values.get("country", "TH"),
            place=values.get("place_abroad", ""),
            left_on=_day(values.get("left_on")),
            left_precision=values.get("left_on_precision", ""),
            returned_on=_day(values.get("returned_on")),
            returned_precision=values.get("returned_on_precision", ""),
            jobs=jobs,
        ),
    )
