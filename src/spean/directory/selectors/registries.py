"""Other registries, as far as they are in use, and the keys that hold."""

from datetime import date

from django.db.models import QuerySet

from spean.core.crypto import unwrap
from spean.directory.models import RegistryKey, RegistryPeer


def registry_peers() -> QuerySet[RegistryPeer]:
    """Return every registry with its organisation; what was agreed is no secret among staff."""
    return RegistryPeer.objects.select_related("organisation").order_by("sender_id")


def peer_in_use(sender_id: str) -> RegistryPeer | None:
    """Return the registry of this name, if it is in use."""
    found = registry_peers().filter(sender_id=sender_id, is_active=True)
    return found.first()


def peers_to_ask() -> QuerySet[RegistryPeer]:
    """Return the registries in use that an officer may ask."""
    return registry_peers().filter(is_active=True)


def key_in_force(peer: RegistryPeer, key_id: str, day: date) -> str:
    """Return the public key of this name that holds on a day, "" for none."""
    for one in peer.public_keys:
        if one["id"] == key_id and (not one.get("until") or day.isoformat() <= one["until"]):
            return str(one["key"])
    return ""


def our_keys() -> QuerySet[RegistryKey]:
    """Return our own keys, the one in use first."""
    return RegistryKey.objects.order_by("-created_at")


def our_key() -> RegistryKey | None:
    """Return the key by which we sign."""
    return our_keys().filter(retired_at=None).first()


def private_half(key: RegistryKey) -> bytes:
    """Return what signs; it stays in memory for as long as a message is made.

    :raises CannotUnseal: if the master key is another one
    """
    return unwrap(bytes(key.wrapped), context=f"registry-key:{key.pk}")
