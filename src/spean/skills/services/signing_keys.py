"""Keys of certificates: made, signed by the root elsewhere, loaded, replaced, revoked."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core import crypto
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import can
from spean.skills.choices import KeyReason, KeyUse
from spean.skills.gateways import sealing
from spean.skills.models import KeyList, SigningKey
from spean.skills.selectors.trust import newest_key_list
from spean.skills.services.trust import rebuild_list


class NotAKeyList(DomainError):
    """The file is no list of our keys signed by this root."""

    code = "not-a-key-list"
    message = _("This file is not a list of keys that your root has signed.")


class AnotherRoot(DomainError):
    """A second root would make every certificate before it worthless."""

    code = "another-root"
    message = _("This file is signed by another root than the one in use.")


class OlderKeyList(DomainError):
    """An older list could bring back a revoked key."""

    code = "older-key-list"
    message = _("A newer list of keys is loaded already.")


@one_writer()
def need_keys(*, actor: User | None, centres: Iterable[Centre], now: datetime) -> list[SigningKey]:
    """Make a key for each centre that has none, and one for the list; return the new ones.

    None of them seals anything before the root has signed a list with it.

    :raises NotAllowed: if the actor may not manage keys
    """
    _may(actor)
    wanted: list[Centre | None] = [None, *centres]
    return [key for centre in wanted if not _current(centre) and (key := _made(actor, centre, now))]


@one_writer()
def replace_key(*, actor: User | None, key_id: UUID, now: datetime) -> SigningKey:
    """Make the key that follows another; the old one seals until the new one is signed.

    :raises NotAllowed: if the actor may not manage keys
    :raises IllegalMove: if the old one seals no more, or its successor waits already
    """
    _may(actor)
    key = SigningKey.objects.select_for_update(of=("self",)).get(pk=key_id)
    waiting = SigningKey.objects.filter(
        use=key.use, centre=key.centre_id, trusted_at=None, ended_at=None
    )
    if key.ended_at or waiting.exists():
        raise IllegalMove(action="replace", state="ended" if key.ended_at else "waiting")
    return _made(actor, key.centre, now)


@one_writer()
def end_key(*, actor: User | None, key_id: UUID, reason: str, now: datetime) -> SigningKey:
    """Let a key seal no more, from now on.

    Certificates it sealed stay valid. Of a key in other hands the list vouches for each one that
    stands here, so that what the thief seals, whatever day he writes, is worth nothing once the
    root has signed the revocation.

    :raises NotAllowed: if the actor may not manage keys
    :raises IllegalMove: if it was revoked before
    """
    _may(actor)
    key = SigningKey.objects.select_for_update(of=("self",)).get(pk=key_id)
    reason = KeyReason(reason)
    if key.revoked_at or (key.ended_at and reason != KeyReason.STOLEN):
        raise IllegalMove(action="end", state="ended")
    key.ended_at = key.ended_at or now
    key.valid_to, key.reason = key.valid_to or now, reason
    if reason == KeyReason.STOLEN:
        key.revoked_at = now
    key.revision += 1
    key.save()
    on = Ref("certificate-key", key.pk)
    audit(actor=actor, action="skills.key_ended", on=on, reason=str(reason))
    rebuild_list(now=now)
    return key


@one_writer()
def load_key_list(
    *, actor: User | None, content: bytes, fingerprint: str = "", now: datetime
) -> KeyList:
    """Load the file of keys that came back from the root; its keys seal from now on.

    :param fingerprint: the root's, as printed when it was made; asked for the first time, since
        the root stays the same for ever once it is loaded
    :raises NotAllowed: if the actor may not manage keys
    :raises NotAKeyList: if it is none, is damaged, or names no key of the list of this site
    :raises AnotherRoot: if another root is in use, or the fingerprint is another one
    :raises OlderKeyList: if it is not newer than the one in use
    """
    _may(actor)
    read = sealing.read_keys(content)
    if read is None:
        raise NotAKeyList
    known = newest_key_list()
    is_ours = _plain(fingerprint) == _plain(read.fingerprint) if not known else True
    if not is_ours or (known and known.root != read.root):
        raise AnotherRoot
    if known is not None and read.version <= known.version:
        raise OlderKeyList
    rows = SigningKey.objects.select_for_update(of=("self",))
    ours = list(rows.filter(public__in=read.publics, ended_at=None))
    if not any(one.use == KeyUse.LIST for one in ours):
        raise NotAKeyList
    listed = KeyList.objects.create(
        version=read.version, root=read.root, content=read.layer, loaded_by=actor, loaded_at=now
    )
    for key in ours:
        _trust(key, now)
    on = Ref("key-list", listed.pk)
    audit(actor=actor, action="skills.key_list_loaded", on=on, version=read.version)
    rebuild_list(now=now)
    return listed


@one_writer()
def trust_demo_root(*, centres: Iterable[Centre], home: Path, now: datetime) -> KeyList | None:
    """Let a demo be its own root, so that its centres seal at once; None if nothing is missing.

    :raises NotAllowed: outside a demo, where the root is never on the server
    """
    if not settings.SPEAN_IS_DEMO:
        raise NotAllowed
    made = need_keys(actor=None, centres=centres, now=now)
    known = newest_key_list()
    if known is not None and not made:
        return None
    file = home / "demo-root.pem"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_bytes(sealing.new_root())
    root = file.read_bytes()
    content = sealing.sign_keys(
        SigningKey.objects.select_related("centre").order_by("valid_from", "pk"),
        root=root,
        version=known.version + 1 if known else 1,
        issued_at=now,
    )
    printed = sealing.fingerprint_of(sealing.text_of(sealing.public_of(root)))
    return load_key_list(actor=None, content=content, fingerprint=printed, now=now)


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).upper()


def _trust(key: SigningKey, now: datetime) -> None:
    if key.trusted_at:
        return
    before = SigningKey.objects.filter(
        use=key.use, centre=key.centre_id, trusted_at__isnull=False, ended_at=None
    )
    before.update(ended_at=now, valid_to=now, reason=KeyReason.REPLACED)
    key.trusted_at = now
    key.save()


def _current(centre: Centre | None) -> bool:
    use = KeyUse.CERTIFICATES if centre else KeyUse.LIST
    return SigningKey.objects.filter(use=use, centre=centre, ended_at=None).exists()


def _made(actor: User | None, centre: Centre | None, now: datetime) -> SigningKey:
    private, public = crypto.new_signing_key()
    id = uuid4()
    key = SigningKey.objects.create(
        pk=id,
        use=KeyUse.CERTIFICATES if centre else KeyUse.LIST,
        centre=centre,
        public=sealing.text_of(public),
        wrapped=crypto.wrap(private, context=f"certificate-key:{id}"),
        valid_from=now,
    )
    audit(actor=actor, action="skills.key_made", on=Ref("certificate-key", key.pk))
    return key


def _may(actor: User | None) -> None:
    # The console has no actor: whoever starts its commands holds the machine.
    if actor is not None and not can(actor, "keys.manage"):
        raise NotAllowed
