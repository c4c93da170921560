"""A day of training written down on the way (F14): who was there, and what they scored."""

from datetime import datetime
from uuid import uuid5

from spean.skills.choices.attendance import ScoreMoment
from spean.skills.services.attendance import DayWords, Said, mark_day
from spean.skills.services.class_arriving import course_named, participants
from spean.skills.services.tests import keep_score
from spean.surveys.contracts import Given
from spean.surveys.services.attended import attended_of, class_day_of


def attended(given: Given, now: datetime) -> None:
    """Mark the day of the course that the answer names; it is about a class, not one person.

    :raises CourseUnknown: if no single course of the author has this name or code on that day
    :raises ParticipantUnknown: if somebody is not in the class
    :raises DomainError: as `mark_day`, for a day that cannot be marked
    """
    author = given.author
    name, day, topic = class_day_of(given)
    course = course_named(author=author, name=name, day=day)
    rows = list(attended_of(given))
    keys = participants(course=course, named=[(one.number, one.name) for one in rows])
    assert day is not None
    mark_day(
        actor=author,
        course_id=course.pk,
        id=uuid5(given.submission.pk, "class_day"),
        words=DayWords(held_on=day, topic=topic),
        said={
            key: Said(one.mark, one.reason, one.says_stops)
            for key, one in zip(keys, rows, strict=True)
        },
        now=now,
    )
    for key, one in zip(keys, rows, strict=True):
        scores = ((ScoreMoment.BEFORE, one.score_before), (ScoreMoment.AFTER, one.score_after))
        for moment, score in scores:
            if score is not None:
                keep_score(actor=author, enrolment_id=key, moment=moment, score=score, on=day)
