"""The audit trail: one entry in the transaction of each act, each bound to the one before it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeAlias

from django.db import transaction
from django.utils import timezone

from spean.accounts.models import AuditEntry, AuditHead, User
from spean.accounts.rules import hash_of
from spean.accounts.selectors import content_of
from spean.core.refs import Ref
from spean.core.writing import insert_many

Detail: TypeAlias = "str | int | bool | list[str]"

_HEAD: Final = AuditHead._meta.db_table

# Whether this thread stands inside the transaction of an act.
_has_place: ContextVar[bool] = ContextVar("has_place", default=False)


@contextmanager
def one_writer() -> Iterator[None]:
    """Open the transaction of an act and take the place at the end of the audit chain.

    Every service that writes runs inside it (it nests). Taking the chain's head first makes
    PostgreSQL behave as SQLite does: one writer at a time, no circle of waiting, no forked chain.
    An act within an act has that place already.
    """
    with transaction.atomic():
        if _has_place.get():
            yield
            return
        _head()
        taken = _has_place.set(True)
        try:
            yield
        finally:
            _has_place.reset(taken)


def audit(
    *,
    actor: User | None,
    action: str,
    on: Ref | None = None,
    **detail: Detail,
) -> AuditEntry:
    """Append one entry to the audit chain, inside the transaction of the act.

    `detail` takes codes, counts and field names only: never a name, a number or a text of a person.

    :raises TransactionManagementError: if no transaction is open
    """
    return _append(actor, action, [(on, detail)])[0]


def audit_many(
    *, actor: User | None, action: str, acts: Iterable[tuple[Ref, Mapping[str, Detail]]]
) -> list[AuditEntry]:
    """Append one entry for each record of an act that concerns many, with few writes.

    The chain is the same as if `audit` had been called for each in turn.

    :raises TransactionManagementError: if no transaction is open
    """
    return _append(actor, action, acts)


def _append(
    actor: User | None, action: str, acts: Iterable[tuple[Ref | None, Mapping[str, Detail]]]
) -> list[AuditEntry]:
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("audit() belongs inside the act's transaction")
    said = list(acts)
    if not said:
        return []
    seq, previous = _head()
    entries: list[AuditEntry] = []
    now = timezone.now()
    for on, detail in said:
        entry = AuditEntry(
            seq=seq + 1,
            at=now,
            actor_id=actor.pk if actor else None,
            action=action,
            ref_kind=on.kind if on else "",
            ref_id=on.id if on else None,
            detail=dict(detail),
            previous=previous,
        )
        entry.hash = entry_hash(entry)
        seq, previous = entry.seq, entry.hash
        entries.append(entry)
    insert_many(AuditEntry, entries)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {_HEAD} SET seq = %s, hash = %s WHERE id = 1", [seq, previous])
    return entries


def _head() -> tuple[int, str]:
    """Take the place at the end of the chain; return the last number and the last hash.

    Every act asks for it several times: in plain SQL it costs a tenth of what the model costs.
    """
    connection = transaction.get_connection()
    for_update = (
        connection.ops.for_update_sql() if connection.features.has_select_for_update else ""
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT seq, hash FROM {_HEAD} WHERE id = 1 {for_update}")
        row: tuple[int, str] | None = cursor.fetchone()
    if row is not None:
        return row
    head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1)
    return head.seq, head.hash


def entry_hash(entry: AuditEntry) -> str:
    """Return the SHA-256 (64 hex digits) of an entry and the hash of the one before it."""
    return hash_of(content_of(entry))
