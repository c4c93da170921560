"""What is known of a person, in the words of `namematch`."""

from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from namematch import Identity, blocking_keys
from spean.core.crypto import blind_index
from spean.people import choices as c
from spean.people.contracts import Intake
from spean.people.models import ContactPoint, IdentityDocument, Person
from spean.people.rules import parse_phones, plain_number

_EXACT = {c.DatePrecision.DAY}
# Columns of a person that an identity is made of; the place's code comes along.
_COLUMNS = (
    *("family_name_km", "given_name_km", "family_name_lat", "given_name_lat"),
    *("sex", "born_on", "born_precision", "area__code"),
)
_Row = namedtuple("_Row", _COLUMNS)  # type: ignore[misc]
_AT_ONCE = 5_000


def card_index(number: str) -> str:
    """Return the keyed hash under which a card number is found, whatever the card; "" for none."""
    plain = plain_number(number)
    return blind_index("document", plain) if plain else ""


def identity_of(person: Person) -> Identity:
    """Return the identity of a registered person.

    Reads `area`, `contacts` and `documents`: prefetch them for more than one.
    """
    return _identity(
        person,
        person.area.code,
        (contact.number for contact in person.contacts.all()),
        (document.number_index for document in person.documents.all()),
    )


def identity_of_intake(intake: Intake, area_code: str) -> Identity:
    """Return the identity of somebody who is not registered yet."""
    phones = [phone.number for one in intake.contacts for phone in parse_phones(one.number)]
    cards = [card_index(document.number) for document in intake.documents]
    return _identity(intake, area_code, phones, cards)


def identities_of(ids: Collection[UUID]) -> dict[UUID, tuple[Identity, UUID]]:
    """Return the identity and the centre of each registered person, in few queries."""
    found: dict[UUID, tuple[Identity, UUID]] = {}
    for some in portions(list(ids)):
        phones: dict[UUID, list[str]] = defaultdict(list)
        cards: dict[UUID, list[str]] = defaultdict(list)
        contacts = ContactPoint.objects.filter(person__in=some)
        for person, number in contacts.values_list("person_id", "number"):
            phones[person].append(number)
        documents = IdentityDocument.objects.filter(person__in=some)
        for person, card in documents.values_list("person_id", "number_index"):
            cards[person].append(card)
        people = Person.objects.filter(pk__in=some)
        for row in people.values_list("pk", "centre_id", *_COLUMNS, named=True):
            identity = _identity(row, row.area__code, phones[row.pk], cards[row.pk])
            found[row.pk] = identity, row.centre_id
    return found


def faces_of(ids: Collection[UUID]) -> dict[UUID, Identity]:
    """Return what the file itself says of those who are present: no telephones and no cards.

    A third of the questions of `identities_of`, for the many who are not compared any further.
    """
    found: dict[UUID, Identity] = {}
    for some in portions(list(ids)):
        rows = Person.objects.filter(pk__in=some).values_list(
            "pk", "is_sealed", "merged_into", *_COLUMNS
        )
        for person, is_sealed, merged_into, *said in rows:
            if not is_sealed and merged_into is None:
                found[person] = _identity(_Row(*said), said[-1], (), ())
    return found


def portions(ids: list[UUID]) -> Iterable[list[UUID]]:
    """Yield the ids in portions that every database takes in one question."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def identity_keys(identity: Identity) -> frozenset[str]:
    """Return the opaque keys under which likely duplicates meet, hashed with the site's key."""
    return blocking_keys(identity, secret=settings.SPEAN_INDEX_KEY[:64])


def _identity(of: Any, area_code: str, phones: Iterable[str], cards: Iterable[str]) -> Identity:
    born_on: date | None = of.born_on
    return Identity(
        family_km=of.family_name_km,
        given_km=of.given_name_km,
        family_lat=of.family_name_lat,
        given_lat=of.given_name_lat,
        sex=of.sex,
        birth_year=born_on.year if born_on else None,
        birth_date=born_on if of.born_precision in _EXACT else None,
        birth_is_approximate=of.born_precision == c.DatePrecision.AGE_ONLY,
        phones=frozenset(phones),
        cards=frozenset(card for card in cards if card),
        area_code=area_code,
    )
