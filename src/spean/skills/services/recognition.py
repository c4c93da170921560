"""Acts of recognition by who accompanies: applying, rating, reviewing, certifying, ending."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.skills.choices import OwnWord
from spean.skills.models import (
    Recognition,
    Sitting,
    TaskAnswer,
    UnitTask,
)
from spean.skills.rules import recognition as rules
from spean.skills.selectors.recognition import units_of, units_to_certify
from spean.skills.services.granting import grant, take_back
from spean.skills.services.recording import (
    locked_recognition,
    put,
    recognition_to_edit,
    step,
)
from spean.skills.services.rpl_applying import (
    AlreadyApplied,
    AlreadyProven,
    ApplicationWords,
    InformFirst,
    UnknownUnit,
    apply_for_recognition,
)
from spean.skills.services.wages import plan_wage_checks

__all__ = [
    "AlreadyApplied",
    "AlreadyProven",
    "ApplicationWords",
    "InformFirst",
    "NotRatedYet",
    "NothingToAssess",
    "ProofNotChecked",
    "UnknownUnit",
    "apply_for_recognition",
    "grant",
    "mark_certified",
    "rate_herself",
    "review",
    "revoke",
    "take_back",
    "withdraw",
]


class NotRatedYet(DomainError):
    """The facilitator's review builds on her own word."""

    code = "not-rated-yet"
    message = _("First ask her about each task.")


class ProofNotChecked(DomainError):
    """A piece of the portfolio was not looked at."""

    code = "proof-not-checked"
    message = _("Please check each piece of proof first.")


class NothingToAssess(DomainError):
    """Every unit is a gap."""

    code = "nothing-to-assess"
    message = _("Something is missing in every unit. She cannot go to the assessment yet.")


@one_writer()
def rate_herself(
    *,
    actor: User,
    recognition_id: UUID,
    levels: Mapping[UUID, int],
    is_read_aloud: bool,
    now: datetime,
) -> Recognition:
    """Write down how well she does each task, from "never" (0) to "can teach it" (3).

    :raises NotAllowed: if the actor may not accompany this person
    :raises IllegalMove: if it is ready for the assessment, or over
    :raises UnknownUnit: if a task belongs to none of the units applied for
    """
    recognition = recognition_to_edit(actor, recognition_id)
    units = recognition.units.values("unit")
    tasks = UnitTask.objects.filter(pk__in=list(levels), unit__in=units).count()
    if tasks != len(levels) or not set(levels.values()) <= set(OwnWord.values):
        raise UnknownUnit
    for task_id, level in levels.items():
        TaskAnswer.objects.update_or_create(
            recognition=recognition, task_id=task_id, defaults={"level": level}
        )
    step(recognition, "rate", now, self_rated_at=now, is_read_aloud=is_read_aloud)
    ref = Ref("recognition", recognition.pk)
    audit(actor=actor, action="skills.rpl_rated", on=ref, tasks=len(levels))
    return recognition


@one_writer()
def review(
    *,
    actor: User,
    recognition_id: UUID,
    gaps: frozenset[UUID],
    goes_on: bool,
    note: str = "",
    now: datetime,
) -> Recognition:
    """Close the portfolio: how ready she is, which units lack something, and where it goes.

    With `goes_on` the other units go to the assessment; without, she learns first.

    :raises NotRatedYet: if she was not asked about each task
    :raises ProofNotChecked: if a piece of proof was not checked
    :raises NothingToAssess: if she is to go on and every unit is a gap
    """
    recognition = recognition_to_edit(actor, recognition_id)
    views = units_of(recognition)
    if not all(one.standing.is_rated for one in views):
        raise NotRatedYet
    if any(piece.checked_at is None for one in views for piece in one.evidence):
        raise ProofNotChecked
    if goes_on and all(one.row.unit_id in gaps for one in views):
        raise NothingToAssess
    for one in views:
        put(one.row, {"is_gap": one.row.unit_id in gaps})
    ready = rules.readiness(one.standing for one in views)
    move = "make_ready" if goes_on else "find_gaps"
    seen = {"readiness": ready, "review_note": note, "reviewed_by": actor, "reviewed_at": now}
    step(recognition, move, now, **seen)
    ref = Ref("recognition", recognition.pk)
    audit(actor=actor, action="skills.rpl_reviewed", on=ref, gaps=len(gaps), to=recognition.state)
    return recognition


@one_writer()
def withdraw(*, actor: User, recognition_id: UUID, now: datetime) -> Recognition:
    """End an application because she no longer wants it; what was booked is free again.

    :raises IllegalMove: if there is a result already
    """
    recognition = recognition_to_edit(actor, recognition_id)
    step(recognition, "withdraw", now)
    Sitting.objects.filter(recognition=recognition, is_cancelled=False).update(is_cancelled=True)
    audit(actor=actor, action="skills.rpl_withdrawn", on=Ref("recognition", recognition.pk))
    return recognition


@one_writer()
def mark_certified(
    *, actor: User, recognition_id: UUID, now: datetime | None = None
) -> Recognition:
    """Note that the certificate was given: the units are proven from now on, for matching too.

    Called in the transaction in which the certificate is sealed.

    :raises NotAllowed: if the actor may neither propose nor seal a certificate of this person
    :raises IllegalMove: if the two assessors have not agreed, or it was given already
    """
    now = now or timezone.now()
    recognition = locked_recognition(recognition_id)
    person = recognition.person
    if not can(actor, "certificates.seal", person) and not can(
        actor, "certificates.propose", person
    ):
        raise NotAllowed
    rows = list(units_to_certify(recognition))
    step(recognition, "certify", now, certified_at=now)
    for row in rows:
        put(row, {"certified_at": now})
    source = Ref("recognition", recognition.pk)
    grant(actor=actor, person=person, units=[row.unit for row in rows], source=source, now=now)
    plan_wage_checks(recognition, timezone.localdate(now))
    audit(actor=actor, action="skills.rpl_certified", on=source, units=len(rows))
    return recognition


@one_writer()
def revoke(*, actor: User, recognition_id: UUID, now: datetime) -> Recognition:
    """Note that the certificate was taken back: each skill returns to the proof it had before.

    :raises NotAllowed: if the actor may not seal certificates of this person
    :raises IllegalMove: if there is no certificate
    """
    recognition = locked_recognition(recognition_id)
    if not can(actor, "certificates.seal", recognition.person):
        raise NotAllowed
    step(recognition, "revoke", now)
    source = Ref("recognition", recognition.pk)
    take_back(actor=actor, person=recognition.person, source=source, now=now)
    audit(actor=actor, action="skills.rpl_revoked", on=source)
    return recognition
