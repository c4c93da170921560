"""Courses that run, and who takes part, for tests of what happens while they run."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from factory import LazyAttribute
from factory.django import DjangoModelFactory

from spean.accounts.models import User
from spean.directory.models import Centre, Organisation
from spean.directory.services.rule_rows import load_rules
from spean.people.models import Person
from spean.people.services import register
from spean.skills.models import ClassDay, Course, Enrolment
from spean.skills.services.attendance import DayWords, Said, mark_day
from tests.factories.people import TODAY, intake

FIRST, LAST = date(2026, 10, 5), date(2026, 10, 16)
# Ten working days of two weeks.
DAYS = [FIRST + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
AFTER = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def published_terms() -> None:
    """Publish the numbers that hold for courses, as they are shipped."""
    load_rules()


def provider(**changes: Any) -> Organisation:
    """Return a training provider."""
    values = {"kind": "training_provider", "label_km": "មជ្ឈមណ្ឌលបណ្តុះបណ្តាលពោធិ៍សាត់", **changes}
    return Organisation.objects.create(**values)


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    label_km = "ក្រាលការ៉ូ"
    label_en = "Tiling"
    kind = "vocational"
    provider = LazyAttribute(lambda _row: provider())
    mode = "centre"
    hours = 80
    apply_by = date(2026, 9, 25)
    starts_on = FIRST
    ends_on = LAST
    seats = 20
    stipend_khr = 280_000
    state = "running"


def learner(actor: User, course: Course, **changes: Any) -> Enrolment:
    """Register a person at the course's centre and let her take part."""
    values = {"id": uuid.uuid4(), "centre_id": course.centre_id, "assigned_to_id": actor.pk}
    person = register(actor=actor, intake=intake(**values), today=TODAY)
    return enrolled(actor, course, person, **changes)


def enrolled(actor: User, course: Course, person: Person, **changes: Any) -> Enrolment:
    """Let a person take part in a course."""
    values = {"state": "enrolled", "applied_on": date(2026, 9, 20), "applied_by": actor}
    return Enrolment.objects.create(course=course, person=person, **{**values, **changes})


def marked(
    actor: User, course: Course, day: date, marks: dict[Enrolment, str], **changes: Any
) -> ClassDay:
    """Mark a day: {enrolment: "present", "late" or "absent"}."""
    words = DayWords(held_on=day, **changes.pop("words", {}))
    values = {"id": uuid.uuid4(), "now": AFTER, **changes}
    said = {one.pk: Said(mark) for one, mark in marks.items()}
    return mark_day(actor=actor, course_id=course.pk, words=words, said=said, **values)


def course_at(centre: Centre, **changes: Any) -> Course:
    """Return a running course of a centre."""
    return CourseFactory(centre=centre, **changes)
