"""What a telephone handed over as a file: read, and answered for with a file of receipts."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.crypto import bytes64
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import Device
from spean.surveys.contracts import SealedRecord, Told
from spean.surveys.models import BroughtFile
from spean.surveys.rules.carried import (
    Head,
    Line,
    NotAnOutbox,
    read_head,
    read_lines,
    receipts_text,
)
from spean.surveys.services.answer_wording import sync_sentence
from spean.surveys.services.opening import PartUnreadable
from spean.surveys.services.syncing import missing_parts
from spean.surveys.services.uploading import is_named, keep_part

_AT_ONCE: Final = 50


class NotAnOutboxFile(DomainError):
    """The file is none that the field page saves."""

    code = "not-an-outbox"
    message = _("This is no file that the field page saved. Please look for one ending in .spean.")


def head_of_file(file: BinaryIO) -> Head:
    """Return whose file it is.

    :raises NotAnOutboxFile: if the field page never saved such a file
    """
    file.seek(0)
    try:
        return read_head(file.readline())
    except NotAnOutbox as cause:
        raise NotAnOutboxFile from cause


def records_of_file(file: BinaryIO) -> Iterator[list[SealedRecord]]:
    """Yield the records, some at a time, without their files; a cut line is left out."""
    some: list[SealedRecord] = []
    for line in _lines(file):
        if line is not None:
            some.append(SealedRecord(**line.values))
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def keep_files_of(file: BinaryIO, device: Device) -> int:
    """Keep the files of records that were kept before; return how many could not be read.

    One file of one record is in memory at a time.
    """
    broken = 0
    for line in _lines(file):
        for sha256, text in line.files.items() if line is not None else ():
            if not is_named(device, sha256):
                continue
            try:
                keep_part(device=device, sha256=sha256, content=bytes64(text))
            except (PartUnreadable, ValueError):
                broken += 1
    return broken


@one_writer()
def keep_receipts(
    *, actor: User, device: Device, file: BinaryIO, told: Sequence[Told], broken_files: int
) -> BroughtFile:
    """Write down that a file was brought in, with the receipts that go back to the telephone."""
    missing = set(missing_parts(device))
    named: dict[str, set[str]] = {}
    unreadable = broken_files
    for line in _lines(file):
        if line is None:
            unreadable += 1
        else:
            named[line.values["id"]] = set(line.values["parts"].values())
    said = [
        {
            **asdict(one),
            "title": sync_sentence(one.code),
            "parts": "missing" if named.get(one.id, set()) & missing else "kept",
        }
        for one in told
    ]
    states = [one.state for one in told]
    made = BroughtFile.objects.create(
        device=device,
        brought_by=actor,
        kept=states.count("kept"),
        aside=states.count("quarantined"),
        refused=states.count("refused"),
        unreadable=unreadable,
        receipts=receipts_text(device.pk, said),
    )
    ref = Ref("device", device.pk)
    audit(actor=actor, action="surveys.file_brought", on=ref, records=len(told))
    return made


def _lines(file: BinaryIO) -> Iterator[Line | None]:
    file.seek(0)
    file.readline()
    # An uploaded file that is walked through by itself begins at its first line again.
    yield from read_lines(iter(file.readline, b""))
