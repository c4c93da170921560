"""Hold what is known of one person for comparison. Everything is optional."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from namematch.khmer import digits, fold

_NOT_DIGITS = re.compile("[^0-9]+")
_NOT_SIGNIFICANT = re.compile(r"[\s./-]+")
_COUNTRY_CODES: Final = ("855", "66")
_SHORTEST_PHONE = 6
_SEXES: Final = {
    "f": "f", "female": "f", "woman": "f", "ស": "f", "ស្រី": "f",
    "m": "m", "male": "m", "man": "m", "ប": "m", "ប្រុស": "m",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """What one record says of a person, in Khmer and in Latin letters.

    `phones` may be written in any way; `cards` are numbers or opaque digests of numbers;
    `area_code` is a code whose first 2, 4, 6 and 8 digits are province, district, commune and
    village. With `birth_is_approximate` only the year counts, and loosely.
    """

    family_km: str = ""
    given_km: str = ""
    family_lat: str = ""
    given_lat: str = ""
    sex: str = ""
    birth_year: int | None = None
    birth_date: date | None = None
    birth_is_approximate: bool = False
    phones: frozenset[str] = frozenset()
    cards: frozenset[str] = frozenset()
    area_code: str = ""

    @property
    def year(self) -> int | None:
        """The year of birth, from the date if the year alone is not given."""
        return self.birth_date.year if self.birth_date is not None else self.birth_year

    @property
    def day_of_birth(self) -> date | None:
        """The date of birth if it is a real one.

        1 January stands for "only the year is known" in Cambodian records.
        """
        born = self.birth_date
        if born is None or self.birth_is_approximate or (born.month, born.day) == (1, 1):
            return None
        return born


@lru_cache(maxsize=4096)
def plain_phone(phone: str) -> str:
    """Return the national digits of a phone number, empty if there are too few to tell.

    Country codes of Cambodia and Thailand and the leading 0 go, so that +855 12…, 0012… and 012…
    are one number.
    """
    plain = _NOT_DIGITS.sub("", digits(phone)).lstrip("0")
    for code in _COUNTRY_CODES:
        if plain.startswith(code) and len(plain) >= len(code) + 8:
            plain = plain.removeprefix(code).lstrip("0")
            break
    return plain if len(plain) >= _SHORTEST_PHONE else ""


def plain_phones(identity: Identity) -> frozenset[str]:
    """Return the phone numbers that can be compared."""
    return _plain_phones(identity.phones)


@lru_cache(maxsize=16384)
def _plain_phones(phones: frozenset[str]) -> frozenset[str]:
    # One person is compared with many.
    return frozenset(plain for phone in phones if (plain := plain_phone(phone)))


def plain_cards(identity: Identity) -> frozenset[str]:
    """Return the card numbers or digests without spaces, dashes and case."""
    return _plain_cards(identity.cards)


@lru_cache(maxsize=16384)
def _plain_cards(cards: frozenset[str]) -> frozenset[str]:
    plain = (_NOT_SIGNIFICANT.sub("", digits(card)).casefold() for card in cards)
    return frozenset(card for card in plain if card)


@lru_cache(maxsize=256)
def plain_sex(sex: str) -> str:
    """Return "f" or "m" for the usual words in English and Khmer, other text folded."""
    folded = fold(sex)
    return _SEXES.get(folded, folded)
