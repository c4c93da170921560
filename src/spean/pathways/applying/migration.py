"""A return and its jobs (F3, F4) told on the way become her history."""

from datetime import datetime

from django.utils import timezone

from spean.people import services as people
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.surveys import services as surveys
from spean.surveys.contracts import Given


def migrated(given: Given, now: datetime) -> Person:
    """Record each return of whom the answer is about, with its jobs.

    :raises PersonUnknown: if the author does not see her
    :raises WrongInput: with a sentence for each question that cannot be kept
    """
    person = surveys.subject_among(people_visible_to(given.author), given)
    today = timezone.localdate(now)
    for facts in surveys.returns_of(given):
        people.record_return(actor=given.author, person_id=person.pk, facts=facts, today=today)
    return person
