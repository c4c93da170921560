"""Acts of recognition by who accompanies: applying, rating, reviewing, ending."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.skills.choices import OwnWord
from spean.skills.models import (
    Recognition,
    Sitting,
    TaskAnswer,
    UnitTask,
)
from spean.skills.rules import recognition as rules
from spean.skills.selectors.recognition import units_of
from spean.skills.services.recording import (
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
    "rate_herself",
    "review",
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
