"""A referral in the shape of the exchange between Primero and OSCaR in Cambodia (pure shaping).

Read against the public jobs of that exchange (github OpenFn/unicef-cambodia): what they read of a
Primero case on the way to OSCaR, and the decisions they carry back. Nothing is sent from here: a
file is made and a file is read. docs/referrals.md says what was checked against what.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

TO_OSCAR: Final = "referral_to_oscar"
# The words of a decision: OSCaR's own, and Primero's as the exchange writes them.
_ACCEPTED: Final = frozenset({"accepted", "accepted_340953"})
_REJECTED: Final = frozenset({"rejected", "exited", "rejected_936484"})
_WAITING: Final = frozenset({"", "referred", "pending", "pending_310366"})
# Only the one timeframe that the published samples show; others are left out, not guessed.
_TIMEFRAME: Final = {"24h": "1_day"}
_SEX: Final = {"F": "female", "M": "male"}


class UnreadableAnswer(ValueError):
    """The file is not in a shape of the exchange; the text says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What goes out; a field she did not allow is empty."""

    case_id: UUID
    referral_id: UUID
    number: str
    their_code: str
    urgency: str
    sent_on: str
    officer: str
    phone: str
    given_name: str
    family_name: str = ""
    sex: str = ""
    age: int | None = None
    location: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What came back about one referral: accepted, rejected, or None while nobody has decided."""

    referral_id: UUID
    is_accepted: bool | None


def shaped(one: Outgoing) -> dict[str, Any]:
    """Return a referral as a Primero case with one service that goes to OSCaR.

    Empty texts stand for what is not known or not allowed, as OSCaR wants them. A code of the
    gazetteer is text: the exchange itself loses the zero in front when it is a number.
    """
    service = {
        "unique_id": str(one.referral_id),
        "service_response_type": TO_OSCAR,
        "service_subtype": [one.their_code],
        "service_response_timeframe": _TIMEFRAME.get(one.urgency, ""),
        "service_response_day_time": one.sent_on,
        "service_referral_notes": one.reason,
        "service_implementing_agency": "",
    }
    return {
        "case_id": str(one.case_id),
        "case_id_display": one.number,
        "oscar_number": "",
        "mosvy_number": "",
        "name_first": one.given_name,
        "name_last": one.family_name,
        "sex": _SEX.get(one.sex, ""),
        "age": one.age,
        "date_of_birth": "",
        "location_current": str(one.location),
        "owned_by": one.officer,
        "owned_by_phone": one.phone,
        "consent_for_services": True,
        "disclosure_other_orgs": True,
        "services_section": [service],
    }


def decisions_in(content: Any) -> list[Decision]:
    """Return the decisions of a file: cases of Primero, or organisations of OSCaR.

    :raises UnreadableAnswer: if it is of neither shape, or a decision is in no known word
    """
    return [found for record in _records(content) for found in _decisions_of(record)]


def _records(content: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(content, Mapping):
        inner = content.get("organization", content.get("data"))
        content = [content] if inner is None else inner
    rows = content if isinstance(content, list) else [content]
    for place, row in enumerate(rows, start=1):
        row = row.get("organization", row) if isinstance(row, Mapping) else row
        if not isinstance(row, Mapping):
            raise UnreadableAnswer(f"record {place}")
        yield row


def _decisions_of(record: Mapping[str, Any]) -> Iterator[Decision]:
    services = record.get("services_section", record.get("services"))
    if not isinstance(services, list):
        raise UnreadableAnswer("services_section")
    for service in services:
        if not isinstance(service, Mapping):
            raise UnreadableAnswer("services_section")
        key = service.get("unique_id", service.get("uuid"))
        said = service.get("referral_status_edf41f2", service.get("referral_status"))
        if said is None:
            said = record.get("referral_status")
        yield Decision(_id(key), _decided(said))


def _id(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as cause:
        raise UnreadableAnswer("unique_id") from cause


def _decided(said: Any) -> bool | None:
    word = str(said or "").strip().lower()
    if word in _WAITING:
        return None
    if word in _ACCEPTED | _REJECTED:
        return word in _ACCEPTED
    raise UnreadableAnswer(f"referral_status {word[:40]}")
