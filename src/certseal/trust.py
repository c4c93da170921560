"""What a verifier carries: the keys the root vouches for, and the list a key of theirs signs.

Two layers, so that the root can stay offline: it signs the list of keys, seldom; one of those keys,
whose only use that is, signs the units and the revocations, daily. An older layer never replaces a
newer one.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, Final

from certseal import status
from certseal.envelope import Damaged, Envelope, WrongShape, is_signed_by, opened
from certseal.keys import BadKey, fingerprint, kid_of, public_of
from certseal.lists import KEYS, LIST, BadList, Key, KeyList, StatusList, Unit, Use

FORMAT: Final = "spean-trust-1"
_SIZE_MOST: Final = 8 * 1024 * 1024


class BadTrust(ValueError):
    """The trust file cannot be used: damaged, or not signed by whom it should be."""


class OlderList(BadTrust):
    """The file is older than the one held: whoever offers it may hide a revocation."""


@dataclass(frozen=True, slots=True)
class Trust:
    """A verified trust file."""

    root: bytes
    keys: Mapping[bytes, Key]
    key_list: KeyList
    list: StatusList
    bits: bytes
    data: bytes

    @property
    def units(self) -> Mapping[int, Unit]:
        """The units by their numbers."""
        return {unit.number: unit for unit in self.list.units}

    @property
    def issued_on(self) -> date:
        """The day of the list."""
        return self.list.issued_at.astimezone(UTC).date()

    def age(self, today: date) -> int:
        """Return how many days old the list is; a clock that is behind makes it 0, not less."""
        return max(0, (today - self.issued_on).days)


def trust_file(root: bytes, keys: bytes, status_list: bytes) -> bytes:
    """Return the file: the two signed layers, and the root's public key for comparison."""
    whole = {
        "format": FORMAT,
        "root": _text(root),
        "keys": _text(keys),
        "list": _text(status_list),
    }
    return (json.dumps(whole, indent=1) + "\n").encode("ascii")


def root_in(data: bytes) -> bytes:
    """Return the root that the file names: to be compared with the printed one, not believed."""
    return _layers(data)["root"]


def open_trust(data: bytes, root: bytes, *, held: Trust | None = None) -> Trust:
    """Verify a trust file against the root, and against the one held so far.

    :raises OlderList: when either layer is older than the one held
    :raises BadTrust: when it is damaged, or a layer is not signed by whom it should be
    """
    layers = _layers(data)
    if layers["root"] != root:
        raise BadTrust(f"another root: {fingerprint(layers['root'])}")
    key_list = _key_list(layers["keys"], root)
    keys = _by_kid(key_list)
    status_list = _status_list(layers["list"], keys)
    _not_older(held, key_list, status_list)
    try:
        bits = status.unpacked(status_list.revoked)
    except status.BadStatus as fault:
        raise BadTrust(f"the revocations cannot be read: {fault}") from fault
    return Trust(root, keys, key_list, status_list, bits, data)


def _layers(data: bytes) -> dict[str, bytes]:
    if len(data) > _SIZE_MOST:
        raise BadTrust("too large for a trust file")
    try:
        whole: Any = json.loads(data)
        if not isinstance(whole, dict) or whole.get("format") != FORMAT:
            raise BadTrust("not a trust file")
        return {name: _bytes(whole[name]) for name in ("root", "keys", "list")}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise BadTrust(f"not a trust file: {fault}") from fault


def _envelope(data: bytes, content: str) -> Envelope:
    try:
        return opened(data, content)
    except (Damaged, WrongShape) as fault:
        raise BadTrust(f"a layer cannot be read: {fault}") from fault


def _key_list(data: bytes, root: bytes) -> KeyList:
    envelope = _envelope(data, KEYS)
    try:
        if envelope.kid != kid_of(root) or not is_signed_by(envelope, root):
            raise BadTrust("the keys are not signed by this root")
        key_list = KeyList.decode(envelope.payload)
        for key in key_list.keys:
            public_of(key.public)
    except (BadKey, BadList) as fault:
        raise BadTrust(f"the keys cannot be read: {fault}") from fault
    return key_list


def _by_kid(key_list: KeyList) -> dict[bytes, Key]:
    keys = {key.kid: key for key in key_list.keys}
    if len(keys) != len(key_list.keys):
        raise BadTrust("one key is there twice")
    return keys


def _status_list(data: bytes, keys: Mapping[bytes, Key]) -> StatusList:
    envelope = _envelope(data, LIST)
    key = keys.get(envelope.kid)
    if key is None or key.use is not Use.LIST or key.revoked_at is not None:
        raise BadTrust("the list is signed by a key that may not")
    if not is_signed_by(envelope, key.public):
        raise BadTrust("the list's signature is wrong")
    try:
        status_list = StatusList.decode(envelope.payload)
    except BadList as fault:
        raise BadTrust(f"the list cannot be read: {fault}") from fault
    if not key.is_valid_at(status_list.issued_at):
        raise BadTrust("the list is signed by a key that was not valid then")
    return status_list


def _not_older(held: Trust | None, key_list: KeyList, status_list: StatusList) -> None:
    if held is None:
        return
    if key_list.version < held.key_list.version or key_list.issued_at < held.key_list.issued_at:
        raise OlderList("the keys are older than those held")
    if status_list.version < held.list.version or status_list.issued_at < held.list.issued_at:
        raise OlderList("the list is older than the one held")
    if key_list.version == held.key_list.version and key_list != held.key_list:
        raise OlderList("two lists of keys bear one version")
    if status_list.version == held.list.version and status_list != held.list:
        raise OlderList("two lists bear one version")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
