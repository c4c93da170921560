"""Courses, those who apply for them, and giving out the seats."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Centre
from spean.people.models import Person
from spean.skills.models import Course, Enrolment
from spean.skills.services.applying import Application, apply_for
from spean.skills.services.courses import FIELDS, open_course, plan_course
from spean.skills.services.selection import close_list, give_seats
from tests.factories.directory import OrganisationFactory
from tests.factories.people import MORNING, TODAY, registered
from tests.factories.serving import staff

APPLY_BY = TODAY + timedelta(days=10)
AFTER = MORNING + timedelta(days=12)
NEXT = date(2027, 6, 1)


def course_values(**changes: Any) -> dict[str, Any]:
    """Return every field of a course: three months of tiling for two."""
    values = {name: Course._meta.get_field(name).get_default() for name in FIELDS}
    return {
        **values,
        "label_km": "ក្រាលការ៉ូ",
        "label_en": "Tiling",
        "kind": "vocational",
        "mode": "centre",
        "hours": 240,
        "apply_by": APPLY_BY,
        "starts_on": TODAY + timedelta(days=20),
        "ends_on": TODAY + timedelta(days=110),
        "seats": 2,
        "stipend_khr": 280_000,
        **changes,
    }


def planned(actor: User, centre: Centre, **changes: Any) -> Course:
    """Plan a course at a centre."""
    if "provider" not in changes:
        changes["provider"] = OrganisationFactory()
    values = course_values(**changes)
    return plan_course(actor=actor, centre=centre, id=uuid.uuid4(), values=values)


def opened(actor: User, centre: Centre, *, joins: Any = None, **changes: Any) -> Course:
    """Plan a course and let people apply."""
    course = planned(actor, centre, **changes)
    return open_course(actor=actor, course_id=course.pk, now=MORNING, joins=joins)


def applied(actor: User, person: Person, course: Course, **said: Any) -> Enrolment:
    """Let somebody apply."""
    now: datetime = said.pop("now", MORNING)
    values = {"actor": actor, "id": uuid.uuid4(), "person": person, "course_id": course.pk}
    return apply_for(**values, said=Application(**said), now=now)


def client(actor: User, **changes: Any) -> Person:
    """Register somebody at the actor's centre, whatever the actor may do there."""
    centre = actor.postings.exclude(centre=None).first().centre
    return registered(staff(Role.COUNSELLOR, centre), **changes)


def applicants(actor: User, course: Course, count: int, **changes: Any) -> list[Enrolment]:
    """Register people at the actor's centre and let each apply."""
    return [applied(actor, client(actor, **changes), course) for _one in range(count)]


def closed(actor: User, course: Course, now: datetime = AFTER) -> Course:
    """Close the list of a course after its last day."""
    assert course.round_id is not None
    close_list(actor=actor, round_id=course.round_id, now=now)
    course.refresh_from_db()
    return course


def given(actor: User, course: Course, next_on: date | None = NEXT) -> Course:
    """Give out the seats of a course."""
    closed(actor, course)
    assert course.round_id is not None
    give_seats(actor=actor, round_id=course.round_id, next_on=next_on, now=AFTER)
    course.refresh_from_db()
    return course
