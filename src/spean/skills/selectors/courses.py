"""Courses and who applied for them, as far as a viewer may see it.

A course stands before every centre once it is open. Names do not: staff see those of their own
people alone. Whoever runs the course sees the others by their lot number, and from the moment they
have a seat by name and telephone, if they allowed that when they applied.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import Scope, centres_where, scope_of
from spean.people.choices import SafeToCall
from spean.people.models import ContactPoint, Person
from spean.people.selectors import not_to_telephone, people_visible_to
from spean.people.selectors.visible import presence
from spean.skills.choices import CourseState, EnrolmentState
from spean.skills.models import Course, Enrolment

SEATED = (
    EnrolmentState.SELECTED,
    EnrolmentState.ENROLLED,
    EnrolmentState.COMPLETED,
    EnrolmentState.CERTIFIED,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One who applied, as one viewer may see her: `name` is empty where it is not hers to know."""

    enrolment: Enrolment
    name: str
    phone: str
    is_own: bool


def courses_visible_to(viewer: User, action: str = "courses.view") -> QuerySet[Course]:
    """Return the courses a viewer may do this with: of others' centres only to view, once open."""
    if scope_of(viewer, action) == Scope.NONE:
        return Course.objects.none()
    reach = Q(centre__in=centres_where(viewer, action))
    if action == "courses.view":
        reach |= ~Q(state=CourseState.PLANNED)
    return _told(Course.objects.filter(reach))


def courses_run_by(viewer: User) -> QuerySet[Course]:
    """Return the courses of the centres whose courses the viewer runs."""
    return courses_visible_to(viewer, "courses.edit")


def open_courses(today: date) -> QuerySet[Course]:
    """Return the courses anybody may apply for on a day, the nearest last day first."""
    found = Course.objects.filter(
        state=CourseState.OPEN, apply_by__gte=today, round__closed_at=None
    )
    return _told(found).order_by("apply_by", "starts_on", "pk")


def published_courses() -> QuerySet[Course]:
    """Return the courses that stand on the public pages: open, or with seats given."""
    return _told(Course.objects.exclude(state__in=(CourseState.PLANNED, CourseState.CANCELLED)))


def lists_to_close(viewer: User, today: date) -> QuerySet[Course]:
    """Return the viewer's courses whose last day is over and whose seats are not given."""
    found = courses_visible_to(viewer, "courses.edit")
    return found.filter(state=CourseState.OPEN, apply_by__lt=today).order_by("apply_by", "pk")


def rounds_to_join(viewer: User, today: date) -> QuerySet[Course]:
    """Return the open courses of the viewer's centres whose round another course may join."""
    found = courses_visible_to(viewer, "courses.edit").filter(state=CourseState.OPEN)
    return found.filter(selection="deferred", apply_by__gte=today, round__closed_at=None)


def enrolments_visible_to(viewer: User, action: str = "courses.view") -> QuerySet[Enrolment]:
    """Return the enrolments of the viewer's own people."""
    if scope_of(viewer, action) == Scope.NONE:
        return Enrolment.objects.none()
    rows = Enrolment.objects.filter(person__in=people_visible_to(viewer))
    return rows.select_related("person", "course__centre", "course__provider")


def enrolments_run_by(viewer: User, action: str = "courses.edit") -> QuerySet[Enrolment]:
    """Return the enrolments in courses that the viewer runs, sealed and merged files left out."""
    rows = Enrolment.objects.filter(presence("person"))
    rows = rows.filter(course__centre__in=centres_where(viewer, action))
    return rows.select_related("person", "course__centre", "course__provider")


def enrolments_of(viewer: User, person: Person) -> QuerySet[Enrolment]:
    """Return a person's courses, the newest first."""
    return enrolments_visible_to(viewer).filter(person=person).order_by("-applied_on", "-pk")


def rows_of(viewer: User, course: Course, states: Iterable[str] = ()) -> list[Row]:
    """Return who applied for a course as the viewer may see them, those with seats first.

    Whoever does not run the course finds her own people alone.
    """
    runs = course.centre_id in centres_where(viewer, "courses.attend")
    rows = Enrolment.objects.filter(presence("person"), course=course)
    rows = rows.exclude(state=EnrolmentState.WITHDRAWN)
    rows = rows.select_related("person__centre").order_by("place", "lot")
    if states:
        rows = rows.filter(state__in=list(states))
    found = list(rows)
    ids = [one.person_id for one in found]
    own = set(people_visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    named = [one for one in found if runs and one.shares_contact and one.state in SEATED]
    phones = _phones([one.person_id for one in named])
    shown = {one.pk for one in named}
    return [
        Row(
            one,
            one.person.name if one.person_id in own or one.pk in shown else "",
            phones.get(one.person_id, "") if one.pk in shown else "",
            one.person_id in own,
        )
        for one in sorted(found, key=lambda one: one.state not in SEATED)
        if runs or one.person_id in own
    ]


def _phones(people: list[UUID]) -> dict[UUID, str]:
    """Return the first telephone in use of each that may safely be called."""
    declined = not_to_telephone(people)
    rows = ContactPoint.objects.filter(person__in=people, is_current=True)
    rows = rows.filter(safe_to_call=SafeToCall.SAFE).order_by("-sort", "-pk")
    return {one.person_id: one.number for one in rows if one.person_id not in declined}


def _told(found: QuerySet[Course]) -> QuerySet[Course]:
    """Return courses with what their lists tell: how many applied, how many have a seat."""
    there = presence("enrolments__person") & ~Q(enrolments__state=EnrolmentState.WITHDRAWN)
    seated = Q(enrolments__state__in=SEATED)
    return found.select_related(
        "centre", "provider", "area", "standard", "sector", "round"
    ).annotate(
        applied=Count("enrolments", filter=there),
        seated=Count("enrolments", filter=there & seated),
    )
