"""Two officers and one record; one form sent twice."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from spean.accounts.models import User
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.models import Record

Kept = TypeVar("Kept", bound=Record)


def locked(record: Kept) -> Kept:
    """Return the record as it is now, its row locked until the act ends."""
    model = type(record)
    return model._default_manager.select_for_update().get(pk=record.pk)


def locked_at(record: Kept, revision: int) -> Kept:
    """Return the record as it is now, locked.

    :raises ChangedMeanwhile: if it was saved after the form was opened; holds it as `theirs`
    """
    now = locked(record)
    if now.revision != revision:
        raise ChangedMeanwhile(theirs=now)
    return now


def already_made(model: type[Kept], id: UUID, made_by: str, actor: User) -> Kept | None:
    """Return the record that this very form made before, or None.

    :raises NotAllowed: if the id belongs to the record of somebody else
    """
    found = model._default_manager.filter(pk=id).first()
    if found is not None and getattr(found, f"{made_by}_id") != actor.pk:
        raise NotAllowed
    return found


def put(record: Record, values: Mapping[str, Any]) -> list[str]:
    """Set the values on the record and count one more save; return the names that differ."""
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    if changed:
        record.revision += 1
        record.save()
    return changed
