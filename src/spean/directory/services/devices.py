"""Telephones that work without a connection: made known, and reported lost."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Device
from spean.directory.perms import Scope, scope_of

_COORDINATE: Final = 43


class NotAKey(DomainError):
    """The device sent no key with which its records could be checked."""

    code = "not-a-key"
    message = _("This browser sent no usable key. Please use a newer one.")


@one_writer()
def register_device(
    *, actor: User, id: UUID, name: str, public_key: dict[str, Any] | None = None
) -> Device:
    """Make a telephone or browser of a user known; the same one again changes nothing.

    :raises NotAllowed: if the id is another user's, or she answers no questionnaires anywhere
    :raises NotAKey: if the key is no P-256 key
    """
    if scope_of(actor, "surveys.fill") < Scope.CENTRE:
        raise NotAllowed
    key = _checked(public_key) if public_key is not None else None
    known = Device.objects.filter(pk=id).first()
    if known is not None:
        if known.user_id != actor.pk or known.public_key != key:
            raise NotAllowed
        return known
    device = Device.objects.create(
        id=id, user=actor, name=name.strip()[:100] or "—", public_key=key
    )
    audit(actor=actor, action="directory.device_registered", on=Ref("device", id))
    return device


@one_writer()
def report_lost(*, actor: User, device_id: UUID, now: datetime) -> Device:
    """Take nothing more from a device; what it still sends is set aside for the supervisor.

    :raises NotAllowed: if it is another's and the actor does not manage a centre of that user
    """
    device = Device.objects.select_for_update().filter(pk=device_id).first()
    if device is None or not _may_report(actor, device):
        raise NotAllowed
    if device.revoked_at is None:
        device.revoked_at = now
        device.save(update_fields=["revoked_at", "updated_at"])
        audit(actor=actor, action="directory.device_lost", on=Ref("device", device.pk))
    return device


def _may_report(actor: User, device: Device) -> bool:
    if device.user_id == actor.pk or actor.is_administrator:
        return True
    centres = device.user.postings.values_list("centre", flat=True)
    return any(
        scope_of(actor, "surveys.settle", centre) >= Scope.CENTRE for centre in centres if centre
    )


def _checked(key: dict[str, Any]) -> dict[str, str]:
    """Return the four values of a P-256 JSON Web Key, and nothing else of what was sent."""
    kept = {name: key.get(name) for name in ("kty", "crv", "x", "y")}
    is_point = all(
        isinstance(kept[name], str) and len(str(kept[name])) == _COORDINATE for name in ("x", "y")
    )
    if kept["kty"] != "EC" or kept["crv"] != "P-256" or not is_point:
        raise NotAKey
    return {name: str(value) for name, value in kept.items()}
