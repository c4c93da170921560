"""From an intake to a file that somebody works on: desk, roster, demo and telephones tell it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework import services as casework
from spean.core.refs import Ref
from spean.people import services as people
from spean.people.contracts import Intake
from spean.people.models import Person
from spean.people.selectors import tasks_abroad_of
from spean.skills import services as skills


@one_writer()
def admit(
    *, actor: User, intake: Intake, now: datetime, answers: Mapping[UUID, str] | None = None
) -> Person:
    """Register a person, open her case, claim her skills, note whom she may be: all, or none.

    `answers` says what was learnt about people who look alike: {id: "different" or "unsure"}.
    The same intake twice is one person.

    :raises NotAllowed: if the actor may not register at this centre
    :raises ConsentMissing: if the person did not allow a record and there is no emergency
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises AlreadyRegistered: if somebody else sent this very form
    """
    person = people.register(actor=actor, intake=intake, today=timezone.localdate(now))
    _begin(actor, [person], now)
    people.answer_all(actor=actor, person=person, answers=answers or {}, now=now)
    return person


@one_writer()
def admit_many(*, actor: User, intakes: Sequence[Intake], now: datetime) -> list[Person]:
    """Register some hundreds of people, each as `admit` would and refuses. All, or none."""
    registered = people.register_many(actor=actor, intakes=intakes, today=timezone.localdate(now))
    _begin(actor, registered, now)
    return registered


def _begin(actor: User, newcomers: Sequence[Person], now: datetime) -> None:
    casework.open_cases(actor=actor, people=newcomers, now=now)
    skills.claim_many(actor=actor, heard=_heard(newcomers), now=now)
    people.raise_suspicions_among(actor=actor, newcomers=newcomers)


def _heard(newcomers: Sequence[Person]) -> list[skills.Heard]:
    """Return the tasks of the jobs abroad that they told of: what they can do by their word."""
    by_id = {person.pk: person for person in newcomers}
    return [
        skills.Heard(by_id[person_id], skill_id, months, Ref("job_abroad", job_id))
        for person_id, job_id, skill_id, months in tasks_abroad_of(by_id)
    ]
