"""The class list: who was there on a day, counted where names cannot be kept, and put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeGuard
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.skills.choices import EnrolmentState
from spean.skills.choices.attendance import AbsentReason, Mark
from spean.skills.models import ClassDay, Course, Enrolment, Presence, PresenceChange
from spean.skills.models.attendance import MOST_IN_A_CLASS
from spean.skills.selectors.attendance import IN_CLASS, KEPT


class CourseNotRunning(DomainError):
    """Nobody is at a course that has not begun or does not take place."""

    code = "course-not-running"
    message = _("This course is not running. Begin it first.")


class DayOutsideCourse(DomainError):
    """A day before the first or after the last."""

    code = "day-outside-course"
    message = _("This day is not one of the course. Please check its first and last day.")


class DayStillToCome(DomainError):
    """Nobody was there on a day that has not come."""

    code = "day-still-to-come"
    message = _("This day is still to come.")


class NotInClass(DomainError):
    """Somebody is marked who does not take part, or did not on that day."""

    code = "not-in-class"
    message = _("Somebody here did not take part in the course on this day. Please look again.")


class TallyRefused(DomainError):
    """A tally that cannot be meant."""

    code = "tally-refused"
    message = _("Please write how many women and how many men were there.")


class MarkUnknown(DomainError):
    """A mark or a reason that the list does not have."""

    code = "mark-unknown"
    message = _("Please choose one of the answers for each person.")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one person on one day."""

    mark: str
    reason: str = ""
    says_stops: bool = False


@dataclass(frozen=True, slots=True)
class DayWords:
    """One day of a class: `revision` is that of the day when the list was opened, 0 if new.

    `women` and `men` count who was there without a name; None leaves what is written.
    """

    held_on: date
    topic: str = ""
    women: int | None = None
    men: int | None = None
    revision: int | None = None


@one_writer()
def mark_day(
    *,
    actor: User,
    course_id: UUID,
    id: UUID,
    words: DayWords,
    said: Mapping[UUID, Said],
    now: datetime,
) -> ClassDay:
    """Keep who was there on one day; a mark that is put right leaves what stood before.

    Sending the same list twice changes nothing. Whom the list does not name stays as she was.

    :param said: what is said of each, by enrolment
    :raises NotAllowed: if the actor keeps no lists at the course's centre
    :raises CourseNotRunning: if the course has not begun or does not take place
    :raises DayOutsideCourse: if the day is not between its first and last
    :raises DayStillToCome: if the day lies after today
    :raises NotInClass: if somebody did not take part on that day
    :raises ChangedMeanwhile: if the day was saved after the list was opened
    """
    course = _course(actor, course_id)
    _check_day(course, words.held_on, timezone.localdate(now))
    _check_said(said.values())
    people = _people(course, said, words.held_on)
    known = ClassDay.objects.select_for_update().filter(course=course, held_on=words.held_on)
    day = known.first()
    if _is_stale(day, words) and (day.pk != id or _differs(day, said)):
        raise ChangedMeanwhile(theirs=day)
    if day is None:
        day = ClassDay(id=id, course=course, held_on=words.held_on, revision=0)
    changed = _put_day(actor, day, words, now)
    count = _put_marks(actor, day, people, said, now)
    if changed or count:
        day.revision += 1
        day.save()
        ref = Ref("class_day", day.pk)
        audit(actor=actor, action="skills.class_marked", on=ref, marks=count, tally=changed)
    return day


@one_writer()
def tally_day(
    *, actor: User, course_id: UUID, id: UUID, words: DayWords, now: datetime
) -> ClassDay:
    """Count who was there where names cannot be kept: women and men, beside the marks by name.

    :raises TallyRefused: if nobody is counted, or the number cannot be meant
    :raises NotAllowed: if the actor keeps no lists at the course's centre
    :raises DayOutsideCourse: if the day is not between its first and last
    """
    counts = (words.women, words.men)
    if not any(counts) or any(not 0 <= (one or 0) <= MOST_IN_A_CLASS for one in counts):
        raise TallyRefused
    return mark_day(actor=actor, course_id=course_id, id=id, words=words, said={}, now=now)


def _put_day(actor: User, day: ClassDay, words: DayWords, now: datetime) -> bool:
    is_new = day._state.adding
    values = {"topic": words.topic or None, "women": words.women, "men": words.men}
    told = {name: value for name, value in values.items() if value is not None}
    changed = is_new or any(getattr(day, name) != value for name, value in told.items())
    for name, value in told.items():
        setattr(day, name, value)
    if is_new:
        day.recorded_by, day.recorded_at = actor, now
        # The marks hang on the day: it is there before them.
        day.save(force_insert=True)
    return changed


def _put_marks(
    actor: User,
    day: ClassDay,
    people: Mapping[UUID, Enrolment],
    said: Mapping[UUID, Said],
    now: datetime,
) -> int:
    held = {row.enrolment_id: row for row in day.marks.select_for_update()}
    count = 0
    for key, one in said.items():
        row = held.get(key)
        if row is None:
            Presence.objects.create(day=day, enrolment=people[key], **_values(one))
            count += 1
        elif (row.mark, row.reason, row.says_stops) != tuple(_values(one).values()):
            PresenceChange.objects.create(
                presence=row, mark=row.mark, reason=row.reason, changed_by=actor, changed_at=now
            )
            for name, value in _values(one).items():
                setattr(row, name, value)
            row.revision += 1
            row.save()
            count += 1
    return count


def _values(one: Said) -> dict[str, object]:
    reason = one.reason if one.mark == Mark.ABSENT else ""
    return {"mark": one.mark, "reason": reason, "says_stops": one.says_stops}


def _is_stale(day: ClassDay | None, words: DayWords) -> TypeGuard[ClassDay]:
    return day is not None and words.revision is not None and day.revision != words.revision


def _differs(day: ClassDay, said: Mapping[UUID, Said]) -> bool:
    held = {row.enrolment_id: (row.mark, row.reason) for row in day.marks.all()}
    return any(held.get(key) != tuple(_values(one).values())[:2] for key, one in said.items())


def _course(actor: User, course_id: UUID) -> Course:
    course = Course.objects.select_for_update(of=("self",)).filter(pk=course_id).first()
    if course is None or not can(actor, "courses.attend", course):
        raise NotAllowed
    if course.state not in KEPT:
        raise CourseNotRunning
    return course


def _check_day(course: Course, day: date, today: date) -> None:
    if day > today:
        raise DayStillToCome
    if not course.starts_on <= day <= course.ends_on:
        raise DayOutsideCourse


def _check_said(said: Iterable[Said]) -> None:
    for one in said:
        if one.mark not in Mark.values or (one.reason and one.reason not in AbsentReason.values):
            raise MarkUnknown


def _people(course: Course, keys: Iterable[UUID], day: date) -> dict[UUID, Enrolment]:
    """Return those named, each of whom took part on that day.

    Who applied after the day was not there; who stopped was there until she stopped.
    """
    rows = Enrolment.objects.filter(course=course, pk__in=list(keys), state__in=IN_CLASS)
    found = {
        row.pk: row
        for row in rows
        if row.applied_on <= day and (row.state != EnrolmentState.DROPPED or not _gone(row, day))
    }
    if len(found) != len(set(keys)):
        raise NotInClass
    return found


def _gone(row: Enrolment, day: date) -> bool:
    return row.ended_on is not None and day > row.ended_on
