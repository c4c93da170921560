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
    return Person.objects.filter(is_sealed=False, merged_into=None)


def people_visible_to(viewer: User) -> QuerySet[Person]:
    """Return the people of the viewer's own centres.

    Roles that see single files (volunteer, assessor) get those assigned to them or registered by
    them. Sealed and merged files are in nobody's list.
    """
    if not viewer.is_authenticated or not viewer.is_active:
        return Person.objects.none()
    everybody = centres_where(viewer, "people.view")
    own = centres_where_assigned(viewer, "people.view") - everybody
    reach = Q(centre__in=everybody)
    if own:
        hers = Q(assigned_to=viewer.pk) | Q(registered_by=viewer.pk)
        reach |= Q(centre__in=own) & hers
    return present_people().filter(reach)


def person_by_number(viewer: User, client_number: str) -> Person | None:
    """Return the person with this record number, if the viewer may see her."""
    return people_visible_to(viewer).filter(client_number=client_number.strip().upper()).first()


def is_registered(person_id: UUID) -> bool:
    """Tell whether a form with this id was already registered, whoever sent it."""
    return Person.objects.filter(pk=person_id).exists()
