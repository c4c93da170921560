"""Who may see whom. Every list, search and count of people starts here."""

from uuid import UUID

from django.db.models import Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import centres_where, centres_where_assigned
from spean.people.models import Person


def present_people() -> QuerySet[Person]:
    """Return the people whom the register knows of: sealed and merged files are not there.

    For counts and for the software's own use; whatever is shown to somebody comes from
    `people_visible_to`.
    """
    return Person.objects.filter(presence())


def presence(person: str = "") -> Q:
    """Return the filter "neither sealed nor merged", along a path to a person."""
    path = f"{person}__" if person else ""
    return Q(**{f"{path}is_sealed": False, f"{path}merged_into": None})


def people_visible_to(viewer: User) -> QuerySet[Person]:
    """Return the people of the viewer's own centres.

    Roles that see single files (volunteer, assessor) get those assigned to them or registered by
    them. Sealed and merged files are in nobody's list.
    """
    if not viewer.is_authenticated or not viewer.is_active:
        return Person.objects.none()
    return present_people().filter(reach_of_people(viewer))


def reach_of_people(viewer: User, person: str = "") -> Q:
    """Return the filter "a person in the viewer's reach", along a path to her.

    To be asked of records that are few: who is sealed or merged passes it.
    """
    path = f"{person}__" if person else ""
    everybody = centres_where(viewer, "people.view")
    own = centres_where_assigned(viewer, "people.view") - everybody
    reach = Q(**{f"{path}centre__in": everybody})
    if own:
        hers = Q(**{f"{path}assigned_to": viewer.pk}) | Q(**{f"{path}registered_by": viewer.pk})
        reach |= Q(**{f"{path}centre__in": own}) & hers
    return reach


def person_by_number(viewer: User, client_number: str) -> Person | None:
    """Return the person with this record number, if the viewer may see her."""
    return people_visible_to(viewer).filter(client_number=client_number.strip().upper()).first()


def is_registered(person_id: UUID) -> bool:
    """Tell whether a form with this id was already registered, whoever sent it."""
    return Person.objects.filter(pk=person_id).exists()
