"""Courses: planned, opened, begun, ended, cancelled; posts promised; who has a seat takes part."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre, Organisation
from spean.people.selectors.visible import presence
from spean.skills.choices import CourseState, EnrolmentState, SelectionRule
from spean.skills.models import Course, CourseCommitment, Enrolment, SelectionRound
from spean.skills.services.holding import (
    held_course,
    held_enrolment,
    may_run,
    move_course,
    move_enrolment,
)
from spean.skills.services.rounds import begin_round

NAMES: Final = ("label_km", "label_en", "kind", "package", "provider", "licence", "sector")
CONTENT: Final = ("standard", "level", "mode", "area", "address", "hours")
# What people applied for: it stays as it was published when the course was opened.
PROMISED: Final = (
    *("apply_by", "seats", "seats_women", "seats_disability", "entry_literacy", "selection"),
)
GIVEN: Final = (
    *("starts_on", "ends_on", "next_on", "stipend_khr", "has_transport", "has_dormitory"),
    *("has_childcare", "trainer", "trainer_number", "cost_khr", "paid_by"),
)
FIELDS: Final = (*NAMES, *CONTENT, *PROMISED, *GIVEN)
_STANDING = (CourseState.PLANNED, CourseState.OPEN)


class TooManyKept(DomainError):
    """More seats are kept for groups than the course has."""

    code = "too-many-seats-kept"
    message = _("More seats are kept than there are.")


class DaysOutOfOrder(DomainError):
    """Applying, beginning and ending follow one another."""

    code = "course-days"
    message = _("Apply first, then begin, then end: check the days.")


class PromisedAlready(DomainError):
    """People applied for what was published."""

    code = "promised-already"
    message = _("People apply for this course already: seats, last day and rule stay as they are.")


class LastDayOver(DomainError):
    """A course cannot be opened when its last day for applying is over."""

    code = "last-day-over"
    message = _("The last day to apply is over. Please change it first.")


@one_writer()
def plan_course(*, actor: User, centre: Centre, id: UUID, values: Mapping[str, Any]) -> Course:
    """Plan a course; `values` are the fields of FIELDS. The same `id` again is harmless.

    :raises NotAllowed: if the actor does not run the courses of this centre
    :raises TooManyKept: if more seats are kept than there are
    :raises DaysOutOfOrder: if its days do not follow one another
    """
    may_run(actor, centre.pk)
    known = Course.objects.filter(pk=id).first()
    if known is not None:
        may_run(actor, known.centre_id)
        return known
    course = Course(id=id, centre=centre, **{name: values[name] for name in FIELDS})
    _check(course)
    course.save(force_insert=True)
    audit(actor=actor, action="courses.planned", on=Ref("course", course.pk))
    return course


@one_writer()
def edit_course(
    *, actor: User, course_id: UUID, revision: int, values: Mapping[str, Any]
) -> Course:
    """Put a course right. Once it is open, what people apply for stays as published.

    :raises ChangedMeanwhile: if somebody saved it after it was opened here
    :raises PromisedAlready: if seats, last day, rule or reading would change of an open course
    :raises TooManyKept: if more seats are kept than there are
    :raises DaysOutOfOrder: if its days do not follow one another
    """
    course = held_course(course_id)
    may_run(actor, course.centre_id)
    if course.revision != revision:
        raise ChangedMeanwhile(theirs=course)
    changed = [name for name in FIELDS if getattr(course, name) != values[name]]
    if course.state != CourseState.PLANNED and set(changed) & set(PROMISED):
        raise PromisedAlready
    for name in changed:
        setattr(course, name, values[name])
    _check(course)
    if changed:
        course.revision += 1
        course.save()
        ref = Ref("course", course.pk)
        audit(actor=actor, action="courses.changed", on=ref, fields=changed)
    return course


@one_writer()
def open_course(
    *, actor: User, course_id: UUID, now: datetime, joins: UUID | None = None
) -> Course:
    """Take applications from now on; the promise of the seed is published at this moment.

    `joins` names an open round of courses whose seats are given by wishes; without it the course
    has a round of its own.

    :raises LastDayOver: if nobody could apply any more
    :raises NotAllowed: if the round is not one of this centre that a course can join
    :raises IllegalMove: if it is not planned
    """
    course = held_course(course_id)
    may_run(actor, course.centre_id)
    if course.apply_by < timezone.localdate(now):
        raise LastDayOver
    round_ = _round_to_join(course, joins) if joins else begin_round(actor, course, now)
    return move_course(actor, course, "open", {"round": round_})


@one_writer()
def cancel_course(*, actor: User, course_id: UUID) -> Course:
    """Say that a course does not take place; those who applied stand there as withdrawn.

    :raises IllegalMove: if it has begun
    """
    course = held_course(course_id)
    may_run(actor, course.centre_id)
    move_course(actor, course, "cancel")
    standing = Enrolment.objects.select_for_update().filter(course=course)
    for one in standing.filter(state__in=("applied", "selected", "left_out")):
        move_enrolment(actor, one, "withdraw", {"place": None, "next_on": course.next_on})
    return course


@one_writer()
def begin_course(*, actor: User, course_id: UUID) -> Course:
    """Begin a course whose seats are given.

    :raises IllegalMove: if its seats are not given
    """
    course = held_course(course_id)
    may_run(actor, course.centre_id)
    return move_course(actor, course, "begin")


@one_writer()
def end_course(*, actor: User, course_id: UUID) -> Course:
    """End a course.

    :raises IllegalMove: if it does not run
    """
    course = held_course(course_id)
    may_run(actor, course.centre_id)
    return move_course(actor, course, "end")


@one_writer()
def enrol(*, actor: User, enrolment_id: UUID) -> Enrolment:
    """Write down that somebody with a seat takes part; twice is harmless.

    :raises NotAllowed: unless the actor notes attendance at the centre that runs the course
    :raises IllegalMove: if she has no seat
    """
    enrolment = held_enrolment(enrolment_id)
    may_run(actor, enrolment.course.centre_id, "courses.attend")
    if enrolment.person.is_sealed or enrolment.person.merged_into_id is not None:
        raise NotAllowed
    if enrolment.state == "enrolled":
        return enrolment
    return move_enrolment(actor, enrolment, "enrol")


@one_writer()
def enrol_everybody(*, actor: User, course_id: UUID) -> int:
    """Write down that everybody with a seat takes part; return how many were added.

    Files that are sealed or were merged are left as they are: nobody learns that one is there.

    :raises NotAllowed: unless the actor notes attendance at the centre that runs the course
    """
    course = held_course(course_id)
    may_run(actor, course.centre_id, "courses.attend")
    seated = Enrolment.objects.select_for_update(of=("self",)).filter(
        presence("person"), course=course, state=EnrolmentState.SELECTED
    )
    found = list(seated.select_related("person", "course__centre", "course__round").order_by("pk"))
    for one in found:
        move_enrolment(actor, one, "enrol")
    return len(found)


@one_writer()
def commit_employer(
    *, actor: User, course_id: UUID, organisation: Organisation, posts: int, said_on: date
) -> CourseCommitment:
    """Write down how many posts an employer promised; said anew, the new number holds."""
    course = held_course(course_id)
    may_run(actor, course.centre_id)
    values = {"posts": posts, "said_on": said_on}
    promise, _made = CourseCommitment.objects.update_or_create(
        course=course, organisation=organisation, defaults=values
    )
    audit(actor=actor, action="courses.promised", on=Ref("course", course.pk), posts=posts)
    return promise


@one_writer()
def take_back_commitment(*, actor: User, commitment_id: UUID) -> None:
    """Take a promise away that was not meant; twice is harmless."""
    promise = CourseCommitment.objects.select_related("course").filter(pk=commitment_id).first()
    if promise is None:
        return
    may_run(actor, promise.course.centre_id)
    promise.delete()
    audit(actor=actor, action="courses.promise_gone", on=Ref("course", promise.course_id))


def _check(course: Course) -> None:
    if course.seats_women + course.seats_disability > course.seats:
        raise TooManyKept
    if not course.apply_by <= course.starts_on <= course.ends_on:
        raise DaysOutOfOrder


def _round_to_join(course: Course, round_id: UUID) -> SelectionRound:
    found = (
        SelectionRound.objects.select_for_update()
        .filter(pk=round_id, centre=course.centre_id, rule=SelectionRule.DEFERRED, closed_at=None)
        .first()
    )
    if found is None or course.selection != SelectionRule.DEFERRED:
        raise NotAllowed
    if found.courses.exclude(apply_by=course.apply_by).exists():
        raise DaysOutOfOrder
    return found
