"""Passwords of programs: whose, and whether they still open anything."""

from datetime import datetime

from django.db.models import QuerySet

from spean.accounts.models import Token, User


def tokens_visible_to(viewer: User) -> QuerySet[Token]:
    """Return the viewer's own, those in force first; an administrator's list is her own too."""
    if not viewer.is_authenticated or not viewer.is_active:
        return Token.objects.none()
    return Token.objects.filter(user=viewer.pk).order_by("revoked_at", "-created_at", "pk")


def token_in_force(digest: str, now: datetime) -> Token | None:
    """Return the password with this hash and its user, if both still hold."""
    return (
        Token.objects.filter(
            digest=digest, revoked_at=None, expires_at__gt=now, user__is_active=True
        )
        .select_related("user")
        .first()
    )
