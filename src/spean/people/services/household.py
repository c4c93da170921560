"""Keep who lives together."""

from dataclasses import asdict
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.people.contracts import HouseholdFacts
from spean.people.models import Household, Person
from spean.people.services.checking import checked
from spean.people.services.holding import held_person, save_changes, unchanged


def edit_household(
    *, actor: User, person_id: UUID, revision: int, facts: HouseholdFacts
) -> Household:
    """Describe the person's household, for everyone who shares it; revision 0 starts one.

    :raises ChangedMeanwhile: if somebody saved it first
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        person = held_person(actor, person_id)
        values = checked(Household, asdict(facts))
        if person.household_id is None:
            household = Household.objects.create(**values)
            save_changes(person, {"household_id": household.pk})
        else:
            household = Household.objects.select_for_update().get(pk=person.household_id)
            unchanged(household, revision)
            save_changes(household, values)
        audit(actor=actor, action="people.household_edited", on=Ref("person", person.pk))
    return household


def share_household(*, actor: User, person_id: UUID, with_person_id: UUID) -> Household:
    """Say that two registered people live together; the first moves to the second's household.

    :raises NotAllowed: if the actor may not edit both files
    """
    with one_writer():
        person = held_person(actor, person_id)
        other = held_person(actor, with_person_id)
        if person.pk == other.pk:
            raise NotAllowed
        household = other.household
        if household is None:
            household = person.household or Household.objects.create()
            save_changes(other, {"household_id": household.pk})
        _move(person, household.pk)
        audit(actor=actor, action="people.household_shared", on=Ref("person", person.pk))
    return household


def leave_household(*, actor: User, person_id: UUID) -> Person:
    """Say that the person no longer lives with the others; what was known of them stays theirs.

    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        person = held_person(actor, person_id)
        if person.household_id is not None:
            _move(person, None)
            audit(actor=actor, action="people.household_left", on=Ref("person", person.pk))
    return person


def _move(person: Person, household_id: UUID | None) -> None:
    before = person.household_id
    save_changes(person, {"household_id": household_id})
    if before and before != household_id and not Person.objects.filter(household=before).exists():
        Household.objects.filter(pk=before).delete()
