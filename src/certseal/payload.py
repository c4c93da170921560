"""What a certificate says, and the one way of writing it as the claims of a CWT (RFC 8392)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from certseal.envelope import Damaged, one_item, plain_cbor
from certseal.names import packed, unpacked

EXPIRES, ISSUED, ID, OURS = 4, 6, 7, -65537
KHMER, LATIN, BORN, UNITS, LEVEL, ISCO, STATUS, FLAGS, PART = range(1, 10)
SPECIMEN, UNVERIFIED, KHMER_SHORTENED, LATIN_SHORTENED = 1, 2, 4, 8
UNITS_MOST: Final = 8
_NUMBER_MOST: Final = 2**32 - 1
_TIME_MOST: Final = 2**33


class BadClaims(ValueError):
    """What should be sealed, or was read, is not a certificate's content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What is proven of whom. Units are numbers of the signed list of units."""

    id: UUID
    issued_at: datetime
    units: tuple[int, ...]
    status_index: int
    name_km: str = ""
    name_latin: str = ""
    birth_year: int | None = None
    level: int | None = None
    isco: str = ""
    expires_at: datetime | None = None
    is_specimen: bool = False
    is_unverified: bool = False
    name_km_is_shortened: bool = False
    name_latin_is_shortened: bool = False
    part: int = 1
    parts: int = 1


def encode(claims: Claims) -> bytes:
    """Return the claims as CBOR: one certificate, one row of bytes.

    :raises BadClaims: when a value is out of its bounds
    """
    _check(claims)
    every: dict[int, object] = {
        KHMER: packed(claims.name_km) or None,
        LATIN: packed(claims.name_latin) or None,
        BORN: claims.birth_year,
        UNITS: list(claims.units),
        LEVEL: claims.level,
        ISCO: int(claims.isco) if claims.isco else None,
        STATUS: claims.status_index,
        FLAGS: _flags(claims) or None,
        PART: [claims.part, claims.parts] if claims.parts > 1 else None,
    }
    ours = {key: value for key, value in every.items() if value is not None}
    whole: dict[int, object] = {ISSUED: _seconds(claims.issued_at), ID: claims.id.bytes, OURS: ours}
    if claims.expires_at is not None:
        whole[EXPIRES] = _seconds(claims.expires_at)
    return plain_cbor(whole)


def decode(data: bytes) -> Claims:
    """Return the claims that the bytes say.

    :raises BadClaims: when a key is missing, unknown or double, a type is wrong, or the same
        claims would have been written in another way
    """
    try:
        whole = one_item(data)
        claims = _read(whole)
        written = encode(claims)
    except (Damaged, LookupError, AttributeError, TypeError, ValueError, OverflowError) as fault:
        raise BadClaims(f"not a certificate's claims: {fault}") from fault
    if written != data:
        raise BadClaims("written in another way than claims are")
    return claims


def _read(whole: Any) -> Claims:
    ours: Mapping[int, Any] = whole[OURS]
    flags: int = ours.get(FLAGS, 0)
    part, parts = ours.get(PART, (1, 1))
    expires = whole.get(EXPIRES)
    return Claims(
        id=UUID(bytes=whole[ID]),
        issued_at=_moment(whole[ISSUED]),
        expires_at=None if expires is None else _moment(expires),
        units=tuple(ours[UNITS]),
        status_index=ours[STATUS],
        name_km=unpacked(ours.get(KHMER, "")),
        name_latin=unpacked(ours.get(LATIN, "")),
        birth_year=ours.get(BORN),
        level=ours.get(LEVEL),
        isco=f"{ours[ISCO]:04d}" if ISCO in ours else "",
        is_specimen=bool(flags & SPECIMEN),
        is_unverified=bool(flags & UNVERIFIED),
        name_km_is_shortened=bool(flags & KHMER_SHORTENED),
        name_latin_is_shortened=bool(flags & LATIN_SHORTENED),
        part=part,
        parts=parts,
    )


def _flags(claims: Claims) -> int:
    return (
        SPECIMEN * claims.is_specimen
        + UNVERIFIED * claims.is_unverified
        + KHMER_SHORTENED * claims.name_km_is_shortened
        + LATIN_SHORTENED * claims.name_latin_is_shortened
    )


def _check(claims: Claims) -> None:
    numbers = (*claims.units, claims.status_index)
    checks = {
        "units": bool(claims.units) and len(set(claims.units)) == len(claims.units),
        "whole numbers": all(_within(n, 0, _NUMBER_MOST) for n in numbers),
        "birth year": claims.birth_year is None or _within(claims.birth_year, 1900, 2100),
        "level": claims.level is None or _within(claims.level, 1, 8),
        "isco": not claims.isco or (len(claims.isco) == 4 and _digits(claims.isco)),
        "names": type(claims.name_km) is str and type(claims.name_latin) is str,
        "parts": _within(claims.parts, 1, 99) and _within(claims.part, 1, claims.parts),
        "expiry": claims.expires_at is None or claims.expires_at > claims.issued_at,
    }
    wrong = [what for what, is_right in checks.items() if not is_right]
    if wrong:
        raise BadClaims(f"out of bounds: {', '.join(wrong)}")


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _within(number: object, least: int, most: int) -> bool:
    return type(number) is int and least <= number <= most


def _seconds(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise BadClaims("a moment without its time zone")
    seconds = int(moment.timestamp())
    if not 0 <= seconds <= _TIME_MOST:
        raise BadClaims("a moment out of bounds")
    return seconds


def _moment(seconds: object) -> datetime:
    if not _within(seconds, 0, _TIME_MOST):
        raise BadClaims("a moment is a whole number of seconds")
    return datetime.fromtimestamp(int(str(seconds)), UTC)
