"""The trail as an auditor reads it."""

from uuid import UUID

from django.db.models import QuerySet

from spean.accounts.models import AuditEntry, User
from spean.core.refs import Ref


def audit_entries(
    *, actor_id: UUID | None = None, action: str = "", on: Ref | None = None
) -> QuerySet[AuditEntry]:
    """Return the entries, newest first; by actor, by act's beginning, by record.

    Each filter has an index or walks backwards along `seq`, so that a page stays cheap.
    """
    entries = AuditEntry.objects.order_by("-seq")
    if actor_id:
        entries = entries.filter(actor_id=actor_id)
    if action:
        entries = entries.filter(action__startswith=action)
    if on:
        entries = entries.filter(ref_kind=on.kind, ref_id=on.id)
    return entries


def names_of(ids: set[UUID]) -> dict[UUID | None, str]:
    """Return the names that colleagues read, by id, in one query."""
    return {user.pk: user.display_name for user in User.objects.filter(pk__in=ids)}
