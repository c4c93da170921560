"""Other registries: what is agreed with each, and our own signing keys."""

import base64
import binascii
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, digest_of, one_writer
from spean.core import crypto
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import RegistryKey, RegistryPeer
from spean.directory.perms import can

KINDS: Final = ("Person", "Group")
FIELDS: Final = (
    *("name", "sex", "birth_date", "address", "marital_status"),
    *("registration_date", "household", "poverty"),
)
_COLUMNS: Final = (
    *("organisation_id", "sender_id", "callback_uri", "service_uri", "purposes"),
    *("default_purpose", "scope", "recipient", "record_kinds", "fields", "is_active"),
    "is_asked_later",
)


class NotAPublicKey(DomainError):
    """A key of another kind or length."""

    code = "not-a-public-key"
    message = _("This is no public key: 32 bytes of Ed25519, written in base64.")


class UnsafeAddress(DomainError):
    """Answers about people go over HTTPS alone."""

    code = "unsafe-address"
    message = _("An address of a registry begins with https:// and has no user or question mark.")


class KnownSender(DomainError):
    """Two registries of one name could not be told apart."""

    code = "known-sender"
    message = _("Another registry has this name in messages already.")


class NoPurpose(DomainError):
    """Without a purpose nothing may be asked."""

    code = "no-purpose"
    message = _("Please write at least one purpose, and the agreed one among them.")


@one_writer()
def keep_peer(
    *, actor: User | None, id: UUID, revision: int, values: Mapping[str, Any]
) -> RegistryPeer:
    """Write down what is agreed with a registry; a new one comes with revision 0.

    :param values: columns of the peer, and `key_id` and `key` for a public key to be added
    :raises NotAllowed: if the actor may not edit the directory
    :raises ChangedMeanwhile: if somebody saved it after `revision` was read
    :raises NotAPublicKey: if the key is none
    :raises UnsafeAddress: if an address is not one of HTTPS
    :raises KnownSender: if another registry has this name
    :raises NoPurpose: if no purpose is named
    """
    _may(actor)
    peer = RegistryPeer.objects.select_for_update().filter(pk=id).first()
    if peer is None:
        peer = RegistryPeer(pk=id)
    elif not revision:
        return peer
    elif peer.revision != revision:
        raise ChangedMeanwhile(theirs=peer)
    _check(id, values)
    for name in _COLUMNS:
        if name in values:
            setattr(peer, name, values[name])
    if values.get("key"):
        peer.public_keys = _with_key(peer.public_keys, values["key_id"], values["key"])
    peer.revision += bool(revision)
    peer.save()
    audit(actor=actor, action="directory.registry_kept", on=Ref("registry-peer", peer.pk))
    return peer


@one_writer()
def end_key(*, actor: User | None, peer_id: UUID, key_id: str, day: date) -> RegistryPeer:
    """Let a public key of a registry hold until the day before this one, and no longer.

    :raises NotAllowed: if the actor may not edit the directory
    """
    _may(actor)
    peer = RegistryPeer.objects.select_for_update().get(pk=peer_id)
    last = date.fromordinal(day.toordinal() - 1).isoformat()
    peer.public_keys = [
        {**one, "until": last} if one["id"] == key_id else one for one in peer.public_keys
    ]
    peer.revision += 1
    peer.save()
    on = Ref("registry-peer", peer.pk)
    audit(actor=actor, action="directory.registry_key_ended", on=on)
    return peer


@one_writer()
def ask_for_password(*, actor: User | None, peer_id: UUID, secret: str) -> None:
    """Let a registry send this password besides its signature from now on; "" asks for none.

    :raises NotAllowed: if the actor may not edit the directory
    """
    _may(actor)
    digest = digest_of(secret) if secret else ""
    RegistryPeer.objects.filter(pk=peer_id).update(token_digest=digest)
    on = Ref("registry-peer", peer_id)
    audit(actor=actor, action="directory.registry_password", on=on, is_asked=bool(secret))


@one_writer()
def new_key(*, actor: User | None, now: datetime) -> RegistryKey:
    """Make a new key for our signatures; the one before signs no more.

    The public half of the one before stays here to be shown, so that what it signed can be checked.

    :raises NotAllowed: if the actor may not edit the directory
    """
    _may(actor)
    RegistryKey.objects.filter(retired_at=None).update(retired_at=now)
    private, public = crypto.new_signing_key()
    id = uuid4()
    key = RegistryKey.objects.create(
        pk=id,
        public=base64.b64encode(public).decode(),
        wrapped=crypto.wrap(private, context=f"registry-key:{id}"),
    )
    audit(actor=actor, action="directory.signing_key_made", on=Ref("registry-key", key.pk))
    return key


def _may(actor: User | None) -> None:
    if actor is not None and not can(actor, "directory.edit"):
        raise NotAllowed


def _check(id: UUID, values: Mapping[str, Any]) -> None:
    for name in ("callback_uri", "service_uri"):
        if values.get(name) and not is_safe_address(values[name]):
            raise UnsafeAddress
    sender = values.get("sender_id", "")
    if "|" in sender or '"' in sender:
        raise KnownSender
    if RegistryPeer.objects.filter(sender_id=sender).exclude(pk=id).exists():
        raise KnownSender
    purposes = values.get("purposes", [])
    if not purposes or (values.get("default_purpose") or purposes[0]) not in purposes:
        raise NoPurpose


def is_safe_address(uri: str) -> bool:
    """Tell whether answers may go to an address; a demo may answer on its own computer."""
    try:
        parts = urlsplit(uri)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username or parts.password or parts.query or parts.fragment:
        return False
    if parts.scheme == "https":
        return True
    own = host in {"localhost", "127.0.0.1", "::1"}
    return parts.scheme == "http" and own and settings.SPEAN_IS_DEMO


def _with_key(known: list[dict[str, str]], key_id: str, key: str) -> list[dict[str, str]]:
    try:
        plain = base64.b64decode(key.strip(), validate=True)
    except (ValueError, binascii.Error):
        plain = b""
    if len(plain) != 32 or not key_id or "|" in key_id or '"' in key_id:
        raise NotAPublicKey
    kept = [one for one in known if one["id"] != key_id]
    return [*kept, {"id": key_id, "key": base64.b64encode(plain).decode(), "until": ""}]
