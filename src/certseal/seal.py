"""Seal a certificate: claims and a centre's key in, the texts of its QRs out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from base45 import b45encode

from certseal.envelope import sign
from certseal.keys import SigningKey
from certseal.names import clean, clusters, shortened
from certseal.payload import UNITS_MOST, BadClaims, Claims, encode

PREFIX: Final = "SPN1:"
LENGTH_ONE_UNIT: Final = 320
LENGTH_MOST: Final = 500
_LETTERS_MOST: Final = 200  # No name is longer; what is beyond is not looked at.


def seal(claims: Claims, key: SigningKey) -> tuple[str, ...]:
    """Return the texts of the certificate's QRs, one for every eight units.

    Names are cleaned, and shortened between letters when the QR would become too dense to print.

    :raises BadClaims: when a value other than a name is out of its bounds
    """
    if claims.parts != 1 or claims.part != 1:
        raise BadClaims("the parts are made here")
    groups = _groups(claims.units)
    named = replace(claims, name_km=clean(claims.name_km), name_latin=clean(claims.name_latin))
    parts = [
        replace(named, units=units, part=number, parts=len(groups))
        for number, units in enumerate(groups, start=1)
    ]
    return tuple(_text(part, key) for part in _fitting(parts))


def length(claims: Claims) -> int:
    """Return how many characters the QR's text would have."""
    # 85 bytes: tag, array, header with the key's name, lengths, signature; one more from 256 on.
    payload = len(encode(claims))
    size = payload + 83 + (1 if payload < 24 else 2 if payload < 256 else 3)
    return len(PREFIX) + size // 2 * 3 + size % 2 * 2


def _text(claims: Claims, key: SigningKey) -> str:
    letters: bytes = b45encode(sign(encode(claims), key))
    return PREFIX + letters.decode("ascii")


def _groups(units: Sequence[int]) -> list[tuple[int, ...]]:
    """Share the units evenly among as few QRs as hold them."""
    count = -(-len(units) // UNITS_MOST) or 1
    size = -(-len(units) // count)
    return [tuple(units[i : i + size]) for i in range(0, len(units), size)] or [()]


def _fitting(parts: Sequence[Claims]) -> list[Claims]:
    """Shorten the names until the longest part fits: every part then bears the same names."""
    most = LENGTH_ONE_UNIT if len(parts[0].units) == 1 else LENGTH_MOST
    whole = parts[0].name_km, parts[0].name_latin
    km, latin = (clusters(name)[:_LETTERS_MOST] for name in whole)
    while True:
        named = [_named(part, whole, ("".join(km), "".join(latin))) for part in parts]
        if max(map(length, named)) <= most or not (km or latin):
            return named
        longer = km if _size(km) > _size(latin) else latin
        longer.pop()


def _size(letters: Sequence[str]) -> int:
    return sum(map(len, letters))


def _named(part: Claims, whole: tuple[str, str], names: tuple[str, str]) -> Claims:
    km, latin = (shortened(name, 0) for name in names)
    return replace(
        part,
        name_km=km,
        name_latin=latin,
        name_km_is_shortened=km != whole[0],
        name_latin_is_shortened=latin != whole[1],
    )
