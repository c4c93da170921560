"""The assessment: a day is set, results are found, a second assessor agrees or sends back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import Scope, scope_of
from spean.skills.choices import Competence, Part
from spean.skills.models import Assessor, Recognition, Sitting
from spean.skills.rules import recognition as rules
from spean.skills.selectors.assessors import taken_hours
from spean.skills.services.assessors import check_free
from spean.skills.services.recording import locked_recognition, put, recognition_to_edit, step


class DoubleBooked(DomainError):
    """An assessor is at one place at a time."""

    code = "double-booked"
    message = _("This assessor is somewhere else at that time. Please choose another hour.")


class SameAssessor(DomainError):
    """Nobody looks over her own work."""

    code = "same-assessor"
    message = _("The second assessor must be somebody else.")


class EndsBefore(DomainError):
    """An assessment ends after it begins, and lies ahead."""

    code = "hours-not-possible"
    message = _("Please choose hours that lie ahead; the end comes after the beginning.")


class TooEarly(DomainError):
    """Results are found on the day, not before."""

    code = "too-early"
    message = _("Results can be written down from the day of the assessment on.")


class Incomplete(DomainError):
    """A part of a unit has no result."""

    code = "result-missing"
    message = _("Please give a result for each part of each unit.")


class ReasonMissing(DomainError):
    """Who sends back says why."""

    code = "reason-missing"
    message = _("Please write why it goes back.")


@dataclass(frozen=True, slots=True)
class BookingWords:
    """Who assesses, who looks it over, when, where, how, and in which parts."""

    assessor_id: UUID
    moderator_id: UUID
    starts_at: datetime
    ends_at: datetime
    place: str
    method: str
    parts: tuple[str, ...] = rules.PARTS


@dataclass(frozen=True, slots=True)
class Found:
    """What an assessor found of one unit: the parts, and what she saw."""

    parts: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@one_writer()
def book(
    *, actor: User, recognition_id: UUID, id: UUID, words: BookingWords, now: datetime
) -> Sitting:
    """Set the day of the assessment with two assessors who are free to judge; or set another day.

    :raises NotAllowed: if the actor may not accompany this person
    :raises IllegalMove: if she is not ready, or was assessed already
    :raises SameAssessor: if both are one
    :raises EndsBefore: if the hours are not possible
    :raises DoubleBooked: if the assessor is taken
    :raises NotRegistered, WrongTrade, NotHere, TooClose, Tied, MayBeFamily: of either assessor
    """
    recognition = recognition_to_edit(actor, recognition_id)
    made = Sitting.objects.filter(pk=id, booked_by=actor).first()
    if made is not None:
        return made
    if words.assessor_id == words.moderator_id:
        raise SameAssessor
    if not now < words.starts_at < words.ends_at:
        raise EndsBefore
    ids = [words.assessor_id, words.moderator_id]
    both = Assessor.objects.select_for_update(of=("self",)).in_bulk(ids)
    if len(both) != len(ids) or not set(words.parts) <= set(Part.values) or not words.parts:
        raise NotAllowed
    day = timezone.localdate(words.starts_at)
    for one in both.values():
        check_free(one, recognition, day)
    assessor = both[words.assessor_id]
    others = taken_hours(assessor, words.starts_at, words.ends_at)
    if others.exclude(recognition=recognition).exists():
        raise DoubleBooked
    recognition.sittings.filter(is_cancelled=False).update(is_cancelled=True)
    sitting = _sitting(actor, recognition, id, words)
    chosen = {"assessor": assessor, "moderator": both[words.moderator_id]}
    step(recognition, "book", now, parts=list(words.parts), sent_back="", **chosen)
    audit(actor=actor, action="skills.rpl_booked", on=Ref("recognition", recognition.pk))
    return sitting


@one_writer()
def free_day(*, actor: User, recognition_id: UUID, now: datetime) -> Recognition:
    """Take back the day that was set; the assessors no longer see the person.

    :raises IllegalMove: if no day is set
    """
    recognition = recognition_to_edit(actor, recognition_id)
    step(recognition, "free", now, assessor=None, moderator=None)
    recognition.sittings.filter(is_cancelled=False).update(is_cancelled=True)
    audit(actor=actor, action="skills.rpl_freed", on=Ref("recognition", recognition.pk))
    return recognition


@one_writer()
def write_results(
    *, actor: User, recognition_id: UUID, found: Mapping[UUID, Found], now: datetime
) -> Recognition:
    """Write down what was found; a unit is competent only if each required part is.

    :raises NotAllowed: unless the actor is the assessor of this recognition
    :raises IllegalMove: if no day is set, or results stand already
    :raises TooEarly: before the day
    :raises Incomplete: if a part of a unit has no result
    """
    recognition = locked_recognition(recognition_id)
    as_assessor(actor, recognition, recognition.assessor, timezone.localdate(now))
    sitting = recognition.sittings.filter(is_cancelled=False).order_by("-starts_at").first()
    if sitting is not None and timezone.localdate(now) < timezone.localdate(sitting.starts_at):
        raise TooEarly
    rows = list(recognition.units.filter(is_gap=False))
    for row in rows:
        put(row, _result(found.get(row.unit_id), recognition.parts))
    step(recognition, "assess", now, assessed_at=now, sent_back="")
    competent = sum(row.result == Competence.COMPETENT for row in rows)
    ref = Ref("recognition", recognition.pk)
    audit(actor=actor, action="skills.rpl_assessed", on=ref, units=len(rows), competent=competent)
    return recognition


@one_writer()
def moderate(
    *, actor: User, recognition_id: UUID, agrees: bool, reason: str = "", now: datetime
) -> Recognition:
    """Agree with the results as the second assessor, or send them back with a reason.

    :raises NotAllowed: unless the actor is the second assessor
    :raises IllegalMove: if there are no results, or they were agreed already
    :raises ReasonMissing: if it goes back without a reason
    :raises Tied, TooClose, MayBeFamily: if she is not, or no longer, free to judge
    """
    recognition = locked_recognition(recognition_id)
    as_assessor(actor, recognition, recognition.moderator, timezone.localdate(now))
    ref = Ref("recognition", recognition.pk)
    if not agrees:
        if not reason.strip():
            raise ReasonMissing
        step(recognition, "send_back", now, sent_back=reason.strip())
        audit(actor=actor, action="skills.rpl_sent_back", on=ref)
        return recognition
    is_any = recognition.units.filter(result=Competence.COMPETENT).exists()
    step(recognition, "approve" if is_any else "refuse", now, moderated_at=now)
    audit(actor=actor, action="skills.rpl_moderated", on=ref, to=recognition.state)
    return recognition


def as_assessor(actor: User, recognition: Recognition, named: Assessor | None, day: Any) -> None:
    """Refuse everybody but the assessor named, and her too if she is not free to judge.

    :raises NotAllowed: if the actor is somebody else or has lost the role
    """
    has_role = scope_of(actor, "rpl.assess") > Scope.NONE
    if named is None or named.user_id != actor.pk or not has_role:
        raise NotAllowed
    check_free(named, recognition, day)


def results_of(found: Found | None, required: list[str]) -> dict[str, str]:
    """Return the columns of a unit from what was found.

    :raises Incomplete: if a required part has no result
    """
    parts = {name: found.parts.get(name, "") for name in required} if found else {}
    result = rules.result_of(parts, required)
    if not result or not set(parts.values()) <= set(Competence.values):
        raise Incomplete
    return {**dict.fromkeys(Part.values, ""), **parts, "result": result}


def _result(found: Found | None, required: list[str]) -> dict[str, str]:
    return {**results_of(found, required), "note": found.note if found else ""}


def _sitting(actor: User, recognition: Recognition, id: UUID, words: BookingWords) -> Sitting:
    return Sitting.objects.create(
        id=id,
        recognition=recognition,
        assessor_id=words.assessor_id,
        starts_at=words.starts_at,
        ends_at=words.ends_at,
        place=words.place,
        method=words.method,
        booked_by=actor,
    )
