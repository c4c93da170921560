"""A standard is confirmed by a paper, doubted again, or followed by a new dated version."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, IllegalMove
from spean.core.refs import Ref
from spean.skills.models import Standard, Unit, UnitTask
from spean.skills.services.keeping import locked, put
from spean.skills.services.standards import may_write, next_number
from spean.skills.services.trust import rebuild_list

LONGEST_CODE: Final = 20
_UNIT_CODE, _TASK_CODE = 24, 28


class PaperMissing(DomainError):
    """Nothing is verified by hearsay."""

    code = "paper-missing"
    message = _("Please write the document, its number, its date and who confirmed it.")


class PaperFromTomorrow(DomainError):
    """A paper that confirms something exists already."""

    code = "paper-from-tomorrow"
    message = _("The document cannot be from a day that is still to come.")


class NothingToVerify(DomainError):
    """A standard without units says nothing."""

    code = "nothing-to-verify"
    message = _("This standard has no unit yet.")


class ReasonMissing(DomainError):
    """Who takes a word back says why."""

    code = "reason-missing"
    message = _("Please say why.")


class AlreadyReplaced(DomainError):
    """Only the newest version is followed by another."""

    code = "already-replaced"
    message = _("There is a newer version already: %(version)s.")


class BeginsTooEarly(DomainError):
    """A version begins after the one before it, and nothing begins in the past."""

    code = "begins-too-early"
    message = _("A new version begins after the one before it, and not in the past.")


class CodeTooLong(DomainError):
    """A code has an end."""

    code = "code-too-long"
    message = _("The code of this standard is too long for one more version.")


@dataclass(frozen=True, slots=True)
class Paper:
    """By what a standard is confirmed: the document, its number and date, and who signed it."""

    document: str
    number: str
    dated: date | None
    confirmed_by: str


@one_writer()
def verify_standard(
    *, actor: User, standard_id: UUID, revision: int, paper: Paper, now: datetime
) -> Standard:
    """Mark a standard as confirmed at its source. Certificates issued before stay as they are.

    :raises NotAllowed: if the actor may not write standards
    :raises PaperMissing: if the document, its number, its date or who confirmed it is missing
    :raises PaperFromTomorrow: if the document is dated in the future
    :raises NothingToVerify: if the standard has no unit
    :raises IllegalMove: if it is verified already
    :raises ChangedMeanwhile: if it was saved after the form was opened
    """
    may_write(actor)
    said = (paper.document.strip(), paper.number.strip(), paper.confirmed_by.strip())
    if paper.dated is None or not all(said):
        raise PaperMissing
    today = timezone.localdate(now)
    if paper.dated > today:
        raise PaperFromTomorrow
    standard = locked(Standard.objects.get(pk=standard_id), revision)
    if standard.is_verified:
        raise IllegalMove
    if not standard.units.filter(ended_on=None).exists():
        raise NothingToVerify
    values = dict(zip(("document", "document_no", "confirmed_by"), said, strict=True))
    marks = {"is_verified": True, "verified_by": actor, "verified_on": today, "unverified_why": ""}
    put(standard, {**values, **marks, "document_on": paper.dated})
    audit(actor=actor, action="skills.standard_verified", on=Ref("standard", standard.pk))
    rebuild_list(now=now)
    return standard


@one_writer()
def take_verification_back(
    *, actor: User, standard_id: UUID, reason: str, now: datetime
) -> Standard:
    """Say that a standard is not verified after all, and why; the paper's words are kept.

    :raises NotAllowed: if the actor may not write standards
    :raises ReasonMissing: if no reason is given
    :raises IllegalMove: if it is not verified
    """
    may_write(actor)
    if not reason.strip():
        raise ReasonMissing
    standard = locked(Standard.objects.get(pk=standard_id))
    if not standard.is_verified:
        raise IllegalMove
    put(standard, {"is_verified": False, "unverified_why": reason.strip()})
    audit(actor=actor, action="skills.standard_unverified", on=Ref("standard", standard.pk))
    rebuild_list(now=now)
    return standard


@one_writer()
def new_version(
    *, actor: User, standard_id: UUID, id: UUID, valid_from: date, today: date
) -> Standard:
    """Copy a standard as its next version, not verified; the version before ends the day before.

    What began by the old version goes on by it; its units keep their numbers and meaning. The
    new version's units get numbers of their own.

    :raises NotAllowed: if the actor may not write standards
    :raises AlreadyReplaced: if there is a newer version
    :raises BeginsTooEarly: if it would begin in the past, or not after the old one
    :raises CodeTooLong: if the code has no room for the version
    """
    may_write(actor)
    made = Standard.objects.filter(pk=id).first()
    if made is not None:
        return made
    before = locked(Standard.objects.get(pk=standard_id))
    later = Standard.objects.filter(replaces=before).first()
    if later is not None:
        raise AlreadyReplaced(version=later.code)
    if valid_from <= before.valid_from or valid_from < today:
        raise BeginsTooEarly
    fresh = Standard.objects.create(
        id=id,
        code=_next_code(before),
        replaces=before,
        occupation_id=before.occupation_id,
        level=before.level,
        source=before.source,
        label_km=before.label_km,
        label_en=before.label_en,
        valid_from=valid_from,
    )
    put(before, {"valid_to": valid_from - timedelta(days=1)})
    units = before.units.filter(ended_on=None).order_by("sort", "code")
    for place, unit in enumerate(units, 1):
        end = _end(before.code, unit.code, f"-N{place}")
        _copy(unit, fresh, _fitting(fresh.code + end, _UNIT_CODE))
    ref = Ref("standard", fresh.pk)
    audit(actor=actor, action="skills.standard_version", on=ref, units=fresh.units.count())
    return fresh


def _next_code(before: Standard) -> str:
    """Return the code with its version: SP-7122-2, then SP-7122-2-V2, then SP-7122-2-V3."""
    stem, number = before.code, 1
    head, mark, tail = before.code.rpartition("-V")
    if mark and tail.isdecimal() and before.replaces_id is not None:
        stem, number = head, int(tail)
    while True:
        number += 1
        code = f"{stem}-V{number}"
        if len(code) > LONGEST_CODE:
            raise CodeTooLong
        if not Standard.objects.filter(code=code).exists():
            return code


def _copy(unit: Unit, fresh: Standard, code: str) -> None:
    copy = Unit.objects.create(
        standard=fresh,
        code=code,
        number=next_number(),
        sort=unit.sort,
        label_km=unit.label_km,
        label_en=unit.label_en,
    )
    copy.skills.set(unit.skills.all())
    UnitTask.objects.bulk_create(
        UnitTask(
            unit=copy,
            code=_fitting(code + _end(unit.code, task.code, f"-N{place}"), _TASK_CODE),
            sort=task.sort,
            picture=task.picture,
            label_km=task.label_km,
            label_en=task.label_en,
        )
        for place, task in enumerate(unit.tasks.order_by("sort", "code"), 1)
    )


def _end(stem: str, code: str, otherwise: str) -> str:
    """Return what stands behind the stem of a code: the copy carries it behind its own."""
    return code.removeprefix(stem) if code.startswith(f"{stem}-") else otherwise


def _fitting(code: str, longest: int) -> str:
    if len(code) > longest:
        raise CodeTooLong
    return code
