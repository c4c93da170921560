"""Classes: which courses a viewer keeps, who belongs to one, and how each of them does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from spean.accounts.models import User
from spean.directory.perms import centres_where
from spean.directory.selectors import rulebook_now
from spean.people.models import Person
from spean.people.selectors.visible import presence
from spean.skills.choices import CourseState, EnrolmentState
from spean.skills.choices.attendance import ScoreMoment, TalkOutcome
from spean.skills.models import ClassDay, Course, DropTalk, Enrolment, Presence, TestScore
from spean.skills.rules.attendance import Alert, Share, alert_of, share_of

# Whose days are marked: who takes part, and who did before it ended for her.
IN_CLASS: Final = (
    EnrolmentState.ENROLLED,
    EnrolmentState.DROPPED,
    EnrolmentState.COMPLETED,
    EnrolmentState.CERTIFIED,
)
KEPT: Final = (CourseState.RUNNING, CourseState.ENDED)
_SUNDAY: Final = 6
_TERMS: Final = {
    "alert_days": "training.alert-days",
    "completion_share": "training.completion-share",
    "completion_score": "training.completion-score",
    "stipend_full": "training.stipend-full",
    "stipend_late": "training.stipend-late",
    "few": "training.few",
}


def terms_on(day: date) -> dict[str, float | None]:
    """Return the published numbers that hold on a day; None for one that nobody published."""
    book = rulebook_now(*_TERMS.values())
    found = {name: book.find(code, day) for name, code in _TERMS.items()}
    return {name: float(str(rule.value)) if rule else None for name, rule in found.items()}


def classes_visible_to(viewer: User, action: str = "courses.attend") -> QuerySet[Course]:
    """Return the courses that run or ended at the centres where the viewer may do this."""
    return (
        Course.objects.filter(centre__in=centres_where(viewer, action), state__in=KEPT)
        .select_related("provider", "centre")
        .order_by("-starts_on", "pk")
    )


def classes_to_mark(viewer: User, day: date) -> QuerySet[Course]:
    """Return the classes that run on a day and of which nobody was marked yet; none on a Sunday.

    A course has no timetable: a day on which it is not held stays here until the next.
    """
    if day.weekday() == _SUNDAY:
        return Course.objects.none()
    marked = ClassDay.objects.filter(course=OuterRef("pk"), held_on=day)
    return classes_visible_to(viewer).filter(
        ~Exists(marked), state=CourseState.RUNNING, starts_on__lte=day, ends_on__gte=day
    )


def class_of(course: Course) -> QuerySet[Enrolment]:
    """Return who belongs to the class of a course that the viewer was let into, by name.

    Whoever keeps the class sees the names of it, also of people of other centres: they sit there.
    Sealed and merged files are in no list.
    """
    return (
        Enrolment.objects.filter(presence("person"), course=course, state__in=IN_CLASS)
        .select_related("person")
        .order_by("person__family_name_km", "person__given_name_km", "pk")
    )


def enrolments_visible_to(viewer: User, action: str = "courses.attend") -> QuerySet[Enrolment]:
    """Return those of the classes at whose centre the viewer may do this."""
    return Enrolment.objects.filter(
        presence("person"),
        course__centre__in=centres_where(viewer, action),
        course__state__in=KEPT,
        state__in=IN_CLASS,
    ).select_related("person", "course__provider", "course__centre")


def days_of(course: Course) -> list[ClassDay]:
    """Return the days on which a course was held, oldest first."""
    return list(ClassDay.objects.filter(course=course).order_by("held_on"))


def marks_on(course: Course, day: date) -> dict[UUID, Presence]:
    """Return the marks of one day: {enrolment: mark}."""
    rows = Presence.objects.filter(day__course=course, day__held_on=day)
    return {row.enrolment_id: row for row in rows}


@dataclass(slots=True)
class Standing:
    """How one of a class does: her marks by day, the share, the tests, and why to call her."""

    enrolment: Enrolment
    marks: list[tuple[date, str]] = field(default_factory=list)
    scores: dict[str, int] = field(default_factory=dict)
    alert: Alert | None = None
    talk: DropTalk | None = None

    @property
    def share(self) -> Share:
        """Return the share of the days marked."""
        return share_of(mark for _day, mark in self.marks)

    @property
    def gain(self) -> int | None:
        """Return how much more she knew after the course than before it."""
        first, last = (self.scores.get(one) for one in (ScoreMoment.BEFORE, ScoreMoment.AFTER))
        return None if first is None or last is None else last - first


def standings(enrolments: Iterable[Enrolment], terms: Mapping[str, float | None]) -> list[Standing]:
    """Return how each does, in few queries whatever their number."""
    found = {one.pk: Standing(one) for one in enrolments}
    says: dict[UUID, date] = {}
    rows = Presence.objects.filter(enrolment__in=list(found)).order_by("day__held_on")
    for key, day, mark, stops in rows.values_list(
        "enrolment_id", "day__held_on", "mark", "says_stops"
    ):
        found[key].marks.append((day, mark))
        if stops:
            says[key] = day
    for score in TestScore.objects.filter(enrolment__in=list(found)):
        found[score.enrolment_id].scores[score.moment] = score.score
    for talk in DropTalk.objects.filter(enrolment__in=list(found)).order_by("held_on", "pk"):
        found[talk.enrolment_id].talk = talk
    for key, one in found.items():
        if one.enrolment.state == EnrolmentState.ENROLLED:
            one.alert = _alert(one, says.get(key), terms)
    return list(found.values())


def _alert(one: Standing, said: date | None, terms: Mapping[str, float | None]) -> Alert | None:
    since = one.talk.held_on if one.talk and one.talk.outcome == TalkOutcome.STAYS else date.min
    marks = [mark for day, mark in one.marks if day > since]
    most = int(terms["alert_days"] or 0)
    return alert_of(marks, most_missed=most, says_stops=said is not None and said > since)


def left_for(provider_id: UUID) -> dict[str, int]:
    """Return for what reasons people stopped courses of a provider: {reason: how many}."""
    counts: dict[str, int] = defaultdict(int)
    rows = Enrolment.objects.filter(course__provider=provider_id, state=EnrolmentState.DROPPED)
    for reason in rows.exclude(drop_reason="").values_list("drop_reason", flat=True):
        counts[reason] += 1
    return dict(counts)


def trainings_of(person: Person) -> QuerySet[Enrolment]:
    """Return the courses of a person, the latest first."""
    return (
        Enrolment.objects.filter(person=person)
        .select_related("course__provider")
        .order_by("-course__starts_on", "pk")
    )


def completed_without_certificate(viewer: User) -> QuerySet[Enrolment]:
    """Return who completed a course and has no certificate yet, for who proposes certificates."""
    return (
        enrolments_visible_to(viewer, "certificates.propose")
        .filter(state=EnrolmentState.COMPLETED)
        .order_by("ended_on", "pk")
    )
