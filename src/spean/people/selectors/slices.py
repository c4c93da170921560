"""The part of the register that goes with somebody on a telephone: hers, and never the country."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from spean.accounts.models import User
from spean.directory.models import Area
from spean.directory.selectors import area_coded
from spean.people.models import Person
from spean.people.selectors.visible import people_visible_to

MOST_CARRIED: Final = 5_000
# Columns of a person that may be corrected without a connection, and the commune.
CORRECTED: Final = (
    *("family_name_km", "given_name_km", "family_name_lat", "given_name_lat", "nickname"),
    *("sex", "marital_status", "education"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Enough of a person to know her again, and no more: no number to call, nothing of class 3.

    `revision` and `fields` are what a correction made on the way is held against.
    """

    id: UUID
    client_no: str
    name_km: str
    name_latin: str
    sex: str
    birth_year: int | None
    commune_km: str
    commune_en: str
    case: bool
    revision: int
    fields: dict[str, str]


def people_to_carry(viewer: User, open_cases: QuerySet[Any]) -> list[Carried]:
    """Return the people whom a telephone of the viewer may hold, those with an open case first.

    :param open_cases: cases that are open, with a key `person`
    """
    has_case = Exists(open_cases.filter(person=OuterRef("pk")))
    people = (
        people_visible_to(viewer)
        .annotate(has_case=has_case)
        .select_related("area__parent")
        .order_by("-has_case", "-registered_at", "pk")[:MOST_CARRIED]
    )
    return [_carried(one) for one in people]


def _carried(person: Any) -> Carried:
    area = _commune(person)
    return Carried(
        id=person.pk,
        client_no=person.client_number,
        name_km=_joined(person, "km"),
        name_latin=_joined(person, "lat"),
        sex=person.sex,
        birth_year=person.born_on.year if person.born_on else None,
        commune_km=area.label_km,
        commune_en=area.label_en,
        case=person.has_case,
        revision=person.revision,
        fields=fields_carried(person),
    )


def fields_carried(person: Person) -> dict[str, str]:
    """Return what may be corrected without a connection, as texts; "" where nothing is known."""
    said = {name: str(getattr(person, name) or "") for name in CORRECTED}
    return {**said, "commune": _commune(person).code}


def columns_carried(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns of a person that such texts fill; a place that is not there is None."""
    columns: dict[str, Any] = dict(fields)
    if "commune" in columns:
        area = area_coded(columns.pop("commune"))
        columns["area_id"] = area.pk if area is not None else None
    return columns


def _commune(person: Person) -> Area:
    # A village is carried by its commune: that is what people are asked for.
    area = person.area
    return area.parent if area.level > 3 and area.parent else area


def _joined(person: Person, script: str) -> str:
    parts = (getattr(person, f"family_name_{script}"), getattr(person, f"given_name_{script}"))
    return " ".join(part for part in parts if part)
