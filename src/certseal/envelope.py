"""The signed envelope: COSE_Sign1 with Ed25519, in exactly one form of bytes.

The algorithm is not read from the message and believed: there is one, and a message whose protected
header is not, byte for byte, the one we would have written is refused before any key is looked up.
"""

import io
from dataclasses import dataclass
from typing import Final

import cbor2
from cryptography.exceptions import InvalidSignature
from cwt import COSE, COSEKey

from certseal.keys import SigningKey, public_of

EDDSA: Final = -8
ALGORITHM, CONTENT_TYPE, KID = 1, 3, 4
_SIGN1: Final = 18
_SIGNATURE_SIZE: Final = 64
_COSE: Final = COSE.new(verify_kid=True)


class Damaged(ValueError):
    """The bytes are not one whole CBOR item: cut off, or another system's."""


class WrongShape(ValueError):
    """The bytes are CBOR, but not an envelope as we write it."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What was signed, by which key, and the signature; nothing of it believed yet."""

    kid: bytes
    payload: bytes
    signature: bytes
    protected: bytes


def plain_cbor(value: object) -> bytes:
    """Return the one deterministic encoding of a value (RFC 8949, 4.2)."""
    return cbor2.dumps(value, canonical=True)


def one_item(data: bytes) -> object:
    """Return the one CBOR item that the bytes are.

    :raises Damaged: when they end too early, go on too long or are no CBOR
    """
    stream = io.BytesIO(data)
    try:
        item: object = cbor2.CBORDecoder(stream).decode()
    except (cbor2.CBORError, ValueError, TypeError, RecursionError, OverflowError) as fault:
        raise Damaged("not CBOR") from fault
    except Exception as fault:  # A decoder of tags may raise anything (dates, decimals, patterns).
        raise Damaged("not CBOR") from fault
    if stream.read(1):
        raise Damaged("something follows")
    return item


def _header(kid: bytes, content: str) -> dict[int, object]:
    if content:
        return {ALGORITHM: EDDSA, CONTENT_TYPE: content, KID: kid}
    return {ALGORITHM: EDDSA, KID: kid}


def sign(payload: bytes, key: SigningKey, content: str = "") -> bytes:
    """Return the envelope around the payload."""
    # A key as the package wants it: OKP (1) on Ed25519 (6), its name, both halves.
    parts = {1: 1, 2: key.kid, 3: EDDSA, -1: 6, -2: key.public, -4: key.seed()}
    cose_key = COSEKey.new(parts)
    sealed: bytes = _COSE.encode_and_sign(payload, cose_key, protected=_header(key.kid, content))
    return sealed


def opened(data: bytes, content: str = "") -> Envelope:
    """Take an envelope apart. It is not verified by this.

    :raises Damaged: when the bytes are not one CBOR item
    :raises WrongShape: when they are not an envelope of this content, written as we write it
    """
    tag = one_item(data)
    if not isinstance(tag, cbor2.CBORTag) or tag.tag != _SIGN1:
        raise WrongShape("no COSE_Sign1")
    parts = tag.value
    if not isinstance(parts, list | tuple) or len(parts) != 4:
        raise WrongShape("no COSE_Sign1")
    protected, unprotected, payload, signature = parts
    if unprotected != {} or not all(type(p) is bytes for p in (protected, payload, signature)):
        raise WrongShape("unexpected parts")
    kid = _kid(protected, content)
    written = plain_cbor(cbor2.CBORTag(_SIGN1, [protected, {}, payload, signature]))
    if written != data or len(signature) != _SIGNATURE_SIZE:
        raise WrongShape("written in another way")
    return Envelope(kid, payload, signature, protected)


def _kid(protected: bytes, content: str) -> bytes:
    try:
        header = one_item(protected)
    except Damaged as fault:
        raise WrongShape("a header that is no CBOR") from fault
    kid = header.get(KID) if isinstance(header, dict) else None
    if type(kid) is not bytes or len(kid) != 8:
        raise WrongShape("no key is named")
    if plain_cbor(_header(kid, content)) != protected:
        raise WrongShape("another header")
    return kid


def is_signed_by(envelope: Envelope, public: bytes) -> bool:
    """Say whether this key signed this envelope: Ed25519 over the Sig_structure of RFC 9052."""
    signed = plain_cbor(["Signature1", envelope.protected, b"", envelope.payload])
    try:
        public_of(public).verify(envelope.signature, signed)
    except InvalidSignature:
        return False
    return True
