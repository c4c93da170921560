"""A person or a household in the words of SPDCI, with the fields that were agreed and no others."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC
from typing import Any, Final
from uuid import UUID

from spean.people.choices import DatePrecision
from spean.people.models import Household, Person
from spean.people.selectors.releasing import LEVELS, Released

_CONTEXT: Final = "https://schema.spdci.org/extensions/social/v1/"
_SEX: Final = {"F": "female", "M": "male", "X": "other"}
# ISO 3166-1.
_COUNTRY: Final = "KH"

Record = dict[str, Any]


def person_record(person: Person, fields: Collection[str], number: Mapping[str, str]) -> Record:
    """Return one person; `number` is the one she was asked by, for the other side knows it.

    Health, disability, ethnicity and numbers of papers are never among the fields.
    """
    record: Record = {"@context": f"{_CONTEXT}Person.jsonld", "@type": "Person"}
    if number:
        record["identifier"] = {"@type": "Identifier", **number}
    if "name" in fields:
        record["name"] = {
            "@type": "Name",
            "surname": person.family_name_lat or person.family_name_km,
            "given_name": person.given_name_lat or person.given_name_km,
        }
    if "sex" in fields:
        record["sex"] = _SEX[person.sex]
    if "birth_date" in fields and person.born_on and person.born_precision == DatePrecision.DAY:
        record["birth_date"] = person.born_on.isoformat()
    if "address" in fields:
        # The district is enough to serve somebody; the village would be enough to find her.
        code = person.area.code
        record["address"] = {
            "@type": "Address",
            "region_code": code[:2],
            "sub_region_code": code[:4],
            "country_code": _COUNTRY,
        }
    if "marital_status" in fields and person.marital_status:
        record["marital_status"] = person.marital_status
    if "registration_date" in fields:
        record["registration_date"] = person.registered_at.astimezone(UTC).isoformat()
    return record | _household_facts(person, fields)


def _household_facts(person: Person, fields: Collection[str]) -> Record:
    found: Record = {}
    if "household" in fields and person.household_id:
        found["household_identifier"] = str(person.household_id)
    if "poverty" in fields and person.id_poor in LEVELS:
        found["poverty_score"] = LEVELS[person.id_poor]
        found["poverty_score_type"] = "IDPoor"
    return found


def group_records(
    told: Iterable[Released], fields: Collection[str], number: Mapping[str, str]
) -> list[tuple[Record, list[Released]]]:
    """Return the households of people who may be told of, each with those who are in it.

    Whoever did not allow it is not among the members, and nothing says that somebody is missing.
    """
    homes: dict[UUID, tuple[Household, list[Released]]] = {}
    for one in told:
        home = one.person.household
        if home is not None and "household" in fields:
            homes.setdefault(home.pk, (home, []))[1].append(one)
    return [(_group(home, some, fields, number), some) for home, some in homes.values()]


def _group(
    home: Household, some: list[Released], fields: Collection[str], number: Mapping[str, str]
) -> Record:
    own = {"identifier_type": "HOUSEHOLD_ID", "identifier_value": str(home.pk)}
    record: Record = {
        "@context": f"{_CONTEXT}Group.jsonld",
        "@type": "Group",
        "group_identifier": [{"@type": "Identifier", **own}],
        "group_type": "Household",
        "member_list": [
            {
                "@type": "Member",
                "demographic_info": person_record(
                    one.person, fields, number if len(some) == 1 else {}
                ),
            }
            for one in some
        ],
    }
    if home.size:
        record["group_size"] = home.size
    levels = [LEVELS[one.person.id_poor] for one in some if one.person.id_poor in LEVELS]
    if "poverty" in fields and levels:
        record |= {"poverty_score": min(levels), "poverty_score_type": "IDPoor"}
    return record
