"""People for whom nobody is responsible yet: volunteers and lists bring them in so."""

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.directory.perms import centres_where
from spean.people.models import Person
from spean.people.selectors.visible import people_visible_to


def people_without_officer(viewer: User) -> QuerySet[Person]:
    """Return whom nobody is responsible for, at the centres that the viewer leads; oldest first."""
    centres = centres_where(viewer, "people.assign")
    return (
        people_visible_to(viewer)
        .filter(assigned_to=None, centre__in=centres)
        .order_by("registered_at", "pk")
    )
