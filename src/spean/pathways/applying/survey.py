"""How somebody has settled in again (RSS), asked on the way: scored in her case."""

from datetime import datetime
from uuid import uuid5

from spean.casework import services as casework
from spean.casework.contracts import SurveyAnswers
from spean.casework.selectors import clients_visible_to
from spean.people.models import Person
from spean.surveys import services as surveys
from spean.surveys.contracts import Given


def assessed(given: Given, now: datetime) -> Person:
    """Record the answers in the open case of whom they are about.

    :raises PersonUnknown: if the author does not work for her
    :raises NoSuchMoment: if it does not say when she was asked
    :raises NoOpenCase: if her case is closed
    """
    seen = clients_visible_to(given.author, "casework.edit")
    person = surveys.subject_among(seen, given)
    casework.record_assessment(
        actor=given.author,
        person=person,
        id=uuid5(given.submission.pk, "assessment"),
        given=SurveyAnswers(**surveys.survey_answers_of(given)),
        now=now,
    )
    return person
