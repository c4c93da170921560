"""Messages of other registries at the door: who sends, by which key, and whether it is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final

from django.utils import timezone

from spean.accounts.services import audit, digest_of, one_writer
from spean.core.refs import Ref
from spean.directory.models import RegistryPeer
from spean.directory.selectors.registries import key_in_force, peer_in_use
from spean.people.gateways.spdci.checking import FRESH, LONGEST_ID, check_header
from spean.people.gateways.spdci.envelope import Body, Envelope, Refused
from spean.people.gateways.spdci.signing import BadSignature, check, public_bytes
from spean.people.models import RegistryMessage
from spean.people.services.registry_answering import is_unsigned_allowed

# A signature of these words is none: test suites put them where one belongs.
PLACEHOLDERS: Final = frozenset({"", "unsigned", "unsigned-stub"})
MOST_A_MINUTE: Final = 600
_KEPT: Final = 2 * FRESH


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message whose sender is known and who signed it."""

    peer: RegistryPeer
    header: Body
    message: Body
    is_unsigned: bool = False


def taken(envelope: Envelope, *, action: str, password: str, now: datetime) -> Arrived:
    """Return a message that may be acted on; of one that may not, only the reason is kept.

    :param password: what stood behind "Bearer" in the request, "" for nothing
    :raises Refused: with a code and a reason
    """
    peer: RegistryPeer | None = None
    try:
        is_answer = action.startswith(("on-", "txn-on", "notify"))
        sender = envelope.header.get("sender_id")
        peer = peer_in_use(sender) if isinstance(sender, str) and "\x00" not in sender else None
        _check_password(peer, password)
        check_header(envelope, action, now, is_answer=is_answer)
        if peer is None:
            raise Refused("err.sender_id.invalid", "This sender is not known here.", status=401)
        is_unsigned = _check_signature(peer, envelope, now)
        _remember(peer, envelope.header["message_id"], now)
    except Refused as refused:
        note_refusal(peer, refused)
        raise
    return Arrived(peer, envelope.header, envelope.message, is_unsigned)


@one_writer()
def note_refusal(peer: RegistryPeer | None, refused: Refused) -> None:
    """Write into the trail that a message was refused; nothing of what it said."""
    on = Ref("registry-peer", peer.pk) if peer else None
    reason = refused.reason.partition(":")[0]
    more = {"reason": reason} if reason.startswith("rjct.") else {}
    audit(actor=None, action="people.registry_refused", on=on, code=refused.code, **more)


def _check_password(peer: RegistryPeer | None, password: str) -> None:
    wanted = peer.token_digest if peer else ""
    if wanted and not password:
        raise Refused("err.request.unauthorized", "A bearer token is needed.", status=401)
    # One that is not asked for and does not fit is a mistake of the sender's, or a guess.
    if password and not compare_digest(wanted, digest_of(password)):
        raise Refused("err.request.unauthorized", "This token opens nothing.", status=401)


def _check_signature(peer: RegistryPeer, envelope: Envelope, now: datetime) -> bool:
    if envelope.signature in PLACEHOLDERS:
        if is_unsigned_allowed():
            return True
        raise Refused("err.signature.missing", "The message is not signed.", status=401)

    def key_of(key_id: str) -> bytes | None:
        key = key_in_force(peer, key_id, timezone.localdate(now))
        return public_bytes(key) if key else None

    try:
        check(
            envelope.signature,
            envelope.header,
            envelope.message,
            now=int(now.timestamp()),
            key_of=key_of,
        )
    except BadSignature:
        raise Refused("err.signature.invalid", "The signature does not fit.", status=401) from None
    return False


@one_writer()
def _remember(peer: RegistryPeer, message_id: str, now: datetime) -> None:
    known = RegistryMessage.objects.filter(peer=peer)
    if len(message_id) > LONGEST_ID:
        raise Refused("err.request.bad", "header.message_id is too long.")
    if known.filter(message_id=message_id).exists():
        raise Refused("err.request.bad", "rjct.message_id.duplicate: it was taken already.")
    if known.filter(received_at__gt=now - timedelta(minutes=1)).count() >= MOST_A_MINUTE:
        raise Refused("err.request.too_many_requests", "Please wait a minute.", status=429)
    # Older ones are refused by their moment; their ids need not be kept.
    known.filter(received_at__lt=now - _KEPT).delete()
    RegistryMessage.objects.create(peer=peer, message_id=message_id, received_at=now)
