"""Give each person a few keys, so that likely duplicates share at least one.

Two records are worth comparing when one key is the same; an indexed table of keys answers that
without reading the register. The kinds:

- `c` a card, `p` a phone;
- `n` skeletons of family and given name in no fixed order, so that swapped names meet;
- `d` an exact date of birth;
- `g` given name with the first sound of the family name and two overlapping years of birth, so
  that years one apart always meet;
- `a` given name and district, for a family name that is missing or altogether different;
- `f` family name with the first sound of the given name and district, for a given name whose
  skeleton is hurt.
"""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice

from namematch.identity import Identity, plain_cards, plain_phones
from namematch.khmer import digits
from namematch.names import split_full_name, without_village_prefix
from namematch.phonetic import name_key

MOST_KEYS = 12
_MOST_OF_A_KIND = 3
_DISTRICT_DIGITS = 4


def blocking_keys(identity: Identity, *, secret: bytes = b"") -> frozenset[str]:
    """Return at most 12 opaque keys, each a kind, a colon and 16 hexadecimal digits.

    Keys are digests: no name or number is read from them at sight. With a `secret` of up to 64
    bytes they cannot be guessed from names either; both sides must then use the same one.
    """
    plain = dict.fromkeys(_plain_keys(identity))
    return frozenset(_digest(key, secret) for key in islice(plain, MOST_KEYS))


def name_pairs(identity: Identity) -> tuple[tuple[str, str], ...]:
    """Return family and given name in Khmer, then in Latin, leaving out a script not recorded.

    Where no family name is recorded at all, a whole name written in the field of the given name
    is taken apart.
    """
    scripts = (
        (identity.family_km, identity.given_km),
        (identity.family_lat, identity.given_lat),
    )
    if not identity.family_km and not identity.family_lat:
        scripts = (_taken_apart(identity.given_km), _taken_apart(identity.given_lat))
    return tuple(pair for pair in scripts if any(pair))


def _taken_apart(name: str) -> tuple[str, str]:
    return split_full_name(name) if " " in name.strip() else ("", name)


def _plain_keys(identity: Identity) -> Iterator[str]:
    yield from (f"c:{card}" for card in sorted(plain_cards(identity))[:_MOST_OF_A_KIND])
    yield from (f"p:{phone}" for phone in sorted(plain_phones(identity))[:_MOST_OF_A_KIND])
    heard = dict.fromkeys(
        # The prefix goes from both: where the names are swapped it stands before the "family".
        (name_key(without_village_prefix(family)), name_key(without_village_prefix(given)))
        for family, given in name_pairs(identity)
    )
    for family, given in heard:
        if given:
            yield "n:" + "|".join(sorted((family, given)))
    if identity.day_of_birth is not None:
        yield f"d:{identity.day_of_birth.isoformat()}"
    yield from _year_and_place_keys(identity, list(heard))


def _year_and_place_keys(identity: Identity, heard: list[tuple[str, str]]) -> Iterator[str]:
    bands = _year_bands(identity.year)
    for family, given in heard:
        if family and given:
            yield from (f"g:{given}|{family[:1]}|{band}" for band in bands)
    district = digits(identity.area_code)[:_DISTRICT_DIGITS]
    if len(district) < _DISTRICT_DIGITS:
        return
    for family, given in heard:
        if given:
            yield f"a:{given}|{district}"
        if family and given:
            yield f"f:{family}|{given[:1]}|{district}"


def _year_bands(year: int | None) -> tuple[str, ...]:
    return () if year is None else (f"e{year // 2}", f"o{(year + 1) // 2}")


def _digest(key: str, secret: bytes) -> str:
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=8, key=secret)
    return f"{key[:2]}{digest.hexdigest()}"
