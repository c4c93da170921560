"""One form sent twice, and a record that is saved: what the acts of this room share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from spean.accounts.models import User
from spean.core.errors import NotAllowed
from spean.core.models import Record
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills import flows
from spean.skills.models import Recognition

Kept = TypeVar("Kept", bound=Record)


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


def locked_recognition(recognition_id: UUID) -> Recognition:
    """Return a recognition as it is now, its row locked until the act ends.

    :raises NotAllowed: if the person is sealed or merged
    """
    found = (
        Recognition.objects.select_for_update(of=("self",))
        .select_related("person", "standard", "assessor", "moderator")
        .get(pk=recognition_id)
    )
    if found.person.is_sealed or found.person.merged_into_id:
        raise NotAllowed
    return found


def recognition_to_edit(actor: User, recognition_id: UUID) -> Recognition:
    """Return a recognition, locked, that the actor accompanies.

    :raises NotAllowed: if she may not
    """
    found = locked_recognition(recognition_id)
    check_may_edit(actor, found.person)
    return found


def check_may_edit(actor: User, person: Person) -> None:
    """Refuse who may not accompany this person.

    :raises NotAllowed: if she may not
    """
    if person.is_sealed or person.merged_into_id or not can(actor, "rpl.edit", person):
        raise NotAllowed


def step(recognition: Recognition, action: str, now: datetime, **values: Any) -> None:
    """Take one step of the flow and save what it brings.

    :raises IllegalMove: if the step is not open
    """
    state = flows.RECOGNITION.move(recognition.state, action)
    moved = {"state": state, "since": now} if state != recognition.state else {"state": state}
    put(recognition, {**moved, **values})
