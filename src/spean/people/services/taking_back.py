"""Take back a registration that should never have been, such as a row of a wrong roster."""

from uuid import UUID

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext_lazy

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.people.models import Household, Merge, Person
from spean.people.services.holding import held_person


class FileInUse(DomainError):
    """Other records stand on this file."""

    code = "file-in-use"
    message = gettext_lazy("Somebody has already worked on this file, so it stays.")


def remove_registration(*, actor: User, person_id: UUID) -> None:
    """Remove a registration as if it had not been; only its audit entries stay.

    :raises NotAllowed: unless the actor registered the person or manages her centre
    :raises FileInUse: if a case, a referral or a merge stands on the file
    """
    with one_writer():
        person = held_person(actor, person_id)
        if person.registered_by_id != actor.pk and not can(actor, "people.assign", person):
            raise NotAllowed
        if Merge.objects.filter(Q(kept=person) | Q(merged=person)).exists():
            raise FileInUse
        household_id = person.household_id
        try:
            person.delete()
        except ProtectedError as cause:
            raise FileInUse from cause
        if household_id and not Person.objects.filter(household=household_id).exists():
            Household.objects.filter(pk=household_id).delete()
        audit(actor=actor, action="people.registration_removed", on=Ref("person", person_id))
