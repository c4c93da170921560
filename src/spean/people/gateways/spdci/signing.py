"""Signatures of SPDCI messages: Ed25519 over header and message, written as one line of text.

The specification shows the line and leaves the signed bytes open. Here they are three lines
(created, expires, digest) as in HTTP signatures; the digest is SHA-256 of the canonical JSON of
{"header": …, "message": …}: keys in order, no spaces, UTF-8.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spean.core.crypto import is_signed_by, sign_bytes

ALGORITHM: Final = "ed25519"
LASTS_SECONDS: Final = 300
# A sender's clock may run ahead of ours by so much.
AHEAD_SECONDS: Final = 120
LONGEST_SECONDS: Final = 7 * 24 * 3600
_HEADERS: Final = "(created) (expires) digest"
_NAMESPACES: Final = frozenset({"g2p", "dci", "spdci"})
_FIELDS: Final = ("namespace", "kidId", "algorithm", "created", "expires", "headers", "signature")
_LINE: Final = re.compile(r"(?:Signature: +)?(\w+=\"[^\"]*\"(?:, ?\w+=\"[^\"]*\")*)")
_PART: Final = re.compile(r"(\w+)=\"([^\"]*)\"")


class BadSignature(Exception):
    """The line cannot be read, has lapsed, or was not signed by the key it names."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a signature line says of itself, before it is believed."""

    sender_id: str
    key_id: str
    created: int
    expires: int
    signature: bytes


def canonical(header: Mapping[str, Any], message: Mapping[str, Any]) -> bytes:
    """Return the bytes of header and message that both sides arrive at."""
    both = {"header": header, "message": message}
    text = json.dumps(
        both, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def signed_bytes(
    header: Mapping[str, Any], message: Mapping[str, Any], created: int, expires: int
) -> bytes:
    """Return the bytes that are signed."""
    digest = base64.b64encode(hashlib.sha256(canonical(header, message)).digest()).decode()
    return f"(created): {created}\n(expires): {expires}\ndigest: SHA-256={digest}".encode()


@dataclass(frozen=True, slots=True)
class Signer:
    """Whoever signs: its name at the other side, the name of its key, and the key."""

    sender_id: str
    key_id: str
    private: bytes

    def line(self, header: Mapping[str, Any], message: Mapping[str, Any], now: int) -> str:
        """Return the signature of a message, in the words of the specification."""
        expires = now + LASTS_SECONDS
        signature = sign_bytes(self.private, signed_bytes(header, message, now, expires))
        parts = (
            "g2p",
            f"{self.sender_id}|{self.key_id}|{ALGORITHM}",
            ALGORITHM,
            str(now),
            str(expires),
            _HEADERS,
            base64.b64encode(signature).decode(),
        )
        said = ", ".join(f'{name}="{part}"' for name, part in zip(_FIELDS, parts, strict=True))
        return f"Signature: {said}"


def read_line(text: str) -> Line:
    """Return what a signature line says.

    :raises BadSignature: if it is none, or of another kind than ours
    """
    found = _LINE.fullmatch(text)
    pairs = _PART.findall(found[1]) if found else []
    parts = dict(pairs)
    if len(pairs) != len(_FIELDS) or set(parts) != set(_FIELDS):
        raise BadSignature
    if parts["namespace"] not in _NAMESPACES or parts["headers"] != _HEADERS:
        raise BadSignature
    kid = parts["kidId"].split("|")
    if len(kid) != 3 or parts["algorithm"] != ALGORITHM or kid[2] != ALGORITHM:
        raise BadSignature
    created, expires = (_moment(parts[name]) for name in ("created", "expires"))
    return Line(kid[0], kid[1], created, expires, _exact64(parts["signature"]))


def check(
    text: str,
    header: Mapping[str, Any],
    message: Mapping[str, Any],
    *,
    now: int,
    key_of: Callable[[str], bytes | None],
) -> Line:
    """Return the line of a message that its sender signed, and that has not lapsed.

    :param key_of: the public key in force by its name, None for none
    :raises BadSignature: if anything of it does not hold
    """
    line = read_line(text)
    if line.sender_id != header.get("sender_id"):
        raise BadSignature
    is_ordered = line.created < line.expires <= line.created + LONGEST_SECONDS
    if not is_ordered or not line.created - AHEAD_SECONDS <= now <= line.expires:
        raise BadSignature
    public = key_of(line.key_id)
    body = signed_bytes(header, message, line.created, line.expires)
    if public is None or not is_signed_by(public, line.signature, body):
        raise BadSignature
    return line


def public_bytes(text: str) -> bytes:
    """Return the 32 bytes of a public key written in base64 or in hexadecimal digits.

    :raises ValueError: if it is no such key
    """
    plain = text.strip()
    try:
        key = bytes.fromhex(plain) if len(plain) == 64 else base64.b64decode(plain, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ValueError
    return key


def _moment(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{8,11}", text):
        raise BadSignature
    return int(text)


def _exact64(text: str) -> bytes:
    try:
        plain = base64.b64decode(text, validate=True)
    except ValueError:
        raise BadSignature from None
    # Base64 has letters for bits that belong to no byte: one text for one signature.
    if len(plain) != 64 or base64.b64encode(plain).decode() != text:
        raise BadSignature
    return plain
