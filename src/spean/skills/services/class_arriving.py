"""A day of a class that comes from a telephone: which course, and who of the class is meant."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.core.errors import DomainError
from spean.skills.models import Course
from spean.skills.selectors.attendance import class_of, classes_visible_to


class CourseUnknown(DomainError):
    """No course, or more than one, has this name or code on that day."""

    code = "course-unknown"
    message = _("No single course of your centre has this name or code on this day.")


class ParticipantUnknown(DomainError):
    """Somebody is named who is not in the class, or two people have this name."""

    code = "participant-unknown"
    message = _("Somebody in this answer is not known in the class. Please look at each name.")


def course_named(*, author: User, name: str, day: date | None) -> Course:
    """Return the course that an answer names, by its name or the code on the class's page.

    :raises CourseUnknown: if there is none on that day that the author keeps, or several
    """
    if day is None or not name:
        raise CourseUnknown
    found = _on(classes_visible_to(author), day)
    wanted = _plain(name)
    named = [
        one
        for one in found
        if wanted in {one.pk.hex[:8], _plain(one.label_km), _plain(one.label_en)}
    ]
    if len(named) != 1:
        raise CourseUnknown
    return named[0]


def participants(*, course: Course, named: list[tuple[str, str]]) -> list[UUID]:
    """Return the enrolment of each (record number, name), in their order.

    :raises ParticipantUnknown: if one is not in the class, or a name fits two
    """
    people = list(class_of(course))
    found = []
    for number, name in named:
        fit = [
            one.pk
            for one in people
            if (one.person.client_number == number if number else _fits(one.person.name, name))
        ]
        if len(fit) != 1 or fit[0] in found:
            raise ParticipantUnknown
        found.append(fit[0])
    return found


def _on(found: QuerySet[Course], day: date) -> QuerySet[Course]:
    return found.filter(starts_on__lte=day, ends_on__gte=day)


def _fits(ours: str, said: str) -> bool:
    return bool(said) and _plain(ours) == _plain(said)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
