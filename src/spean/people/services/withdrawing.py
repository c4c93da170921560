"""Take a registration back entirely, as if it had not been made, while nobody has worked on it."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy

from spean.accounts.models import User
from spean.accounts.selectors import audit_entries
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.people.models import Household, Person, Suspicion
from spean.people.selectors.pointing import rows_pointing_at
from spean.people.services.holding import held_person

# What registering itself writes, and what hangs on it alone.
_OWN: Final = frozenset(
    f"people.{name}"
    for name in (
        *("personkey", "sensitivedetails", "contactpoint", "emergencycontact", "consent"),
        *("identitydocument", "identitykey", "searchtoken", "return", "suspicion"),
    )
)
# Reading a file, or wondering about it, is not working on it.
_NO_WORK: Final = frozenset(
    {"people.registered", "people.opened", "people.sensitive_read", "skills.heard"}
)


class WorkedOn(DomainError):
    """Somebody has worked on the file since it was registered.

    `details["work"]` is [(what, id of the user or "")]; what is an act of the audit trail or the
    label of a model.
    """

    code = "worked-on"
    message = gettext_lazy("Somebody has worked on this file since. It stays.")


def withdraw_registration(*, actor: User, person_id: UUID) -> None:
    """Remove a person with her key, names, telephones, documents, consents and history.

    What was sealed for her can never be opened again, in no backup either. Her record number is
    not given out a second time. Rows of other rooms must be gone before.

    :raises NotAllowed: if the actor may not edit the file, or it is not there
    :raises WorkedOn: if anybody did more with it than read it
    """
    with one_writer():
        person = held_person(actor, person_id)
        work = _work_on(person)
        if work:
            raise WorkedOn(work=work)
        household_id = person.household_id
        Suspicion.objects.filter(first=person).delete()
        Suspicion.objects.filter(second=person).delete()
        person.delete()
        if household_id and not Person.objects.filter(household=household_id).exists():
            Household.objects.filter(pk=household_id).delete()
        audit(actor=actor, action="people.withdrawn", on=Ref("person", person_id))


def _work_on(person: Person) -> list[tuple[str, str]]:
    done = audit_entries(on=Ref("person", person.pk)).exclude(action__in=_NO_WORK)
    work = [(entry.action, str(entry.actor_id or "")) for entry in done]
    work += rows_pointing_at(person, but_not=_OWN)
    answered = Suspicion.objects.filter(first_by__isnull=False)
    if (answered.filter(first=person) | answered.filter(second=person)).exists():
        work.append(("people.suspicion", ""))
    return work
