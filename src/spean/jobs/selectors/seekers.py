"""What people look for."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.directory.perms import centres_where
from spean.jobs.models import JobSeeker
from spean.people.models import Person
from spean.people.selectors import people_visible_to

_LISTS = ("wanted_occupations", "wanted_sectors", "refused_occupations")


def wishes_of(person: Person) -> JobSeeker | None:
    """Return what the person looks for, if anybody has asked."""
    return JobSeeker.objects.filter(person=person).prefetch_related(*_LISTS).first()


def wishes_of_people(people: Iterable[UUID]) -> dict[UUID, JobSeeker]:
    """Return the wishes of many people by their id, for matching."""
    rows = JobSeeker.objects.filter(person__in=people).prefetch_related(*_LISTS)
    return {row.person_id: row for row in rows}


def looking_people(viewer: User) -> QuerySet[Person]:
    """Return the people of the viewer's centres who look for work, those asked last first."""
    looking = JobSeeker.objects.filter(is_looking=True)
    return (
        people_visible_to(viewer)
        .filter(centre__in=centres_where(viewer, "jobs.refer"), pk__in=looking.values("person"))
        .select_related("area")
        .order_by("-registered_at", "pk")
    )
