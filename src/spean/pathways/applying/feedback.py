"""Feedback written down on the way becomes a grievance: sealed, and never seen by the accused."""

from datetime import datetime
from uuid import uuid5

from spean.casework.services.grievances import GrievanceWords, take_from_answer
from spean.surveys.contracts import Given
from spean.surveys.services.feedback import feedback_of


def taken_in(given: Given, now: datetime) -> None:
    """Take the answer in as a grievance of its centre; from then on it is no answer to be read."""
    words = GrievanceWords(centre=given.submission.centre, **feedback_of(given))
    id = uuid5(given.submission.pk, "grievance")
    take_from_answer(author=given.author, id=id, words=words, now=now)
