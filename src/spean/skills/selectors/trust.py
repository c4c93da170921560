"""The keys of certificates and the lists of what is valid, as they stand."""

import base64
from uuid import UUID

from django.db.models import QuerySet

from spean.core.crypto import unwrap
from spean.skills.choices import KeyUse
from spean.skills.models import KeyList, SigningKey, TrustList


def keys_of_certificates() -> QuerySet[SigningKey]:
    """Return every key, the list's own first, then by centre, the newest first."""
    return SigningKey.objects.select_related("centre").order_by(
        "-use", "centre__code", "-valid_from"
    )


def signing_key_of(centre_id: UUID) -> SigningKey | None:
    """Return the key with which a centre seals today."""
    return _signing().filter(use=KeyUse.CERTIFICATES, centre=centre_id).first()


def key_of_the_list() -> SigningKey | None:
    """Return the key with which lists are signed today."""
    return _signing().filter(use=KeyUse.LIST).first()


def private_half(key: SigningKey) -> bytes:
    """Return what signs; it stays in memory for as long as one seal is made.

    :raises CannotUnseal: if the master key is another one
    """
    return unwrap(bytes(key.wrapped), context=f"certificate-key:{key.pk}")


def newest_key_list() -> KeyList | None:
    """Return the list of keys that the root signed last."""
    return KeyList.objects.order_by("-version").first()


def newest_trust_list() -> TrustList | None:
    """Return the newest list, for its age."""
    return TrustList.objects.select_related("keys").order_by("-version").first()


def current_trust_list() -> bytes | None:
    """Return what a verifier carries, None before the root has signed anything."""
    found = newest_trust_list()
    return bytes(found.content) if found else None


def status_credential_of(key_id: UUID) -> str:
    """Return the revocations as the credential that badges of a key point to, "" for none."""
    found = newest_trust_list()
    return str(found.statuses.get(str(key_id), "")) if found else ""


def root_public_key() -> bytes | None:
    """Return the public key of the root, 32 bytes: printed, and compared by whoever checks."""
    found = newest_key_list()
    return base64.b64decode(found.root) if found else None


def _signing() -> QuerySet[SigningKey]:
    found = SigningKey.objects.select_related("centre")
    return found.filter(trusted_at__isnull=False, ended_at=None)
