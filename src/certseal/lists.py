"""The two signed layers of trust: the keys, and the units with the revocations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from certseal import status
from certseal.envelope import Damaged, one_item, plain_cbor, sign
from certseal.keys import SigningKey, kid_of

KEYS: Final = "application/vnd.spean.keys+cbor"
LIST: Final = "application/vnd.spean.list+cbor"
DIGEST_SIZE: Final = 16
T = TypeVar("T")


class BadList(ValueError):
    """The content of a layer is not what it should be."""


class Use(StrEnum):
    """What a key may sign: certificates, or the list; never both."""

    CERTIFICATES = "certificates"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A public key, whose it is, and from when to when it signs."""

    public: bytes
    use: Use
    name_km: str
    name_en: str
    valid_from: datetime
    valid_to: datetime | None = None
    revoked_at: datetime | None = None
    reason: str = ""

    @property
    def kid(self) -> bytes:
        """The eight bytes that name the key."""
        return kid_of(self.public)

    def is_valid_at(self, moment: datetime) -> bool:
        """Say whether the key signs at that moment."""
        return self.valid_from <= moment and (self.valid_to is None or moment <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of competency as a certificate may name it, by its number."""

    number: int
    code: str
    label_km: str
    label_en: str
    level: int = 0
    isco: str = ""
    is_verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyList:
    """What the root signs."""

    version: int
    issued_at: datetime
    keys: tuple[Key, ...]

    def encode(self) -> bytes:
        """Return the layer's one form of bytes."""
        keys = [_without_none(_written_key(key)) for key in self.keys]
        return plain_cbor({"version": self.version, "issued": _s(self.issued_at), "keys": keys})

    @classmethod
    def decode(cls, data: bytes) -> "KeyList":
        """Read the layer.

        :raises BadList: when anything is missing, too much, or written in another way
        """
        return _exactly(data, _read_keys, KeyList.encode)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """What the list key signs: the units, the revocations, and when the next list is due.

    `vouched` are digests of certificates that stay good although their centre's key was revoked.
    """

    version: int
    issued_at: datetime
    next_at: datetime
    units: tuple[Unit, ...]
    revoked: bytes = status.packed(status.bitstring(()))
    vouched: tuple[bytes, ...] = ()

    def encode(self) -> bytes:
        """Return the layer's one form of bytes."""
        return plain_cbor(
            {
                "version": self.version,
                "issued": _s(self.issued_at),
                "next": _s(self.next_at),
                "units": [_written_unit(unit) for unit in self.units],
                "revoked": self.revoked,
                "vouched": list(self.vouched),
            }
        )

    @classmethod
    def decode(cls, data: bytes) -> "StatusList":
        """Read the layer.

        :raises BadList: when anything is missing, too much, or written in another way
        """
        return _exactly(data, _read_list, StatusList.encode)


def sign_key_list(key_list: KeyList, root: SigningKey) -> bytes:
    """Return the layer of keys, signed by the root."""
    return sign(key_list.encode(), root, KEYS)


def sign_list(status_list: StatusList, key: SigningKey) -> bytes:
    """Return the layer of units and revocations, signed by the list's key."""
    return sign(status_list.encode(), key, LIST)


def _written_key(key: Key) -> dict[str, object]:
    return {
        "public": key.public,
        "use": key.use.value,
        "km": key.name_km,
        "en": key.name_en,
        "from": _s(key.valid_from),
        "to": None if key.valid_to is None else _s(key.valid_to),
        "revoked": None if key.revoked_at is None else _s(key.revoked_at),
        "reason": key.reason or None,
    }


def _written_unit(unit: Unit) -> dict[str, object]:
    return {
        "number": unit.number,
        "code": unit.code,
        "km": unit.label_km,
        "en": unit.label_en,
        "level": unit.level,
        "isco": unit.isco,
        "verified": unit.is_verified,
    }


def _read_keys(whole: Any) -> KeyList:
    return KeyList(
        version=_int(whole["version"]),
        issued_at=_moment(whole["issued"]),
        keys=tuple(map(_read_key, whole["keys"])),
    )


def _read_key(value: Any) -> Key:
    return Key(
        public=_is(bytes, value["public"]),
        use=Use(value["use"]),
        name_km=_is(str, value["km"]),
        name_en=_is(str, value["en"]),
        valid_from=_moment(value["from"]),
        valid_to=_moment(value["to"]) if "to" in value else None,
        revoked_at=_moment(value["revoked"]) if "revoked" in value else None,
        reason=_is(str, value.get("reason", "")),
    )


def _read_list(whole: Any) -> StatusList:
    vouched = tuple(_is(bytes, digest) for digest in whole["vouched"])
    units = tuple(map(_read_unit, whole["units"]))
    if any(len(digest) != DIGEST_SIZE for digest in vouched) or list(vouched) != sorted(vouched):
        raise BadList("the digests are not sorted, or not sixteen bytes")
    if len({unit.number for unit in units}) != len(units):
        raise BadList("two units bear one number")
    return StatusList(
        version=_int(whole["version"]),
        issued_at=_moment(whole["issued"]),
        next_at=_moment(whole["next"]),
        units=units,
        revoked=_is(bytes, whole["revoked"]),
        vouched=vouched,
    )


def _read_unit(value: Any) -> Unit:
    return Unit(
        number=_int(value["number"]),
        code=_is(str, value["code"]),
        label_km=_is(str, value["km"]),
        label_en=_is(str, value["en"]),
        level=_int(value["level"]),
        isco=_is(str, value["isco"]),
        is_verified=_is(bool, value["verified"]),
    )


def _exactly(data: bytes, read: Callable[[Any], T], encode: Callable[[T], bytes]) -> T:
    try:
        value = read(one_item(data))
        written = encode(value)
    except (Damaged, LookupError, AttributeError, TypeError, ValueError, OverflowError) as fault:
        raise BadList(f"{fault}") from fault
    if written != data:
        raise BadList("written in another way")
    return value


def _without_none(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _is(kind: type[T], value: object) -> T:
    if type(value) is not kind:
        raise BadList(f"{kind.__name__} is expected")
    return value


def _int(value: object) -> int:
    number = _is(int, value)
    if not 0 <= number < 2**32:
        raise BadList("a number out of bounds")
    return number


def _s(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise BadList("a moment without its time zone")
    return int(moment.timestamp())


def _moment(value: object) -> datetime:
    seconds = _is(int, value)
    if not 0 <= seconds <= 2**33:
        raise BadList("a moment out of bounds")
    return datetime.fromtimestamp(seconds, UTC)


def digests(parts: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the digests in the order the list wants them."""
    return tuple(sorted(set(parts)))
