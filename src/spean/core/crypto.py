"""Sealed fields and blind indexes: the only file that encrypts.

Every person has a data key of her own, wrapped by the site's master key (`people.PersonKey`).
Class 3 fields are sealed under that key, so erasing one key erases them in every copy and backup
(crypto-shredding) while the audit chain, which holds only opaque ids, stays whole.
AES-256-GCM by the `cryptography` package; the context is bound in, so that a sealed value cannot
be moved to another record or field.
"""

import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError

NONCE_BYTES = 12
KEY_BYTES = 32


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
