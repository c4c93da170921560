"""A file goes to another centre whole: who reads it, and where it is found."""

from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import Scope, scope_of
from spean.people.models import Person, SearchToken
from spean.people.services.file import CannotServe
from spean.people.services.holding import save_changes


@one_writer()
def move_to_centre(*, actor: User, person_id: UUID, to: Centre, officer: User) -> Person:
    """Move a file to the centre the actor leads, into the hands of one of its officers.

    Whoever calls this has the sending centre's request and the person's yes. From this moment
    nobody of the former centre finds the file.

    :raises NotAllowed: if the actor does not lead the centre, or the file is sealed or merged
    :raises CannotServe: if the officer does not serve there
    """
    if scope_of(actor, "people.assign", to.pk) < Scope.CENTRE:
        raise NotAllowed
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.is_sealed or person.merged_into_id is not None:
        raise NotAllowed
    if not officer.is_active or scope_of(officer, "people.edit", to.pk) == Scope.NONE:
        raise CannotServe
    former = person.centre
    save_changes(person, {"centre_id": to.pk, "assigned_to_id": officer.pk})
    SearchToken.objects.filter(person=person).update(centre=to)
    audit(
        actor=actor,
        action="people.moved_centre",
        on=Ref("person", person.pk),
        former=former.code,
        to=to.code,
        officer=str(officer.pk),
    )
    return person
