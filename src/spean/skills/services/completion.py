"""How a course ends for each: after a talk, by completing it, with a certificate."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.skills import flows
from spean.skills.choices import DropReason, EnrolmentState
from spean.skills.choices.attendance import ScoreMoment, TalkOutcome
from spean.skills.models import Course, DropTalk, Enrolment
from spean.skills.rules.attendance import lacks_for_completion
from spean.skills.selectors.attendance import Standing, standings, terms_on
from spean.skills.selectors.tests import is_tested


class ReasonMissing(DomainError):
    """Nobody stops without a reason, be it that it is not known."""

    code = "reason-missing"
    message = _("Please choose the reason. If nobody knows it, choose: not known.")


class DayBeforeCourse(DomainError):
    """Somebody stopped before the course began, or on a day still to come."""

    code = "day-before-course"
    message = _("This day is not between the first day of the course and today.")


class NotCompleted(DomainError):
    """The published rule is not met."""

    code = "not-completed"
    message = _("By the published rule this course is not completed yet.")


class RuleMissing(DomainError):
    """Nobody published what completes a course."""

    code = "rule-missing"
    message = _("The rule for completing a course is not published. Please ask the administrator.")


@one_writer()
def note_talk(
    *, actor: User, enrolment_id: UUID, id: UUID, reason: str, stops: bool, on: date, now: datetime
) -> DropTalk:
    """Keep why somebody missed days, and whether she goes on or stops. The same `id` is harmless.

    :raises NotAllowed: if the actor does not run courses at that centre
    :raises ReasonMissing: if there is no reason
    :raises DayBeforeCourse: if the day is before the course, or still to come
    :raises IllegalMove: if she does not take part any more
    """
    enrolment = held_enrolment(actor, enrolment_id)
    made = DropTalk.objects.filter(pk=id, enrolment=enrolment).first()
    if made is not None:
        return made
    if reason not in DropReason.values:
        raise ReasonMissing
    if not enrolment.course.starts_on <= on <= timezone.localdate(now):
        raise DayBeforeCourse
    dropped = flows.ENROLMENT.move(enrolment.state, "drop")
    outcome = TalkOutcome.STOPS if stops else TalkOutcome.STAYS
    talk = DropTalk.objects.create(
        id=id, enrolment=enrolment, held_on=on, reason=reason, outcome=outcome, held_by=actor
    )
    ref = Ref("enrolment", enrolment.pk)
    audit(actor=actor, action="skills.drop_talk", on=ref, outcome=str(outcome))
    if stops:
        _put(enrolment, {"state": dropped, "drop_reason": reason, "ended_on": on})
        audit(actor=actor, action="skills.dropped_out", on=ref)
    return talk


def lacks_of(one: Standing, terms: Mapping[str, float | None], *, tested: bool) -> tuple[str, ...]:
    """Return what somebody lacks to complete her course, by the published rule.

    :raises RuleMissing: if nothing says what completes a course
    """
    share, score = terms["completion_share"], terms["completion_score"]
    if share is None or score is None:
        raise RuleMissing
    last = one.scores.get(ScoreMoment.AFTER)
    return lacks_for_completion(
        one.share, last, share_from=share, score_from=score, is_tested=tested
    )


@one_writer()
def complete(*, actor: User, enrolment_id: UUID, now: datetime) -> Enrolment:
    """Say that somebody completed her course, by the published rule.

    :raises NotAllowed: if the actor does not run courses at that centre
    :raises NotCompleted: if the days or the test do not reach what is published
    :raises IllegalMove: if she does not take part any more
    """
    enrolment = held_enrolment(actor, enrolment_id)
    reached = flows.ENROLMENT.move(enrolment.state, "complete")
    terms = terms_on(timezone.localdate(now))
    (one,) = standings([enrolment], terms)
    if lacks_of(one, terms, tested=is_tested(enrolment.course)):
        raise NotCompleted
    _complete(actor, enrolment, reached, timezone.localdate(now))
    return enrolment


@one_writer()
def complete_class(*, actor: User, course_id: UUID, now: datetime) -> list[Enrolment]:
    """Say of everybody in the class who meets the published rule that she completed the course.

    :raises NotAllowed: if the actor does not run courses at that centre
    """
    course = Course.objects.select_for_update(of=("self",)).filter(pk=course_id).first()
    if course is None or not can(actor, "courses.edit", course):
        raise NotAllowed
    terms, tested = terms_on(timezone.localdate(now)), is_tested(course)
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(
        course=course, state=EnrolmentState.ENROLLED
    )
    done = []
    for one in standings(rows.select_related("course"), terms):
        if not lacks_of(one, terms, tested=tested):
            reached = flows.ENROLMENT.move(one.enrolment.state, "complete")
            _complete(actor, one.enrolment, reached, timezone.localdate(now))
            done.append(one.enrolment)
    return done


def held_enrolment(actor: User, enrolment_id: UUID, action: str = "courses.edit") -> Enrolment:
    """Lock one enrolment of a course that the actor runs; call it in a transaction.

    :raises NotAllowed: if there is none at a centre where she may do this
    """
    enrolment = _locked(enrolment_id)
    if not can(actor, action, enrolment.course):
        raise NotAllowed
    return enrolment


def _locked(enrolment_id: UUID) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("course", "person")
    row = rows.filter(pk=enrolment_id, person__is_sealed=False, person__merged_into=None).first()
    if row is None:
        raise NotAllowed
    return row


def _complete(actor: User, enrolment: Enrolment, state: str, today: date) -> None:
    ended = min(today, enrolment.course.ends_on)
    _put(enrolment, {"state": state, "ended_on": ended})
    audit(actor=actor, action="skills.completed", on=Ref("enrolment", enrolment.pk))


def _put(enrolment: Enrolment, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(enrolment, name, value)
    enrolment.revision += 1
    enrolment.save()
