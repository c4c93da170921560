"""Take hold of a course or an enrolment, ask who may act, and move it: what its verbs share."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import centres_where
from spean.skills import flows
from spean.skills.models import Course, Enrolment


def may_run(actor: User, centre_id: UUID, action: str = "courses.edit") -> None:
    """Refuse whoever does not run the courses of this centre.

    :raises NotAllowed: if she does not
    """
    if centre_id not in centres_where(actor, action):
        raise NotAllowed


def held_course(course_id: UUID) -> Course:
    """Lock a course: its row is the queue of those who want a seat."""
    return (
        Course.objects.select_for_update(of=("self",))
        .select_related("centre", "round")
        .get(pk=course_id)
    )


def held_enrolment(enrolment_id: UUID) -> Enrolment:
    """Lock an enrolment, its course first, so that two who do the same wait for each other."""
    course_id = Enrolment.objects.values_list("course_id", flat=True).get(pk=enrolment_id)
    held_course(course_id)
    return (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("person", "course__centre", "course__round")
        .get(pk=enrolment_id)
    )


def move_course(
    actor: User, course: Course, action: str, values: Mapping[str, Any] | None = None
) -> Course:
    """Move a course, with what is written down on the way.

    :raises IllegalMove: if it cannot be moved so from where it stands
    """
    course.state = flows.COURSE.move(course.state, action)
    _keep(course, values)
    audit(actor=actor, action=f"courses.{action}", on=Ref("course", course.pk))
    return course


def move_enrolment(
    actor: User, enrolment: Enrolment, action: str, values: Mapping[str, Any] | None = None
) -> Enrolment:
    """Move an enrolment, with what is written down on the way.

    :raises IllegalMove: if it cannot be moved so from where it stands
    """
    enrolment.state = flows.ENROLMENT.move(enrolment.state, action)
    _keep(enrolment, values)
    audit(actor=actor, action=f"enrolments.{action}", on=Ref("enrolment", enrolment.pk))
    return enrolment


def _keep(record: Course | Enrolment, values: Mapping[str, Any] | None) -> None:
    for name, value in (values or {}).items():
        setattr(record, name, value)
    record.revision += 1
    record.save()
