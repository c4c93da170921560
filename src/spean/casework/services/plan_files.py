"""A yes with its mark, and the plan read aloud: pictures and recordings, sealed."""

import base64
import hashlib
import json
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import AgreementMode, PlanFileKind, PlanState
from spean.casework.contracts import Agreement
from spean.casework.models import Plan, PlanFile
from spean.casework.rules.proofs import (
    LARGEST_PICTURE,
    LARGEST_SOUND,
    picture_type,
    sound_type,
)
from spean.casework.services.plans import agree_plan
from spean.casework.services.revisions import already_made, locked, put
from spean.core.errors import DomainError, IllegalMove
from spean.core.refs import Ref
from spean.people.services import open_for, seal_for

_MARKED: Final = (AgreementMode.SIGNATURE, AgreementMode.THUMBPRINT)


class MarkMissing(DomainError):
    """A yes leaves a mark: drawn, photographed, recorded, or on paper."""

    code = "mark-missing"
    message = _("Please add the signature, the photograph or the recording of the yes.")


class NotAPicture(DomainError):
    """A signature or a thumbprint is a picture."""

    code = "not-a-picture"
    message = _("This is not a picture. Please take a JPEG or a PNG.")


class NotASound(DomainError):
    """A voice is a recording."""

    code = "not-a-sound"
    message = _("This is not a recording. Please take an MP3, M4A, OGG, WEBM or WAV.")


class FileTooLarge(DomainError):
    """A mark is small."""

    code = "file-too-large"
    message = _("This file is too large. Please take a smaller picture or a shorter recording.")


@one_writer()
def agree_with_mark(
    *,
    actor: User,
    plan: Plan,
    revision: int,
    id: UUID,
    agreement: Agreement,
    mark: bytes = b"",
    is_on_paper: bool = False,
    now: datetime,
) -> Plan:
    """Record the yes with its mark; it holds for these very words of this version.

    :raises ChangedMeanwhile: if the plan was saved after it was opened here
    :raises IllegalMove: if it is agreed already, or no longer in force
    :raises WitnessMissing: if the yes was only spoken and nobody heard it
    :raises MarkMissing: if there is neither a mark nor a paper
    :raises NotAPicture: if the mark of a signature or a thumbprint is no picture
    :raises NotASound: if the mark of a voice is no recording
    :raises FileTooLarge: if it is larger than a mark needs to be
    """
    is_voice = agreement.mode == AgreementMode.VOICE
    media_type = checked(mark, is_sound=is_voice) if mark else ""
    if not mark and (is_voice or (agreement.mode in _MARKED and not is_on_paper)):
        raise MarkMissing
    plan = agree_plan(actor=actor, plan=plan, revision=revision, agreement=agreement, now=now)
    if mark:
        _keep(actor, plan, id, PlanFileKind.AGREEMENT, mark, media_type)
    put(plan, {"agreed_words": words_hash(plan)})
    return plan


@one_writer()
def keep_reading(*, actor: User, plan: Plan, id: UUID, sound: bytes) -> PlanFile:
    """Keep a voice that reads this version aloud; it takes the place of the one before.

    :raises IllegalMove: if the version was replaced or closed
    :raises NotASound: if it is no recording
    :raises FileTooLarge: if it is larger than a recording of a plan
    """
    made = already_made(PlanFile, id, "kept_by", actor)
    if made is not None:
        return made
    media_type = checked(sound, is_sound=True)
    plan = locked(plan)
    if plan.state not in (PlanState.DRAFT, PlanState.AGREED):
        raise IllegalMove
    plan.files.filter(kind=PlanFileKind.READING).delete()
    kept = _keep(actor, plan, id, PlanFileKind.READING, sound, media_type)
    audit(actor=actor, action="casework.plan_read_aloud", on=Ref("plan", plan.pk))
    return kept


@one_writer()
def open_plan_file(*, viewer: User, file: PlanFile) -> bytes:
    """Return a picture or recording; the read is audited in the same transaction.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    plain = open_for(
        viewer=viewer,
        person=file.plan.case.person,
        sealed=bytes(file.sealed),
        context=f"plan_file:{file.pk}",
    )
    return base64.b64decode(plain)


def checked(content: bytes, *, is_sound: bool) -> str:
    """Return the media type of a mark, told by its bytes and never by its name.

    :raises FileTooLarge: if it is larger than a mark needs to be
    :raises NotAPicture: if a picture was wanted and it is none
    :raises NotASound: if a recording was wanted and it is none
    """
    if len(content) > (LARGEST_SOUND if is_sound else LARGEST_PICTURE):
        raise FileTooLarge
    media_type = sound_type(content) if is_sound else picture_type(content)
    if not media_type:
        raise NotASound if is_sound else NotAPicture
    return media_type


def words_hash(plan: Plan) -> str:
    """Return the fingerprint of what was promised: the goal, and who does what by when."""
    steps = plan.actions.order_by("sort", "created_at").values_list("what", "owner", "due_on")
    said = [plan.goal, plan.goal_code, *([str(part) for part in step] for step in steps)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _keep(
    actor: User, plan: Plan, id: UUID, kind: PlanFileKind, content: bytes, media_type: str
) -> PlanFile:
    sealed = seal_for(
        plan.case.person, base64.b64encode(content).decode(), context=f"plan_file:{id}"
    )
    return PlanFile.objects.create(
        id=id, plan=plan, kind=kind, media_type=media_type, sealed=sealed, kept_by=actor
    )
