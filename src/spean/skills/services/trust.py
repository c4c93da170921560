"""The list that a verifier carries: made anew at each revocation, and each night."""

from datetime import datetime, timedelta
from typing import Final

from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.skills.choices import CertificateState
from spean.skills.gateways import sealing
from spean.skills.models import Certificate, SigningKey, TrustList, Unit
from spean.skills.rules.certificates import LIST_DAYS
from spean.skills.selectors.trust import (
    key_of_the_list,
    keys_of_certificates,
    newest_key_list,
    newest_trust_list,
    private_half,
)

_KEPT: Final = 30
_DIGEST: Final = 16


@one_writer()
def rebuild_list(*, now: datetime) -> TrustList | None:
    """Sign the units and the revocations as they stand; None before the root has signed keys.

    It takes no actor: it says what others have done, and is the same whoever asks for it.
    """
    keys, key = newest_key_list(), key_of_the_list()
    if keys is None or key is None:
        return None
    before = newest_trust_list()
    version = before.version + 1 if before else 1
    # A clock that was put back must not make a list older than the one before.
    made_at = max(now, before.made_at + timedelta(seconds=1)) if before else now
    next_at = made_at + timedelta(days=LIST_DAYS)
    units = Unit.objects.select_related("standard__occupation").order_by("number")
    signed = sealing.sign_list(
        units,
        private_half(key),
        version=version,
        moments=(made_at, next_at),
        revoked=_revoked(),
        vouched=_vouched(),
    )
    root = sealing.bytes_of(keys.root)
    made = TrustList.objects.create(
        version=version,
        keys=keys,
        content=sealing.trust_file(root, bytes(keys.content), signed),
        statuses=_statuses((made_at, next_at)),
        made_at=made_at,
        next_at=next_at,
    )
    TrustList.objects.filter(version__lte=version - _KEPT).delete()
    audit(actor=None, action="skills.list_made", on=Ref("trust-list", made.pk), version=version)
    return made


@one_writer()
def list_units(*, newest: datetime, now: datetime) -> None:
    """Make a new list if a unit, or the first badge of a key, is newer than the last."""
    before = newest_trust_list()
    published = set(before.statuses) if before else set()
    named = SigningKey.objects.exclude(status_url="").values_list("pk", flat=True)
    is_behind = any(str(pk) not in published for pk in named)
    if before is None or before.made_at <= newest or is_behind:
        rebuild_list(now=now)


def key_request() -> bytes:
    """Return the keys as a file for the root; it holds no secret.

    :return: JSON of the next version; `python -m certseal` signs it where the root is kept
    """
    known = newest_key_list()
    return sealing.request_of(_to_be_listed(), version=known.version + 1 if known else 1)


def _to_be_listed() -> list[SigningKey]:
    """Return every key a verifier must know: those in use, and those that sealed something."""
    return list(keys_of_certificates().order_by("valid_from", "pk"))


def _statuses(moments: tuple[datetime, datetime]) -> dict[str, str]:
    """Return the same revocations as each key's credential, for programs that know badges alone."""
    revoked = _revoked()
    return {
        str(key.pk): sealing.status_credential(key.status_url, revoked, private_half(key), moments)
        for key in SigningKey.objects.exclude(status_url="")
    }


def _revoked() -> list[int]:
    found = Certificate.objects.filter(state=CertificateState.REVOKED)
    return [at for at in found.values_list("status_index", flat=True) if at is not None]


def _vouched() -> list[bytes]:
    """Return the digests of what stays good although its key was revoked."""
    found = Certificate.objects.filter(
        key__revoked_at__isnull=False, state__in=[CertificateState.VALID, CertificateState.REVOKED]
    )
    return [
        whole[start : start + _DIGEST]
        for whole in map(bytes, found.values_list("digests", flat=True))
        for start in range(0, len(whole), _DIGEST)
    ]
