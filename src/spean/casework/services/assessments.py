"""How well somebody has settled in again (RSS): recorded, scored, and looked at where it is bad."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import AssessmentKind, AssessmentMoment
from spean.casework.contracts import SurveyAnswers
from spean.casework.models import Assessment, ScoringScheme
from spean.casework.rules import sustainability as rules
from spean.casework.selectors.assessments import assessments_waiting_for, scheme_in_force
from spean.casework.services.cases import open_case_of
from spean.casework.services.revisions import already_made, put
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.models import Person
from spean.people.services import opened_unseen, seal_for


class NoSuchMoment(DomainError):
    """The form does not say which time it was, or on a day that has not come."""

    code = "no-such-moment"
    message = _("It does not say when she was asked, or the day has not come yet.")


class SchemeRefused(DomainError):
    """A scoring scheme cannot be used; `details` say where and why."""

    code = "scheme-refused"
    message = _("This scoring scheme cannot be used. %(where)s: %(why)s")


@one_writer()
def record_assessment(
    *, actor: User, person: Person, id: UUID, given: SurveyAnswers, now: datetime
) -> Assessment:
    """Record what she answered, and score it by the scheme that counts now.

    The answers are sealed under the person's key. Recording the same one again changes nothing.

    :raises NoSuchMoment: if kind, moment or day are none
    :raises NoOpenCase: if the person has no open case
    """
    made = already_made(Assessment, id, "taken_by", actor)
    if made is not None:
        return made
    _require_moment(given, timezone.localdate(now))
    case = open_case_of(person)
    scheme = scheme_in_force()
    answers = {} if given.was_declined else dict(given.answers)
    scores = rules.score(scheme, answers, given.kind)
    alarms = rules.alarms(scheme, scores)
    made = Assessment(
        id=id,
        case=case,
        kind=given.kind,
        moment=given.moment,
        taken_on=given.taken_on,
        taken_by=actor,
        was_declined=given.was_declined,
        sealed=seal_for(person, answers, context=_context(id)),
        scheme_version=scheme.version,
        composite=scores.composite,
        answered={name: list(pair) for name, pair in scores.answered.items()},
        changes=_changes(scheme, person, given, scores),
        alarms=list(alarms),
        is_alarming=bool(alarms),
        **scores.dimensions,
    )
    made.save(force_insert=True)
    # What was answered too little to be scored is not scored, and the trail says so.
    unscored = [] if given.was_declined else [n for n, v in scores.dimensions.items() if v is None]
    audit(
        actor=actor,
        action="casework.assessed",
        on=Ref("assessment", made.pk),
        kind=given.kind,
        moment=given.moment,
        alarms=list(alarms),
        **({"unscored": unscored} if unscored else {}),
    )
    return made


@one_writer()
def look_at_assessment(*, actor: User, assessment_id: UUID, now: datetime) -> Assessment:
    """Take an alarm off the list: somebody who leads looked at it.

    :raises NotAllowed: if it is not on the actor's list
    """
    row = assessments_waiting_for(actor).filter(pk=assessment_id).select_for_update().first()
    if row is None:
        raise NotAllowed
    put(row, {"seen_at": now, "seen_by": actor})
    audit(actor=actor, action="casework.alarm_seen", on=Ref("assessment", row.pk))
    return row


@one_writer()
def publish_scheme(*, actor: User | None, content: Mapping[str, Any]) -> ScoringScheme:
    """Let a scheme count from now on; what was scored before keeps its own.

    :raises SchemeRefused: if it cannot be used, or its version was published before
    """
    try:
        scheme = rules.read_scheme(content)
    except rules.BadScheme as bad:
        raise SchemeRefused(where=bad.where, why=bad.why) from bad
    if ScoringScheme.objects.filter(version=scheme.version).exists():
        raise SchemeRefused(where=scheme.version, why="was published before")
    made = ScoringScheme.objects.create(
        version=scheme.version,
        source=scheme.source,
        is_verified=scheme.is_verified,
        content=dict(content),
        published_by=actor,
    )
    ref = Ref("scoring_scheme", made.pk)
    audit(actor=actor, action="casework.scheme_published", on=ref, items=len(scheme.items))
    return made


def _require_moment(given: SurveyAnswers, today: date) -> None:
    known = given.kind in AssessmentKind.values and given.moment in AssessmentMoment.values
    if not known or given.taken_on > today:
        raise NoSuchMoment


def _changes(
    scheme: rules.Scheme, person: Person, given: SurveyAnswers, scores: rules.Scores
) -> dict[str, list[float]]:
    """Return how she moved since she was asked with this form before, by the same scheme.

    The earlier answers are opened for the reckoning alone: nobody is shown them.
    """
    before = (
        Assessment.objects.filter(
            case__person=person, kind=given.kind, was_declined=False, taken_on__lt=given.taken_on
        )
        .order_by("-taken_on", "-created_at")
        .first()
    )
    if before is None or given.was_declined:
        return {}
    answers = opened_unseen(person, bytes(before.sealed), _context(before.pk))
    earlier = rules.score(scheme, answers, given.kind)
    moved = rules.changes(scheme, earlier, scores)
    return {name: [one.value, one.margin, one.pairs] for name, one in moved.items()}


def _context(assessment_id: UUID) -> str:
    return f"assessment:{assessment_id}"
