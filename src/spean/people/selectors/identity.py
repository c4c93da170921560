"""What is known of a person, in the words of `namematch`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from namematch import Identity, blocking_keys
from spean.core.crypto import blind_index
from spean.people import choices as c
from spean.people.contracts import Intake
from spean.people.models import Person
from spean.people.rules import parse_phones, plain_number

_EXACT = {c.DatePrecision.DAY}


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


def identity_of_row(
    row: Any, area_code: str, phones: Iterable[str], cards: Iterable[str]
) -> Identity:
    """Return the identity of a registered person whose columns were read without her record."""
    return _identity(row, area_code, phones, cards)


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
