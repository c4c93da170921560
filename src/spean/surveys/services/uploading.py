"""Files of records come in pieces, over networks that break: each piece once, in its place."""

import hashlib
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db.models import Sum

from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import Device
from spean.surveys.choices import AsideReason
from spean.surveys.models import PartPiece, PartUpload, SetAside, SubmissionPart
from spean.surveys.services.aside import aside_row, sealed_answer
from spean.surveys.services.opening import LARGEST_PART, open_part
from spean.surveys.services.syncing import missing_parts, set_aside_with, submissions_with

# Nobody comes back for a piece after that; a telephone that does begins again.
KEPT: Final = timedelta(days=14)
MOST_ON_THE_WAY: Final = 500_000_000
_ENVELOPE_ROOM: Final = 1_000


class WrongPlace(DomainError):
    """The piece does not follow what is here; `details["arrived"]` says where to go on."""

    code = "wrong-place"


class NobodyNamesIt(DomainError):
    """No record of the device names such a file."""

    code = "not-named"


class NoRoom(DomainError):
    """The device has more on the way than fits."""

    code = "no-room"


def arrived(*, device: Device, sha256: str) -> tuple[int, bool]:
    """Return how many bytes of a sealed file are here, and whether the file is here whole."""
    if is_named(device, sha256) and sha256 not in missing_parts(device):
        return 0, True
    upload = PartUpload.objects.filter(device=device, sha256=sha256).first()
    return (upload.arrived if upload is not None else 0), False


def take_piece(
    *, device: Device, sha256: str, offset: int, total: int, content: bytes, now: datetime
) -> int:
    """Keep one piece of a sealed file; with the last one the file joins its records.

    Return how many bytes are here now. The record must have come first: nobody fills the disk
    with files that belong to nothing.

    :raises NobodyNamesIt: if no record of the device names the file
    :raises WrongPlace: if the piece does not follow what is here
    :raises NoRoom: if the file, or all that is on the way, is too large
    :raises PartUnreadable: if the whole cannot be opened; its pieces are forgotten
    """
    if not is_named(device, sha256):
        raise NobodyNamesIt
    with one_writer():
        PartUpload.objects.filter(updated_at__lt=now - KEPT).delete()
        upload, _made = PartUpload.objects.select_for_update().get_or_create(
            device=device, sha256=sha256, defaults={"total": total}
        )
        if offset != upload.arrived or total != upload.total:
            raise WrongPlace(arrived=upload.arrived)
        _require_room(device, upload, offset + len(content))
        PartPiece.objects.create(upload=upload, offset=offset, content=content)
        upload.arrived = offset + len(content)
        upload.save(update_fields=["arrived", "updated_at"])
    if upload.arrived == upload.total:
        _finish(device, upload)
    return upload.arrived


@one_writer()
def keep_part(*, device: Device, sha256: str, content: bytes) -> None:
    """Keep a whole sealed file, as one brought on a memory card.

    :raises PartUnreadable: if it is not the one that the record names
    """
    plain = open_part(device=device, sha256=sha256, content=content)
    for submission, name in submissions_with(device, sha256):
        if submission.parts.filter(name=name).exists():
            continue
        part = SubmissionPart(
            id=uuid4(),
            submission=submission,
            name=name,
            size=len(plain),
            sha256=hashlib.sha256(plain).hexdigest(),
        )
        part.content = sealed_answer(part.pk, plain, packed=False)
        part.save(force_insert=True)
        ref = Ref("submission", submission.pk)
        audit(actor=device.user, action="surveys.file_received", on=ref, bytes=len(plain))
    for instance_id, name in set_aside_with(device, sha256):
        keep_aside(device, instance_id, name, plain)


def is_named(device: Device, sha256: str) -> bool:
    """Tell whether any record of the device, kept or set aside, names such a file."""
    return bool(submissions_with(device, sha256) or set_aside_with(device, sha256))


def keep_aside(device: Device, instance_id: str, name: str, plain: bytes) -> None:
    """Keep a file of a record that was set aside beside it, once."""
    made = aside_row(
        instance_id=instance_id,
        reason=AsideReason.OTHER,
        content=plain,
        sent_by=device.user,
        part_name=name,
    )
    SetAside.objects.bulk_create([made], ignore_conflicts=True)


def _finish(device: Device, upload: PartUpload) -> None:
    pieces = upload.pieces.order_by("offset").values_list("content", flat=True)
    whole = b"".join(bytes(piece) for piece in pieces)
    # What cannot be opened is forgotten, so that the telephone can begin again.
    upload.delete()
    keep_part(device=device, sha256=upload.sha256, content=whole)


def _require_room(device: Device, upload: PartUpload, size: int) -> None:
    on_the_way = PartUpload.objects.filter(device=device).aggregate(all=Sum("arrived"))["all"] or 0
    is_too_large = max(size, upload.total) > LARGEST_PART + _ENVELOPE_ROOM or size > upload.total
    if is_too_large or on_the_way > MOST_ON_THE_WAY:
        raise NoRoom
