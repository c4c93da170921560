"""What every act about a business asks first: who may, and was this form sent before."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from spean.accounts.models import User
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.models import Record
from spean.directory.perms import can
from spean.people.models import Person

Kept = TypeVar("Kept", bound=Record)


def check_may(actor: User, person: Person, action: str = "enterprise.edit") -> None:
    """Refuse who may not do this for the person.

    :raises NotAllowed: if she may not, or the file is sealed or merged
    """
    if person.is_sealed or person.merged_into_id or not can(actor, action, person):
        raise NotAllowed


def locked(record: Kept, revision: int | None = None) -> Kept:
    """Return the record as it is now, its row locked until the act ends.

    :raises ChangedMeanwhile: if it was saved after the form was opened with this revision
    """
    now = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if revision is not None and now.revision != revision:
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


def put(record: Record, values: Mapping[str, Any]) -> None:
    """Set the values on the record and count one more save."""
    for name, value in values.items():
        setattr(record, name, value)
    record.revision += 1
    record.save()
