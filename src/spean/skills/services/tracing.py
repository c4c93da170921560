"""What came of a course: somebody is asked after 3, 6 and 12 months."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.people.services import open_for, seal_for
from spean.skills.choices import EnrolmentState
from spean.skills.choices.attendance import TraceMoment, TraceState, WorkNow
from spean.skills.models import Enrolment, Trace
from spean.skills.rules.attendance import trace_days
from spean.skills.services.completion import held_enrolment

_ENDED = (EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED)
_AT_WORK = (WorkNow.EMPLOYED, WorkNow.OWN, WorkNow.FAMILY)


class NotYetDue(DomainError):
    """The months are not over, or the course was not completed."""

    code = "not-yet-due"
    message = _("It is too early to ask what came of this course.")


class AskedAlready(DomainError):
    """She answered before."""

    code = "asked-already"
    message = _("This has been asked and answered already.")


class AnswerMissing(DomainError):
    """An answer without what she does."""

    code = "answer-missing"
    message = _("Please choose what the person does now.")


class WageRefused(DomainError):
    """A wage or hours that cannot be meant."""

    code = "wage-refused"
    message = _("Please check the wage and the hours: neither is less than nothing.")


@dataclass(frozen=True, slots=True)
class Came:
    """What somebody says came of the course."""

    state: str
    work: str = ""
    in_trade: bool | None = None
    wage_usd: Decimal | None = None
    hours: int | None = None
    uses_it: bool | None = None
    recommends: bool | None = None


@one_writer()
def keep_trace(
    *, actor: User, enrolment_id: UUID, moment: TraceMoment, came: Came, now: datetime
) -> Trace:
    """Keep the answers, or that she was not reached; who was not is asked again.

    :raises NotAllowed: if the actor does not enrol people at that centre
    :raises NotYetDue: if the day has not come, or she did not complete the course
    :raises AskedAlready: if she answered before, or did not wish to
    :raises AnswerMissing: if it is not said what she does
    :raises WageRefused: if the wage or the hours cannot be meant
    """
    enrolment = held_enrolment(actor, enrolment_id, "courses.enrol")
    _check_due(enrolment, moment, now)
    row = Trace.objects.filter(enrolment=enrolment, moment=moment).first()
    if row is not None and row.state != TraceState.NOT_REACHED:
        raise AskedAlready
    _check_said(came)
    row = row or Trace(enrolment=enrolment, moment=moment)
    row.state, row.asked_on, row.asked_by = came.state, timezone.localdate(now), actor
    if came.state == TraceState.ANSWERED:
        _put_answers(row, came)
    row.save()
    ref = Ref("enrolment", enrolment.pk)
    audit(actor=actor, action="skills.traced", on=ref, moment=str(moment), state=came.state)
    return row


def open_trace(*, viewer: User, trace: Trace) -> dict[str, Any]:
    """Return wage and hours of an answer; the read is audited.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    if not trace.sealed:
        return {}
    person, context = trace.enrolment.person, _context(trace.pk)
    plain = open_for(viewer=viewer, person=person, sealed=bytes(trace.sealed), context=context)
    return dict(plain)


def _put_answers(row: Trace, came: Came) -> None:
    at_work = came.work in _AT_WORK
    row.work, row.uses_it, row.recommends = came.work, came.uses_it, came.recommends
    row.in_trade = came.in_trade if at_work else None
    told = {
        "wage_usd": None if came.wage_usd is None or not at_work else str(came.wage_usd),
        "hours": came.hours if at_work else None,
    }
    if any(value is not None for value in told.values()):
        row.sealed = seal_for(row.enrolment.person, told, context=_context(row.pk))


def _check_due(enrolment: Enrolment, moment: TraceMoment, now: datetime) -> None:
    if enrolment.state not in _ENDED or enrolment.ended_on is None:
        raise NotYetDue
    if timezone.localdate(now) < trace_days(enrolment.ended_on)[moment]:
        raise NotYetDue


def _check_said(came: Came) -> None:
    if came.state not in TraceState.values:
        raise AnswerMissing
    if came.state == TraceState.ANSWERED and came.work not in WorkNow.values:
        raise AnswerMissing
    if (came.wage_usd or 0) < 0 or not 0 <= (came.hours or 0) <= 168:
        raise WageRefused


def _context(id: UUID) -> str:
    return f"trace:{id}"
