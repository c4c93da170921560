"""Sealed fields and blind indexes: the only file that encrypts.

Every person has a data key of her own, wrapped by the site's master key (`people.PersonKey`).
Class 3 fields are sealed under that key, so erasing one key erases them in every copy and backup
(crypto-shredding) while the audit chain, which holds only opaque ids, stays whole.
AES-256-GCM by the `cryptography` package; the context is bound in, so that a sealed value cannot
be moved to another record or field.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError

NONCE_BYTES = 12
KEY_BYTES = 32
_ENVELOPE: Final = b"spean-envelope-1"
# The number of points of P-256 (FIPS 186-4, D.1.2.3).
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class CannotUnseal(DomainError):
    """The key is gone, or the sealed value was altered or moved."""

    code = "cannot-unseal"
    message = _("These details cannot be opened: their key is gone or they were altered.")


def new_key() -> bytes:
    """Return a fresh 256-bit data key."""
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def seal_bytes(key: bytes, plain: bytes, *, context: str) -> bytes:
    """Encrypt bytes under a key; `context` names the record and field they belong to."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal_bytes(key: bytes, sealed: bytes, *, context: str) -> bytes:
    """Decrypt bytes sealed for the same context.

    :raises CannotUnseal: if the key or the context differs, or a bit was changed
    """
    sealed = bytes(sealed)
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
    except (InvalidTag, ValueError) as cause:
        raise CannotUnseal from cause


def wrap(key: bytes, *, context: str) -> bytes:
    """Encrypt a data key under the site's master key."""
    return seal_bytes(settings.SPEAN_MASTER_KEY, key, context=f"key:{context}")


def unwrap(wrapped: bytes, *, context: str) -> bytes:
    """Return the data key that was wrapped for this context.

    :raises CannotUnseal: if the master key is another one
    """
    return unseal_bytes(settings.SPEAN_MASTER_KEY, wrapped, context=f"key:{context}")


def seal(key: bytes, value: Any, *, context: str) -> bytes:
    """Encrypt any JSON value under a data key."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return seal_bytes(key, plain, context=context)


def unseal(key: bytes, sealed: bytes, *, context: str) -> Any:
    """Return the JSON value that was sealed for this context.

    :raises CannotUnseal: if the key or the context differs, or a bit was changed
    """
    return json.loads(unseal_bytes(key, sealed, context=context))


def blind_index(purpose: str, value: str) -> str:
    """Return a keyed hash (64 hex digits) by which a sealed value can be found but not read."""
    message = f"{purpose}\x00{value}".encode()
    return hmac.new(settings.SPEAN_INDEX_KEY, message, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a telephone sealed to this site: its passing key (a P-256 JWK), nonce, ciphertext."""

    passing_key: Mapping[str, str]
    nonce: bytes
    sealed: bytes


def envelope_key() -> tuple[str, dict[str, str]]:
    """Return the id and the public key (a P-256 JWK) to which telephones seal what they finish.

    It follows from the site's master key, so that it is in no database and in every backup of the
    keys; another master key gives another id.
    """
    point = _private_key().public_key().public_numbers()
    x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
    jwk = {"kty": "EC", "crv": "P-256", "x": _text64(x), "y": _text64(y)}
    return hashlib.sha256(x + y).hexdigest()[:16], jwk


def open_envelope(envelope: Envelope, *, context: bytes) -> bytes:
    """Return what a telephone sealed to this site (docs/field-protocol.md).

    :raises CannotUnseal: if it was sealed to another key or for another record, or altered
    """
    try:
        shared = _private_key().exchange(ec.ECDH(), _public_key(envelope.passing_key))
        key = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=_ENVELOPE).derive(shared)
        return AESGCM(key).decrypt(envelope.nonce, envelope.sealed, context)
    except (InvalidTag, ValueError, KeyError, TypeError) as cause:
        raise CannotUnseal from cause


def is_signed(jwk: Mapping[str, str], signature: bytes, message: bytes) -> bool:
    """Tell whether a telephone's own key signed this: ECDSA with SHA-256, r and s side by side."""
    try:
        r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        _public_key(jwk).verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return len(signature) == 64


def new_signing_key() -> tuple[bytes, bytes]:
    """Return a fresh Ed25519 key: the private half, to be wrapped at once, and the public one."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def sign_bytes(private: bytes, message: bytes) -> bytes:
    """Sign bytes by Ed25519; the signature has 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the holder of an Ed25519 key signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key() -> ec.EllipticCurvePrivateKey:
    seed = HKDF(hashes.SHA256(), 40, salt=None, info=b"spean-envelope-key").derive(
        settings.SPEAN_MASTER_KEY
    )
    # 320 bits brought into the range: no value is likelier than another to any measurable degree.
    number = int.from_bytes(seed, "big") % (_ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def _public_key(jwk: Mapping[str, str]) -> ec.EllipticCurvePublicKey:
    x, y = (int.from_bytes(bytes64(jwk[name]), "big") for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def bytes64(text: str) -> bytes:
    """Return the bytes that base64url without padding stands for.

    :raises ValueError: if it is none
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _text64(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")
