"""Ed25519 keys: one for each centre, one for the list, and the root that is kept offline."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KID_SIZE: Final = 8
PUBLIC_SIZE: Final = 32
_RAW: Final = serialization.Encoding.Raw


class BadKey(ValueError):
    """The key cannot be opened: another kind of key, a wrong passphrase, or no key at all."""


def kid_of(public: bytes) -> bytes:
    """Return the eight bytes that name a public key: the first of its SHA-256."""
    return sha256(public).digest()[:KID_SIZE]


def fingerprint(public: bytes) -> str:
    """Return what two people read to each other to compare keys: eight groups of four."""
    text = sha256(public).hexdigest()[:32].upper()
    return " ".join(text[i : i + 4] for i in range(0, 32, 4))


def public_of(raw: bytes) -> Ed25519PublicKey:
    """Return the public key of 32 bytes."""
    try:
        return Ed25519PublicKey.from_public_bytes(raw)
    except ValueError as fault:
        raise BadKey("a public key has 32 bytes") from fault


@dataclass(frozen=True)
class SigningKey:
    """A private key. It never shows itself: neither in a message nor in a log."""

    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def generate(cls) -> "SigningKey":
        """Return a new key from the machine's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """Return the key of these 32 secret bytes."""
        try:
            return cls(Ed25519PrivateKey.from_private_bytes(seed))
        except ValueError as fault:
            raise BadKey("a private key has 32 bytes") from fault

    @classmethod
    def from_pem(cls, pem: bytes, passphrase: str = "") -> "SigningKey":
        """Open a key file (PKCS 8).

        :raises BadKey: when it is none, another kind, or the passphrase is wrong
        """
        secret = passphrase.encode() or None
        try:
            key = serialization.load_pem_private_key(pem, secret)
        except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
            raise BadKey("the key file does not open with this passphrase") from fault
        if not isinstance(key, Ed25519PrivateKey):
            raise BadKey("the file holds another kind of key: Ed25519 is needed")
        return cls(key)

    def pem(self, passphrase: str = "") -> bytes:
        """Return the key as a file, sealed with the passphrase if there is one."""
        lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
        if passphrase:
            lock = serialization.BestAvailableEncryption(passphrase.encode())
        return self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock
        )

    def seed(self) -> bytes:
        """Return the 32 secret bytes."""
        return self.private.private_bytes(
            _RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption()
        )

    @cached_property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self.private.public_key().public_bytes(_RAW, serialization.PublicFormat.Raw)

    @cached_property
    def kid(self) -> bytes:
        """The eight bytes that name the key."""
        return kid_of(self.public)
