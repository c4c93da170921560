"""Check a QR's text with nothing but the trust file: no network, nothing sent anywhere.

"Cannot be read" and "not genuine" are different answers. The QR's own Reed-Solomon code lets a text
through whole or not at all, so a text that bears our mark and yet is not whole (cut off, a
character lost) was damaged on another way, and is `unreadable`; one that is whole and is not what
was signed was altered, and is `not_genuine`.
"""

from dataclasses import dataclass
from datetime import UTC, date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from base45 import b45decode

from certseal.envelope import Damaged, Envelope, WrongShape, is_signed_by, opened
from certseal.lists import DIGEST_SIZE, Key, Unit, Use
from certseal.payload import BadClaims, Claims, decode
from certseal.seal import PREFIX
from certseal.status import is_set
from certseal.trust import Trust

_TEXT_MOST: Final = 4296  # what the largest QR holds


class State(StrEnum):
    """The answer. Only `genuine` is good."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_GENUINE = "not_genuine"
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer, and what it rests on.

    `reason` is a code: other_system, newer_format, damaged, no_qr, no_text, shape, signature,
    claims, use, unknown_key, not_valid_then, key_revoked, certificate_revoked, expired, or nothing.
    """

    state: State
    list_age_days: int
    reason: str = ""
    claims: Claims | None = None
    key: Key | None = None
    units: tuple[Unit | None, ...] = ()
    list_is_older: bool = False
    list_is_overdue: bool = False

    @property
    def is_good(self) -> bool:
        """Say whether the certificate may be relied on."""
        return self.state is State.GENUINE


def read(text: str) -> bytes | None:
    """Return the bytes in a QR's text, or nothing when it is not ours or was damaged."""
    stripped = text.strip()
    if not stripped.startswith(PREFIX) or len(stripped) > _TEXT_MOST:
        return None
    try:
        data: bytes = b45decode(stripped[len(PREFIX) :].encode("ascii"))
    except ValueError:
        return None
    return data


def digest(text: str) -> bytes:
    """Return what a list's `vouched` holds for this QR: sixteen bytes of the SHA-256.

    :raises ValueError: when the text is no QR of ours
    """
    data = read(text)
    if data is None:
        raise ValueError("not a QR of ours")
    return sha256(data).digest()[:DIGEST_SIZE]


def check(text: str, trust: Trust, today: date) -> Verdict:
    """Say whether the certificate in a QR's text is genuine, as far as this trust file knows."""
    age = trust.age(today)
    data = read(text)
    if data is None:
        return Verdict(state=State.UNREADABLE, list_age_days=age, reason=_why_unread(text))
    try:
        envelope = opened(data)
    except Damaged:
        return Verdict(state=State.UNREADABLE, list_age_days=age, reason="damaged")
    except WrongShape:
        return Verdict(state=State.NOT_GENUINE, list_age_days=age, reason="shape")
    key = trust.keys.get(envelope.kid)
    if key is None:
        return Verdict(state=State.UNKNOWN_KEY, list_age_days=age, reason="unknown_key")
    claims, fault = _believed(envelope, key)
    if claims is None:
        return Verdict(state=State.NOT_GENUINE, list_age_days=age, reason=fault)
    return judged(claims, key, sha256(data).digest()[:DIGEST_SIZE], trust, today)


def judged(claims: Claims, key: Key, mark: bytes, trust: Trust, today: date) -> Verdict:
    """Say how a truly signed certificate stands today; `mark` is its digest."""
    state, reason = _standing(claims, key, mark, trust, today)
    is_shown = state not in (State.NOT_GENUINE, State.UNKNOWN_KEY)
    units = trust.units
    return Verdict(
        state=state,
        list_age_days=trust.age(today),
        reason=reason,
        claims=claims if is_shown else None,
        key=key if is_shown else None,
        units=tuple(units.get(number) for number in claims.units) if is_shown else (),
        list_is_older=trust.list.issued_at < claims.issued_at,
        list_is_overdue=trust.list.next_at.astimezone(UTC).date() < today,
    )


def _why_unread(text: str) -> str:
    stripped = text.strip()
    if stripped.startswith(PREFIX):
        return "damaged"
    newer = stripped[:3] == PREFIX[:3] and stripped[3:4].isdigit() and stripped[4:5] == ":"
    return "newer_format" if newer else "other_system"


def _believed(envelope: Envelope, key: Key) -> tuple[Claims | None, str]:
    """Return the claims once the signature holds, else why it is not believed."""
    if not is_signed_by(envelope, key.public):
        return None, "signature"
    if key.use is not Use.CERTIFICATES:
        return None, "use"
    try:
        return decode(envelope.payload), ""
    except BadClaims:
        return None, "claims"


def _standing(
    claims: Claims, key: Key, mark: bytes, trust: Trust, today: date
) -> tuple[State, str]:
    if key.revoked_at is not None and mark not in trust.list.vouched:
        # Whoever stole the key can date a certificate back: its date protects nobody.
        return State.REVOKED, "key_revoked"
    if not key.is_valid_at(claims.issued_at):
        # The key's time may have been prolonged since this list: then a newer one will say so.
        is_later = claims.issued_at > trust.key_list.issued_at
        return (State.UNKNOWN_KEY if is_later else State.NOT_GENUINE), "not_valid_then"
    if is_set(trust.bits, claims.status_index):
        return State.REVOKED, "certificate_revoked"
    if claims.expires_at is not None and claims.expires_at.date() < max(today, trust.issued_on):
        # It is never earlier than the list's day, whatever a telephone's clock says.
        return State.EXPIRED, "expired"
    return State.GENUINE, ""
