"""The first questions (F5) asked on the way: they set when somebody acts for her."""

from datetime import datetime
from uuid import uuid5

from spean.casework import services as casework
from spean.casework.contracts import Answers
from spean.casework.selectors import clients_visible_to
from spean.people.models import Person
from spean.surveys import services as surveys
from spean.surveys.contracts import Given


def screened(given: Given, now: datetime) -> Person:
    """Record the answers in the open case of whom they are about.

    :raises PersonUnknown: if the author does not work for her
    :raises QuestionsMissing: if a question has no answer
    """
    seen = clients_visible_to(given.author, "casework.edit")
    person = surveys.subject_among(seen, given)
    casework.record_screening(
        actor=given.author,
        person=person,
        id=uuid5(given.submission.pk, "screening"),
        answers=Answers(**surveys.first_questions_of(given)),
        now=now,
    )
    return person
