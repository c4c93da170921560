"""What the last night said, as far as it still holds by day."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from spean.jobs.models import JobSeeker, PersonList, Vacancy
from spean.jobs.selectors import people_listed
from spean.people.models import Person
from spean.people.selectors import jobs_abroad_of
from spean.skills.selectors import skills_of


def still_listed(
    person: Person, listed: PersonList | None, rows: QuerySet[Vacancy]
) -> QuerySet[Vacancy]:
    """Narrow open vacancies to the person's list of the night, and what is new since then.

    Who changed since the night, or came after it, is looked at afresh against every vacancy.
    """
    if listed is None or _changed_since(person, listed.run.created_at):
        return rows
    return rows.filter(Q(pk__in=_ids(listed)) | Q(updated_at__gt=listed.run.created_at))


def still_suited(
    vacancy: Vacancy, centres: Iterable[UUID], rows: QuerySet[Person]
) -> QuerySet[Person]:
    """Narrow people who look for work to those the night found, and who is new since then."""
    found = people_listed(vacancy.pk)
    if found is None or vacancy.updated_at > found.run.created_at:
        return rows
    known = [one for centre in centres for one, _score in found.people.get(str(centre), ())]
    since = found.run.created_at
    asked = JobSeeker.objects.filter(updated_at__gt=since).values("person")
    return rows.filter(Q(pk__in=known) | Q(updated_at__gt=since) | Q(pk__in=asked))


def _ids(listed: PersonList) -> list[str]:
    return [vacancy_id for vacancy_id, _score in listed.posts]


def _changed_since(person: Person, moment: datetime) -> bool:
    seeker = JobSeeker.objects.filter(person=person, updated_at__gt=moment)
    return (
        person.updated_at > moment
        or seeker.exists()
        or skills_of(person).filter(updated_at__gt=moment).exists()
        or jobs_abroad_of([person.pk]).filter(updated_at__gt=moment).exists()
    )
