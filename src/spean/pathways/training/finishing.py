"""What a person finished ticks the step of her plan: a course, an assessment of what she can do."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework.services import complete_action
from spean.core.refs import Ref
from spean.skills.choices import CourseKind, EnterprisePackage
from spean.skills.models import Course, Enrolment, Recognition
from spean.skills.services import assessing, completion

# The kinds of service of the programme (service_types.csv) that each course is.
SERVICE_OF: Final[dict[str, str]] = {
    CourseKind.VOCATIONAL: "SKL4",
    CourseKind.BRIDGING: "SKL4",
    CourseKind.READINESS: "SKL5",
    EnterprisePackage.GYB: "ENT1",
    EnterprisePackage.SYB: "ENT2",
    EnterprisePackage.IYB: "ENT3",
    EnterprisePackage.GET_AHEAD: "ENT4",
}
ASSESSMENT: Final = "SKL3"


@one_writer()
def complete_class(*, actor: User, course_id: UUID, now: datetime) -> list[Enrolment]:
    """Complete the course of everybody who meets the rule, and tick the plan of each.

    :raises NotAllowed: if the actor does not run courses at that centre
    """
    done = completion.complete_class(actor=actor, course_id=course_id, now=now)
    for one in done:
        if kind := service_of(one.course):
            _tick(actor, one, kind, Ref("enrolment", one.pk), one.ended_on or one.course.ends_on)
    return done


@one_writer()
def agree_with_results(*, actor: User, recognition_id: UUID, now: datetime) -> Recognition:
    """Agree with the results as the second assessor: she was assessed, and her plan says so.

    Competent or not yet: the step was to be assessed. Raises what `moderate` raises.
    """
    found = assessing.moderate(actor=actor, recognition_id=recognition_id, agrees=True, now=now)
    _tick(actor, found, ASSESSMENT, Ref("recognition", found.pk), timezone.localdate(now))
    return found


def service_of(course: Course) -> str:
    """Return the kind of service that a course is, "" if none."""
    return SERVICE_OF.get(course.package or course.kind, "")


def _tick(actor: User, done: Enrolment | Recognition, kind: str, proof: Ref, on: date) -> None:
    complete_action(actor=actor, person=done.person, kind=kind, evidence=proof, on=on)
