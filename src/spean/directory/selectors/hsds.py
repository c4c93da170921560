"""The service directory in the words of Open Referral's HSDS 3 (`docs/services.md`).

Khmer names stand first, English ones as the alternate name. Keys without a value are left out,
keys of parts are made from the key of the whole, so that two exports of one record agree.
"""

from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final
from uuid import UUID, uuid5

from spean.directory.models import Area, Organisation, ServiceOffer, ServiceType

# What every id of a part is derived from, beside the id of its record.
_SPACE: Final = UUID("6f0a6c9e-0c3b-5f39-9d5e-6f3d1f0b8f2a")
TAXONOMY: Final = "Spean service codes"
Row = dict[str, Any]


def service_row(offer: ServiceOffer) -> Row:
    """Return a service with all its parts; its rows of organisation, kind and place are read."""
    name, other = _names(offer, offer.service_type)
    return _said(
        {
            "id": str(offer.pk),
            "organization_id": str(offer.organisation_id),
            "name": name,
            "alternate_name": other,
            "description": f"Places: {offer.capacity}" if offer.capacity else "",
            "status": "active" if offer.is_active else "inactive",
            "eligibility_description": offer.who_for,
            "fees_description": _fee(offer.cost_khr),
            "assured_date": offer.verified_on.isoformat() if offer.verified_on else "",
            "last_modified": offer.updated_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "organization": organization_row(offer.organisation),
            "phones": _phones(offer.pk, offer.phone, "service_id"),
            "schedules": _schedules(offer),
            "cost_options": _costs(offer),
            "service_at_locations": [service_at_location_row(offer)],
            "contacts": _contacts(offer),
            "attributes": [_attribute(offer)],
        }
    )


def organization_row(organisation: Organisation) -> Row:
    """Return an organisation; the name of its contact person stays here."""
    name, other = _names(organisation)
    return _said(
        {
            "id": str(organisation.pk),
            "name": name,
            "alternate_name": other,
            "description": organisation.get_kind_display(),
            "phones": _phones(organisation.pk, organisation.phone, "organization_id"),
        }
    )


def service_at_location_row(offer: ServiceOffer) -> Row:
    """Return where a service is given: at a place, as exact as it is known."""
    id = _part(offer.pk, "service_at_location")
    location = _location(offer)
    ids = {"id": id, "service_id": str(offer.pk), "location_id": location["id"]}
    return {**ids, "location": location}


def taxonomy_term_row(kind: ServiceType) -> Row:
    """Return a service code as a term of the programme's own list."""
    name, other = _names(kind)
    taxonomy = {"id": _part(_SPACE, "taxonomy"), "name": TAXONOMY, "description": TAXONOMY}
    return {
        "id": _part(_SPACE, f"term:{kind.code}"),
        "code": kind.code,
        "name": name,
        "description": other or name,
        "taxonomy": TAXONOMY,
        "taxonomy_detail": taxonomy,
    }


def page_of(rows: list[Row], *, total: int | None = None, number: int = 1, size: int = 0) -> Row:
    """Return rows as a page of the HSDS API; without a size, all of them are on one."""
    count = len(rows) if total is None else total
    size = size or max(count, 1)
    pages = max(1, -(-count // size))
    return {
        "total_items": count,
        "total_pages": pages,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not rows,
        "contents": rows,
    }


def _location(offer: ServiceOffer) -> Row:
    area, organisation = offer.area, offer.organisation
    point: Organisation | Area = area
    if organisation.area_id == area.pk and organisation.latitude is not None:
        point = organisation
    id = _part(offer.pk, "location")
    path = [part.strip() for part in (area.path_km or area.path_en).split(",") if part.strip()]
    name, other = _names(area)
    address = {
        "id": _part(offer.pk, "address"),
        "location_id": id,
        "address_1": organisation.address or name,
        "city": path[1] if len(path) > 1 else name,
        "state_province": path[0] if path else name,
        # Cambodia's post has codes; nobody at a centre knows them, so none is invented.
        "postal_code": "",
        "country": "KH",
        "address_type": "physical",
    }
    said = {
        "id": id,
        "location_type": "physical",
        "name": name,
        "alternate_name": other,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "external_identifier": area.code,
        "external_identifier_type": "NCDD",
        "addresses": [address],
    }
    return _said(said)


def _phones(owner: UUID, number: str, key: str) -> list[Row]:
    phone = {"id": _part(owner, "phone"), key: str(owner), "number": number, "type": "voice"}
    return [phone] if number else []


def _schedules(offer: ServiceOffer) -> list[Row]:
    # Hours are kept as people say them; a rule of recurrence would be a guess.
    row = {"id": _part(offer.pk, "schedule"), "service_id": str(offer.pk)}
    return [{**row, "description": offer.hours}] if offer.hours else []


def _costs(offer: ServiceOffer) -> list[Row]:
    if offer.cost_khr is None:
        return []
    ids = {"id": _part(offer.pk, "cost"), "service_id": str(offer.pk)}
    return [{**ids, "currency": "KHR", "amount": offer.cost_khr}]


def _fee(cost_khr: int | None) -> str:
    return {None: "", 0: "Free of charge"}.get(cost_khr, f"KHR {cost_khr}")


def _contacts(offer: ServiceOffer) -> list[Row]:
    if not (offer.is_contact_public and offer.contact_name):
        return []
    ids = {"id": _part(offer.pk, "contact"), "service_id": str(offer.pk)}
    return [{**ids, "name": offer.contact_name}]


def _attribute(offer: ServiceOffer) -> Row:
    term = taxonomy_term_row(offer.service_type)
    ids = {"id": _part(offer.pk, "attribute"), "link_id": str(offer.pk)}
    link = {"link_type": "service_type", "link_entity": "service", "taxonomy_term_id": term["id"]}
    return {**ids, **link, "taxonomy_term": term}


def _names(*rows: Any) -> tuple[str, str]:
    for row in rows:
        names = [name for name in (row.label_km, row.label_en) if name]
        if names:
            return names[0], names[1] if len(names) > 1 else ""
    return "-", ""


def _said(row: Mapping[str, Any]) -> Row:
    return {key: value for key, value in row.items() if value not in ("", None, [])}


def _part(owner: UUID, what: str) -> str:
    return str(uuid5(_SPACE, f"{owner}/{what}"))


def package() -> dict[str, Row]:
    """Return all services given now with what belongs to them, a page for each table.

    For the console and for exports: nothing here is about a person who is served.
    """
    offers = ServiceOffer.objects.filter(is_active=True).select_related(
        "organisation", "service_type", "area"
    )
    found = list(offers.order_by("service_type__code", "area__code", "pk"))
    organisations = {one.organisation_id: one.organisation for one in found}
    kinds = {one.service_type_id: one.service_type for one in found}
    return {
        "services": page_of([service_row(one) for one in found]),
        "organizations": page_of([organization_row(one) for one in organisations.values()]),
        "service_at_locations": page_of([service_at_location_row(one) for one in found]),
        "taxonomy_terms": page_of([taxonomy_term_row(one) for one in kinds.values()]),
    }
