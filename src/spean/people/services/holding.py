"""Take hold of a record before it is changed."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from spean.accounts.models import User
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.models import Record
from spean.people.models import Person
from spean.people.perms import may_edit

_Row = TypeVar("_Row", bound=Record)


def held_person(actor: User, person_id: UUID) -> Person:
    """Lock a person's row for an actor who may edit it.

    :raises NotAllowed: if she may not, or the file is not there for her
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or not may_edit(actor, person):
        raise NotAllowed
    return person


def held_row(
    model: type[_Row], actor: User, row_id: UUID, person_path: str = "person"
) -> tuple[_Row, Person]:
    """Lock a row that belongs to a person, and her file, for an actor who may edit it.

    :raises NotAllowed: if she may not, or the row is not there for her
    """
    row = model._default_manager.filter(pk=row_id).first()
    if row is None:
        raise NotAllowed
    owner: Any = row
    for step in person_path.split("__"):
        owner = getattr(owner, step)
    person = held_person(actor, owner.pk)
    return model._default_manager.select_for_update().get(pk=row_id), person


def unchanged(row: Record, revision: int) -> None:
    """Refuse to overwrite what somebody else saved meanwhile.

    :raises ChangedMeanwhile: with the row as it is now in `theirs`
    """
    if row.revision != revision:
        raise ChangedMeanwhile(theirs=row)


def save_changes(row: Record, changes: dict[str, Any]) -> list[str]:
    """Write the columns that differ, count the revision up, and return their names."""
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.revision += 1
        row.save(update_fields=[*changed, "revision", "updated_at"])
    return changed


def columns(model: type[models.Model]) -> set[str]:
    """Return the names of a model's own columns."""
    return {field.name for field in model._meta.concrete_fields}
