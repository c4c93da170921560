"""From the answers of a draft to the contract that a registration carries."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from spean.desk.people.drafts import Draft
from spean.desk.people.forms.consent import ScopesForm, decision_of
from spean.desk.people.steps import Filled, all_filled
from spean.directory.models import Area
from spean.people.contracts import (
    ConsentDecision,
    Contact,
    Document,
    HouseholdFacts,
    InEmergency,
    Intake,
    SensitiveFacts,
)

_NOWHERE = UUID(int=0)


def answers_of(draft: Draft) -> dict[str, Filled]:
    """Return every part of the draft by its prefix, validated; unwritten steps are left out."""
    found: dict[str, Filled] = {}
    for step, parts in all_filled(draft):
        if draft.data_of(step.name) is None:
            continue
        for one in parts:
            one.form.is_valid()
            found[one.part.prefix] = one
    return found


def intake_of(draft: Draft, *, centre_id: UUID, now: datetime) -> Intake:
    """Return the registration that a draft holds, as far as it is written.

    Before the steps are complete it serves only to look for people who are alike.
    """
    parts = answers_of(draft)
    return Intake(
        id=draft.id,
        centre_id=centre_id,
        registered_at=now,
        consent=consent_of(parts, now),
        contacts=_contacts(parts),
        documents=_documents(parts),
        in_emergency=_emergency(parts),
        household=_one(parts, "household", HouseholdFacts),
        sensitive=_one(parts, "sensitive", SensitiveFacts),
        **_arrival(parts),
        **_identity(parts),
        **_address(parts),
        **_cleaned(parts, "marital"),
        **_cleaned(parts, "schooling"),
        **_protection(parts),
        **_lists(_cleaned(parts, "needs")),
    )


def _arrival(parts: dict[str, Filled]) -> dict[str, Any]:
    return {"channel": "", "client_type": "", **_cleaned(parts, "arrival")}


def _identity(parts: dict[str, Filled]) -> dict[str, Any]:
    values = {"sex": "", **_cleaned(parts, "identity")}
    born = values.pop("born", None)
    if born:
        values |= {"born_on": born.on, "born_precision": born.precision}
    return values


def _address(parts: dict[str, Filled]) -> dict[str, Any]:
    values = _cleaned(parts, "address")
    area, permanent = values.pop("area", None), values.pop("permanent_area", None)
    ids = {"area_id": area.pk if area else _NOWHERE}
    if permanent:
        ids["permanent_area_id"] = permanent.pk
    return {**values, **ids}


def _protection(parts: dict[str, Filled]) -> dict[str, Any]:
    values = _cleaned(parts, "protection")
    last = values.pop("nssf_last_contribution_on", None)
    return {**values, "nssf_last_contribution_on": last.on if last else None}


def consent_of(parts: dict[str, Filled], now: datetime) -> ConsentDecision:
    """Return the decision of the draft; before it is taken, one that allows nothing."""
    consent, scopes = parts.get("consent"), parts.get("scopes")
    if consent is None or "decision" not in _cleaned(parts, "consent"):
        return ConsentDecision(decided_at=now)
    answers = scopes.form.answers() if scopes and isinstance(scopes.form, ScopesForm) else []
    return decision_of(_cleaned(parts, "consent"), answers, _cleaned(parts, "withheld"), now)


def area_of(draft: Draft) -> Area | None:
    """Return the place that was written, if it is clear which."""
    area: Area | None = _cleaned(answers_of(draft), "address").get("area")
    return area


def _cleaned(parts: dict[str, Filled], prefix: str) -> dict[str, Any]:
    part = parts.get(prefix)
    if part is None or not part.is_used:
        return {}
    return dict(part.form.cleaned_data)


def _lists(needs: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in needs.items()
    }


def _contacts(parts: dict[str, Filled]) -> tuple[Contact, ...]:
    written = (_cleaned(parts, prefix) for prefix in ("phone1", "phone2"))
    return tuple(Contact(**values) for values in written if values.get("number"))


def _documents(parts: dict[str, Filled]) -> tuple[Document, ...]:
    found = []
    for prefix in ("document1", "document2"):
        values = _cleaned(parts, prefix)
        if values.get("kind"):
            until = values.pop("expires_on", None)
            found.append(Document(**values, expires_on=until.on if until else None))
    return tuple(found)


def _emergency(parts: dict[str, Filled]) -> tuple[InEmergency, ...]:
    values = _cleaned(parts, "emergency")
    return (InEmergency(**values),) if values.get("name") else ()


def _one(parts: dict[str, Filled], prefix: str, kind: Any) -> Any:
    values = _cleaned(parts, prefix)
    empty = asdict(kind())
    said = {name: value for name, value in values.items() if value not in (None, "")}
    return kind(**{**empty, **said}) if said else None
