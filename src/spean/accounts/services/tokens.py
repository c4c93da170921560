"""Passwords of programs: made once, shown once, kept as a hash, withdrawn at once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from spean.accounts.choices import TokenScope
from spean.accounts.models import Token, User
from spean.accounts.services.trail import audit, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref

# As long as the programme's own season of fairs; then whoever still needs it makes a new one.
LASTS: Final = timedelta(days=180)
_LENGTH: Final = 24


@one_writer()
def issue_token(
    *, actor: User, user: User, name: str, scope: TokenScope, now: datetime
) -> tuple[Token, str]:
    """Make a password for a program that acts for a user; return it, for it is never shown again.

    :raises NotAllowed: if somebody asks for another's and does not administer the site
    """
    if actor.pk != user.pk and not actor.is_administrator:
        raise NotAllowed
    secret = secrets.token_urlsafe(_LENGTH)
    token = Token.objects.create(
        user=user,
        name=name.strip()[:100],
        scope=scope,
        digest=digest_of(secret),
        expires_at=now + LASTS,
    )
    audit(actor=actor, action="accounts.token_issued", on=Ref("user", user.pk), scope=scope)
    return token, secret


@one_writer()
def revoke_token(*, actor: User, token_id: UUID, now: datetime) -> None:
    """Withdraw a password of a program; what it is sending at this moment is the last.

    :raises NotAllowed: if it is somebody else's and the actor does not administer the site
    """
    token = Token.objects.select_for_update().filter(pk=token_id).first()
    if token is None or (token.user_id != actor.pk and not actor.is_administrator):
        raise NotAllowed
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at", "updated_at"])
        audit(actor=actor, action="accounts.token_revoked", on=Ref("user", token.user_id))


@one_writer()
def revoke_tokens_of(*, actor: User, user: User, now: datetime) -> int:
    """Withdraw every password of a user's programs, when she leaves; return how many there were.

    Whoever calls this has checked that the actor may let her go.
    """
    held = Token.objects.filter(user=user.pk, revoked_at=None)
    count = held.update(revoked_at=now, updated_at=now)
    if count:
        audit(actor=actor, action="accounts.tokens_revoked", on=Ref("user", user.pk), count=count)
    return count


def digest_of(secret: str) -> str:
    """Return the SHA-256 (64 hex digits) by which a password of a program is found."""
    return hashlib.sha256(secret.encode()).hexdigest()
