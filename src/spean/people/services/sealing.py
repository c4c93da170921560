"""Seal what only the responsible officer may read, and open it with a trace.

A sealed value begins with the id of the person whose key closed it. A merge can therefore move a
row to another file and back: the row still says which key opens it.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.models import Q

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core import crypto
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.people.models import Merge, Person, PersonKey
from spean.people.perms import may_open_sensitive

_OWNER_BYTES: Final = 16
# PostgreSQL hands binary columns back as memory views.
Sealed: TypeAlias = "bytes | memoryview[int]"


def new_key_for(person: Person) -> tuple[PersonKey, bytes]:
    """Return a new person's key row, unsaved, and the key itself."""
    key = crypto.new_key()
    return PersonKey(person=person, wrapped=crypto.wrap(key, context=str(person.pk))), key


def seal_with(key: bytes, person_id: UUID, value: Any, *, context: str) -> bytes:
    """Seal a JSON value under a person's key that is already at hand."""
    return person_id.bytes + crypto.seal(key, value, context=context)


def seal_for(person: Person, value: Any, *, context: str) -> bytes:
    """Seal a JSON value under the person's own key; `context` names record and field.

    :raises CannotUnseal: if her key was erased
    """
    return seal_with(_key_of(person.pk), person.pk, value, context=context)


def open_for(*, viewer: User, person: Person, sealed: Sealed, context: str) -> Any:
    """Open one sealed value for somebody who may read it, and leave an audit entry.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    :raises CannotUnseal: if the key is gone or the value was altered or moved
    """
    return open_all_for(viewer=viewer, person=person, items={"": (sealed, context)})[""]


def open_all_for(
    *, viewer: User, person: Person, items: Mapping[str, tuple[Sealed, str]]
) -> dict[str, Any]:
    """Open several sealed values of one person with one audit entry.

    `items` is {name: (sealed, context)}; an empty sealed value opens as None.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    :raises CannotUnseal: if a key is gone or a value was altered or moved
    """
    if not may_open_sensitive(viewer, person):
        raise NotAllowed
    with one_writer():
        opened = {name: opened_unseen(person, *item) for name, item in items.items()}
        kinds = sorted({context.partition(":")[0] for _sealed, context in items.values()})
        audit(
            actor=viewer, action="people.sensitive_read", on=Ref("person", person.pk), kinds=kinds
        )
    return opened


def opened_unseen(person: Person, sealed: Sealed, context: str) -> Any:
    """Open a sealed value for the software's own use, showing it to nobody.

    :raises CannotUnseal: if the key is gone, or the value belongs to an unrelated person
    """
    sealed = bytes(sealed)
    if not sealed:
        return None
    owner = UUID(bytes=sealed[:_OWNER_BYTES]) if len(sealed) > _OWNER_BYTES else person.pk
    if owner != person.pk and not _were_merged(owner, person.pk):
        raise crypto.CannotUnseal
    return crypto.unseal(_key_of(owner), sealed[_OWNER_BYTES:], context=context)


def _key_of(person_id: UUID) -> bytes:
    row = PersonKey.objects.filter(person_id=person_id).first()
    if row is None:
        raise crypto.CannotUnseal
    return crypto.unwrap(bytes(row.wrapped), context=str(person_id))


def _were_merged(one: UUID, other: UUID) -> bool:
    """Tell whether two files are or were one; an undone merge leaves values sealed by either."""
    seen, frontier = {one}, {one}
    while frontier:
        pairs = Merge.objects.filter(Q(kept__in=frontier) | Q(merged__in=frontier))
        ids = {key for pair in pairs.values_list("kept_id", "merged_id") for key in pair}
        frontier = ids - seen
        seen |= frontier
    return other in seen
