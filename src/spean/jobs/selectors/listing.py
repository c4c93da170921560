"""What the last match found: the lists, and how crowded each vacancy is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from spean.jobs.choices import RunState
from spean.jobs.models import JobSeeker, MatchRun, PersonList, VacancyList
from spean.people.models import Person
from spean.people.selectors import present_people

# A vacancy on so many lists for each of its places is one that many were sent.
MANY_PER_PLACE = 4.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a night meant for one person, without saying which post: for shares of many."""

    person_id: UUID
    is_held: bool
    listed: int


def outcomes_of(run: MatchRun) -> Iterator[Outcome]:
    """Return what a run meant for each of its people, read a part at a time."""
    rows = PersonList.objects.filter(run=run).order_by("pk")
    for person_id, held, posts in rows.values_list("person_id", "held", "posts").iterator():
        yield Outcome(person_id, held is not None, len(posts))


def run_in_force() -> MatchRun | None:
    """Return the last finished run, whose lists the pages show."""
    return MatchRun.objects.filter(state=RunState.DONE).order_by("-finished_at").first()


def run_to_resume(day: date, inputs_hash: str) -> MatchRun | None:
    """Return a run of this day over these inputs that was cut off while it wrote its lists."""
    found = MatchRun.objects.filter(state=RunState.RUNNING, day=day, inputs_hash=inputs_hash)
    return found.order_by("-created_at").first()


def list_of(person: Person) -> PersonList | None:
    """Return the person's list of the run in force, if the run knew of her."""
    found = PersonList.objects.filter(person_id=person.pk, run__state=RunState.DONE)
    return found.select_related("run").order_by("-run__finished_at").first()


def prices_now(vacancies: Collection[UUID]) -> dict[UUID, VacancyList]:
    """Return what the run in force says of these vacancies; new ones are missing."""
    run = run_in_force()
    rows = VacancyList.objects.filter(run=run, vacancy__in=vacancies).defer("people")
    return {row.vacancy_id: row for row in rows}


def people_listed(vacancy_id: UUID) -> VacancyList | None:
    """Return whom the run in force found for a vacancy, as ids; the caller asks who may be seen."""
    return VacancyList.objects.filter(run=run_in_force(), vacancy=vacancy_id).first()


def is_crowded(row: VacancyList) -> bool:
    """Tell whether many were sent this vacancy, for its few places."""
    return row.listed > MANY_PER_PLACE * max(row.places, 1)


def everybody_looking() -> QuerySet[Person]:
    """Return everybody who looks for work, at all centres; for the nightly run alone."""
    looking = JobSeeker.objects.filter(is_looking=True)
    return (
        present_people()
        .filter(pk__in=looking.values("person"))
        .select_related("area")
        .order_by("pk")
    )
