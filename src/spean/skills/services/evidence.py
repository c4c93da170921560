"""The portfolio: proof is looked at, sealed part by part, checked, and opened with a trace."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.core.sandbox import run_parser
from spean.people.models import Person
from spean.people.services import seal_for
from spean.people.services.sealing import opened_unseen
from spean.skills.choices import RecognitionState as R
from spean.skills.models import Evidence, EvidencePart, Recognition
from spean.skills.rules import evidence as rules
from spean.skills.selectors.recognition import evidence_visible_to
from spean.skills.services.recording import already_made, put, recognition_to_edit
from spean.skills.services.rpl_applying import UnknownUnit

_PARSER: Final = "spean.skills.rules.evidence.media_type_of"
_PART: Final = 1_000_000
_COLLECTING: Final = (R.APPLIED, R.COLLECTING, R.GAPS)
CHECKS: Final = ("is_authentic", "is_sufficient", "is_valid", "is_current")


class ProofTooLarge(DomainError):
    """A file is larger than proof of its kind needs to be."""

    code = "proof-too-large"
    message = _("This file is larger than %(most)s MB. Please take a shorter or smaller one.")


class PortfolioFull(DomainError):
    """The whole portfolio would be larger than it may be; what is in it stays."""

    code = "portfolio-full"
    message = _(
        "All proof together may have %(most)s MB; %(left)s MB are left. Nothing was lost:"
        " take a shorter film, or remove a piece that is not needed."
    )


class NotThisProof(DomainError):
    """The file is no picture, sound, film or paper of the kind named."""

    code = "not-this-proof"
    message = _("This file is not what its kind says, or it is damaged. It was not kept.")


class ChecksMissing(DomainError):
    """Each piece is checked in four ways."""

    code = "checks-missing"
    message = _("Please answer all four questions.")


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of a piece of proof."""

    unit_code: str
    kind: str
    language: str
    made_on: date | None = None


@one_writer()
def add_evidence(
    *, actor: User, recognition_id: UUID, id: UUID, piece: Piece, path: Path
) -> Evidence:
    """Put a file into the portfolio: its structure is looked at, then it is sealed part by part.

    :raises NotAllowed: if the actor may not accompany this person
    :raises IllegalMove: if the portfolio is closed
    :raises UnknownUnit: if the unit was not applied for
    :raises ProofTooLarge: if the file is larger than one of its kind may be
    :raises PortfolioFull: if all proof together would be too large
    :raises NotThisProof: if the file is something else, whatever its name says
    """
    recognition = recognition_to_edit(actor, recognition_id)
    made = already_made(Evidence, id, "added_by", actor)
    if made is not None:
        return made
    if recognition.state not in _COLLECTING:
        raise IllegalMove(action="add", state=recognition.state)
    row = recognition.units.filter(unit__code=piece.unit_code).first()
    if row is None:
        raise UnknownUnit
    size = _room_for(recognition, piece.kind, path)
    kept = Evidence.objects.create(
        id=id,
        recognition=recognition,
        unit_id=row.unit_id,
        kind=piece.kind,
        language=piece.language,
        made_on=piece.made_on,
        media_type=_media_type(path, piece.kind),
        size=size,
        added_by=actor,
    )
    _keep_parts(kept, recognition.person, path)
    ref = Ref("evidence", id)
    audit(actor=actor, action="skills.proof_added", on=ref, kind=piece.kind, bytes=size)
    return kept


@one_writer()
def check_evidence(
    *,
    actor: User,
    evidence_id: UUID,
    answers: dict[str, bool],
    note: str = "",
    now: datetime,
) -> Evidence:
    """Say whether a piece is authentic, sufficient, valid and current.

    :raises ChecksMissing: if one of the four is not answered
    :raises IllegalMove: if the portfolio is closed
    """
    evidence = _to_edit(actor, evidence_id)
    if set(answers) != set(CHECKS):
        raise ChecksMissing
    put(evidence, {**answers, "check_note": note, "checked_by": actor, "checked_at": now})
    ref = Ref("evidence", evidence.pk)
    audit(actor=actor, action="skills.proof_checked", on=ref, accepted=evidence.is_accepted)
    return evidence


@one_writer()
def remove_evidence(*, actor: User, evidence_id: UUID) -> None:
    """Take a piece out of the portfolio for good; twice is harmless.

    :raises IllegalMove: if the portfolio is closed
    """
    if not Evidence.objects.filter(pk=evidence_id).exists():
        return
    _to_edit(actor, evidence_id).delete()
    audit(actor=actor, action="skills.proof_removed", on=Ref("evidence", evidence_id))


def open_evidence(*, viewer: User, evidence_id: UUID) -> tuple[Evidence, Iterator[bytes]]:
    """Return a piece and its content, part by part; that it was opened is kept in the trail.

    :raises NotAllowed: unless the viewer accompanies the person or assesses her now
    """
    with one_writer():
        found = evidence_visible_to(viewer).filter(pk=evidence_id).first()
        if found is None:
            raise NotAllowed
        audit(actor=viewer, action="skills.proof_opened", on=Ref("evidence", found.pk))
    return found, _parts(found)


def _parts(evidence: Evidence) -> Iterator[bytes]:
    person = evidence.recognition.person
    places = evidence.parts.order_by("place").values_list("place", flat=True)
    for place in list(places):
        part = evidence.parts.get(place=place)
        plain = opened_unseen(person, part.sealed, _context(evidence.pk, place))
        yield base64.b64decode(plain)


def _keep_parts(evidence: Evidence, person: Person, path: Path) -> None:
    with path.open("rb") as file:
        place = 0
        while content := file.read(_PART):
            plain = base64.b64encode(content).decode()
            sealed = seal_for(person, plain, context=_context(evidence.pk, place))
            EvidencePart.objects.create(evidence=evidence, place=place, sealed=sealed)
            place += 1


def _room_for(recognition: Recognition, kind: str, path: Path) -> int:
    """Refuse what is too large before a byte of it is read."""
    size = path.stat().st_size
    here = recognition.evidence.aggregate(all=Sum("size"))["all"] or 0
    left = rules.LARGEST_PORTFOLIO - here
    if size > left:
        most = rules.LARGEST_PORTFOLIO // rules.MEGABYTE
        raise PortfolioFull(most=most, left=max(0, left) // rules.MEGABYTE)
    if size > rules.largest_for(kind):
        raise ProofTooLarge(most=rules.largest_for(kind) // rules.MEGABYTE)
    return size


def _media_type(path: Path, kind: str) -> str:
    try:
        return str(run_parser(_PARSER, path, memory_mb=128, seconds=10, kind=kind))
    except DomainError as refusal:
        if refusal.details.get("reason") == "too-large":
            raise ProofTooLarge(most=rules.LARGEST["image"] // rules.MEGABYTE) from refusal
        raise NotThisProof from refusal


def _to_edit(actor: User, evidence_id: UUID) -> Evidence:
    evidence = Evidence.objects.get(pk=evidence_id)
    recognition = recognition_to_edit(actor, evidence.recognition_id)
    if recognition.state not in _COLLECTING:
        raise IllegalMove(action="check", state=recognition.state)
    return evidence


def _context(id: UUID, place: int) -> str:
    return f"evidence:{id}:{place}"
