"""The service directory goes out as a table and comes in as one: all rows, or none."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.core.errors import DomainError
from spean.core.text import tidy
from spean.directory.choices import OrganisationKind
from spean.directory.contracts import OfferDetails, OrganisationDetails
from spean.directory.models import Area, Organisation, ServiceOffer, ServiceType
from spean.directory.rules.offer_table import (
    COLUMNS,
    CellFault,
    as_amount,
    as_date,
    as_id,
    cell_faults,
)
from spean.directory.services.offers import edit_offer, offer_service
from spean.directory.services.organisations import make_organisation

# Rows without an id get one from what they say, so that loading a file twice adds nothing.
_SPACE: Final = UUID("1b0b9a0e-54a5-5d0c-9a53-2a0f52a7d7c1")
WHYS: Final[Mapping[str, object]] = {
    "empty": _("This cell may not be empty."),
    "long": _("This text is too long."),
    "number": _("Please write a whole number, in Western digits and without signs between."),
    "yes-no": _("Please write yes or no."),
    "day": _("Please write the day as 2026-07-31."),
    "id": _("This is not the id of a record. Leave it empty for a new service."),
    "service": _("No kind of service has this code."),
    "place": _("No place has this code today."),
    "kind": _("No kind of organisation has this name."),
    "future": _("This day is still to come. Is it a Buddhist-era year?"),
}


class TableRefused(DomainError):
    """Cells of the table cannot be read; `details["faults"]` says which."""

    code = "table-refused"
    message = _("Nothing was loaded: %(count)d cells need a correction.")


class ColumnsMissing(DomainError):
    """The table has other headings."""

    code = "columns-missing"
    message = _("These columns are missing: %(names)s. Nothing was loaded.")


@one_writer()
def load_offers(
    *, actor: User | None, rows: Sequence[Mapping[str, str | None]], today: date
) -> tuple[int, int]:
    """Bring the rows of a table into the directory; return how many are new and how many changed.

    :raises ColumnsMissing: if a heading is not there
    :raises TableRefused: if any cell cannot be read; then nothing was loaded
    """
    missing = [name for name in COLUMNS if rows and name not in rows[0]]
    if missing:
        raise ColumnsMissing(names=", ".join(missing))
    said = [{name: _read(row[name]) for name in COLUMNS} for row in rows]
    types = {one.code: one for one in ServiceType.objects.filter(is_active=True)}
    codes = {row["area_code"] for row in said}
    areas = {one.code: one for one in Area.objects.filter(code__in=codes, valid_to=None)}
    faults = [fault for at, row in enumerate(said, 2) for fault in _faults(at, row, types, areas)]
    faults += [
        CellFault(at, "last_checked", "future")
        for at, row in enumerate(said, 2)
        if (as_date(row["last_checked"]) or today) > today
    ]
    if faults:
        raise TableRefused(count=len(faults), faults=sorted(faults, key=lambda one: one.row))
    made = changed = 0
    for row in said:
        details = _details(actor, row, types, areas)
        is_new, is_changed = _written(actor, row, details)
        made, changed = made + is_new, changed + is_changed
    return made, changed


def offer_rows(offers: Iterable[ServiceOffer]) -> Iterable[tuple[str, ...]]:
    """Yield the headings and then a row for each service, in the shape that `load_offers` takes."""
    yield COLUMNS
    for one in offers:
        cells = (
            one.pk,
            one.organisation.label_km,
            one.organisation.label_en,
            one.organisation.kind,
            one.service_type.code,
            one.label_km,
            one.label_en,
            one.area.code,
            one.hours,
            one.cost_khr,
            one.capacity,
            one.phone,
            one.who_for,
            one.contact_name,
            "yes" if one.is_contact_public else "no",
            one.verified_on,
            "yes" if one.is_active else "no",
        )
        yield tuple("" if cell is None else str(cell) for cell in cells)


def _read(cell: str | None) -> str:
    # The mark that keeps a cell from being a formula (`core.text.inert`) is no part of it.
    return tidy((cell or "").removeprefix("'"))


def _faults(
    at: int, row: Mapping[str, str], types: Mapping[str, object], areas: Mapping[str, object]
) -> list[CellFault]:
    faults = cell_faults(at, row)
    if row["service_code"] and row["service_code"] not in types:
        faults.append(CellFault(at, "service_code", "service"))
    if row["area_code"] and row["area_code"] not in areas:
        faults.append(CellFault(at, "area_code", "place"))
    if row["organisation_kind"] not in {"", *OrganisationKind.values}:
        faults.append(CellFault(at, "organisation_kind", "kind"))
    return faults


def _details(
    actor: User | None,
    row: Mapping[str, str],
    types: Mapping[str, ServiceType],
    areas: Mapping[str, Area],
) -> OfferDetails:
    return OfferDetails(
        organisation_id=_organisation(actor, row).pk,
        service_type_id=types[row["service_code"]].pk,
        area_id=areas[row["area_code"]].pk,
        label_km=row["name_km"],
        label_en=row["name_en"],
        hours=row["hours"],
        cost_khr=as_amount(row["cost_khr"]),
        capacity=as_amount(row["places"]),
        phone=row["phone"],
        who_for=row["who_for"],
        contact_name=row["contact_name"],
        is_contact_public=row["contact_is_public"] == "yes",
        verified_on=as_date(row["last_checked"]),
        is_active=row["is_given"] != "no",
    )


def _organisation(actor: User | None, row: Mapping[str, str]) -> Organisation:
    names = {"label_km": row["organisation_km"], "label_en": row["organisation_en"]}
    wanted = {key: name for key, name in names.items() if name}
    known = Organisation.objects.exclude(kind=OrganisationKind.EMPLOYER).filter(**wanted)
    found = known.order_by("created_at").first()
    if found is not None:
        return found
    kind = row["organisation_kind"] or OrganisationKind.OTHER
    id = uuid5(_SPACE, "organisation/" + "/".join(names.values()))
    details = OrganisationDetails(kind=kind, label_km=names["label_km"], label_en=names["label_en"])
    return make_organisation(actor=actor, id=id, details=details)


def _written(
    actor: User | None, row: Mapping[str, str], details: OfferDetails
) -> tuple[bool, bool]:
    parts = (str(details.organisation_id), row["service_code"], row["area_code"], row["name_km"])
    id = as_id(row["id"]) or uuid5(_SPACE, "/".join((*parts, row["name_en"])))
    known = ServiceOffer.objects.filter(pk=id).first()
    if known is None:
        offer_service(actor=actor, id=id, details=details)
        return True, False
    before = known.revision
    edited = edit_offer(actor=actor, offer_id=id, revision=before, details=details)
    return False, edited.revision != before
