"""Somebody applies for a course, or gives her place back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can, centres_where
from spean.directory.selectors import rule_value
from spean.people.choices import Scope
from spean.people.models import Person
from spean.people.rules import age_on
from spean.people.selectors import scopes_in_force
from spean.people.services import seal_for
from spean.skills.choices import CourseState, EnrolmentState
from spean.skills.models import Course, Enrolment
from spean.skills.models.course import new_lot
from spean.skills.services.holding import held_course, held_enrolment, move_enrolment
from spean.skills.services.selection import give_free_seats

LOWEST_AGE = "minimum-age"


class NotOpen(DomainError):
    """The course takes no applications."""

    code = "course-not-open"
    message = _("This course takes no applications now.")


class TooLate(DomainError):
    """The last day is over."""

    code = "applied-too-late"
    message = _("The last day to apply is over. Please look for the next run.")


class AppliedAlready(DomainError):
    """One person applies once for a course."""

    code = "applied-already"
    message = _("This person has already applied for this course.")


class NoConsent(DomainError):
    """Without a consent in force nothing new is written down."""

    code = "no-consent"
    message = _("The person's consent is not in force. Please ask again first.")


class TooYoung(DomainError):
    """Below the lowest age of work nobody applies."""

    code = "too-young"
    message = _("The person is too young for this course.")


@dataclass(frozen=True, slots=True)
class Application:
    """What somebody says when she applies."""

    wish: int = 1
    shares_contact: bool = False
    asks_disability_seat: bool = False


@one_writer()
def apply_for(
    *,
    actor: User,
    id: UUID,
    person: Person,
    course_id: UUID,
    said: Application,
    now: datetime,
) -> Enrolment:
    """Apply for a person. The same `id` again is harmless.

    :raises NotAllowed: if the actor may not enrol this person, or the file is sealed or merged
    :raises NoConsent: if she did not allow that a record is kept, or took it back
    :raises TooYoung: if she is below the lowest age
    :raises NotOpen: if the course takes no applications, or its list is closed
    :raises TooLate: if the last day is over
    :raises AppliedAlready: if she has applied for it
    """
    if person.is_sealed or person.merged_into_id is not None:
        raise NotAllowed
    if not can(actor, "courses.enrol", person):
        raise NotAllowed
    made = Enrolment.objects.filter(pk=id).first()
    if made is not None:
        if (made.person_id, made.course_id) != (person.pk, course_id):
            raise NotAllowed
        return made
    today = timezone.localdate(now)
    course = held_course(course_id)
    _check_course(course, today)
    _check_person(person, today)
    if Enrolment.objects.filter(course=course, person=person).exists():
        raise AppliedAlready
    enrolment = Enrolment.objects.create(
        id=id,
        course=course,
        person=person,
        applied_on=today,
        applied_by=actor,
        lot=_lot_of(course, person),
        wish=said.wish,
        shares_contact=said.shares_contact,
        sealed=_sealed(course, person, id, said),
    )
    audit(actor=actor, action="enrolments.applied", on=Ref("enrolment", enrolment.pk))
    return enrolment


@one_writer()
def withdraw_enrolment(*, actor: User, enrolment_id: UUID) -> Enrolment:
    """Write down that she does not want the seat, or to wait for one; twice is harmless.

    A seat she had goes to the next who waits.

    :raises NotAllowed: unless the actor enrols this person, or runs the course
    :raises IllegalMove: if she takes part already
    """
    enrolment = held_enrolment(enrolment_id)
    runs = enrolment.course.centre_id in centres_where(actor, "courses.edit")
    if not runs and not can(actor, "courses.enrol", enrolment.person):
        raise NotAllowed
    if enrolment.state == EnrolmentState.WITHDRAWN:
        return enrolment
    had_seat = enrolment.state == EnrolmentState.SELECTED
    move_enrolment(actor, enrolment, "withdraw", {"place": None})
    if had_seat:
        give_free_seats(actor=actor, course_id=enrolment.course_id)
    return enrolment


def _check_course(course: Course, today: date) -> None:
    if course.state != CourseState.OPEN or course.round is None:
        raise NotOpen
    if course.apply_by < today:
        raise TooLate
    if course.round.closed_at is not None:
        raise NotOpen


def _check_person(person: Person, today: date) -> None:
    if Scope.SERVICE_DELIVERY not in scopes_in_force(person, today):
        raise NoConsent
    lowest = rule_value(LOWEST_AGE, today)
    if lowest is not None and person.born_on and age_on(person.born_on, today) < lowest:
        raise TooYoung


def _lot_of(course: Course, person: Person) -> str:
    """Return her number in this round: one, however many of its courses she wishes for."""
    inside = Enrolment.objects.filter(course__round=course.round_id)
    own = inside.filter(person=person).values_list("lot", flat=True).first()
    if own:
        return own
    while inside.filter(lot=(lot := new_lot())).exists():
        continue
    return lot


def _sealed(course: Course, person: Person, id: UUID, said: Application) -> bytes:
    """Seal what she asks as somebody with a disability; only where such seats are kept."""
    if not (course.seats_disability and said.asks_disability_seat):
        return b""
    return seal_for(person, {"disability": True}, context=f"application:{id}")
