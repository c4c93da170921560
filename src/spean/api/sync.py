"""Records that were finished without a connection, and the files that belong to them."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from ninja import Field, Router, Schema

from spean.accounts.models import User
from spean.api import writer
from spean.api.doors import anybody, by_session, program
from spean.api.problems import problem, refused
from spean.core.crypto import bytes64
from spean.directory.models import Device
from spean.directory.perms import PUBLIC, requires
from spean.pathways.syncing import last_sync, sync
from spean.surveys.contracts import SealedRecord, Synced
from spean.surveys.services import (
    DeviceUnknown,
    NobodyNamesIt,
    NoRoom,
    PartUnreadable,
    WrongPlace,
    arrived,
    device_of,
    sync_sentence,
    take_piece,
)
from spean.surveys.services.leaving import leaving_device

router = Router(tags=["sync"])
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Base64 = Annotated[str, Field(pattern="^[A-Za-z0-9_-]*$")]


class PartIn(Schema):
    """A file that a record names; its bytes come by themselves."""

    name: Annotated[str, Field(max_length=255)]
    sha256: Sha256
    size: int = 0
    type: str = ""


class EnvelopeIn(Schema):
    """What was sealed to the site's key."""

    v: int
    key: str
    epk: dict[str, Any]
    iv: Base64
    ct: Base64


class RecordIn(Schema):
    """One finished record, sealed and signed."""

    seq: Annotated[int, Field(ge=1, le=2_000_000_000)]
    id: Annotated[str, Field(min_length=1, max_length=255)]
    kind: str = "submission"
    author: UUID
    captured_at: Annotated[str, Field(max_length=40)]
    envelope: EnvelopeIn
    signature: Base64
    parts: list[PartIn] = []


class BatchIn(Schema):
    """Up to fifty records of one device."""

    device: UUID
    highest: Annotated[int, Field(ge=0, le=2_000_000_000)] = 0
    records: Annotated[list[RecordIn], Field(max_length=50)]


class ReceiptOut(Schema):
    """What became of one record."""

    seq: int
    id: str
    state: str
    hash: str
    server_seq: int
    code: str
    title: str


class BatchOut(Schema):
    """The receipts, and what the server still misses."""

    receipts: list[ReceiptOut]
    missing_seqs: list[int]
    missing_parts: list[str]
    revoked: bool


@router.post("", response=BatchOut, url_name="sync")
def send(request: HttpRequest, body: BatchIn) -> dict[str, Any]:
    """Take up to fifty records in; each is judged alone and has a receipt of its own."""
    assert isinstance(request.user, User)
    act = partial(
        sync,
        sender=request.user,
        device_id=body.device,
        records=[sealed_record(one) for one in body.records],
        highest=body.highest,
        now=timezone.now(),
    )
    return _told(writer.do(act, weight=len(body.records)))


@router.post("/last", response=BatchOut, url_name="sync-last")
def send_last(request: HttpRequest, body: BatchIn) -> dict[str, Any]:
    """Take what a telephone still holds whose user was shut out, and tell it to empty itself.

    Nobody is signed in: its records are signed by its own key, and all are set aside.
    """
    act = partial(
        last_sync,
        device_id=body.device,
        records=[sealed_record(one) for one in body.records],
        highest=body.highest,
    )
    return _told(writer.do(act, weight=len(body.records)))


def _told(synced: Synced) -> dict[str, Any]:
    return {
        "receipts": [
            {
                "seq": one.seq,
                "id": one.id,
                "state": one.state,
                "hash": one.hash,
                "server_seq": one.server_seq,
                "code": one.code,
                "title": sync_sentence(one.code),
            }
            for one in synced.told
        ],
        "missing_seqs": synced.missing_numbers,
        "missing_parts": synced.missing_parts,
        "revoked": synced.is_revoked,
    }


def sealed_record(one: RecordIn) -> SealedRecord:
    """Return a record as the room takes it; what is no base64 cannot be opened later, in words."""
    return SealedRecord(
        seq=one.seq,
        id=one.id,
        author=str(one.author),
        captured_at=one.captured_at,
        passing_key=one.envelope.epk,
        nonce=_bytes(one.envelope.iv),
        sealed=_bytes(one.envelope.ct),
        signature=_bytes(one.signature),
        parts={part.name: part.sha256 for part in one.parts},
    )


@program(by_session)
@requires("surveys.fill")
@require_http_methods(["HEAD", "PUT"])
def part(request: HttpRequest, device_id: UUID, sha256: str) -> HttpResponse:
    """Take a piece of a sealed file, or say how much of it is here."""
    assert isinstance(request.user, User)
    try:
        device = device_of(sender=request.user, device_id=device_id)
    except DeviceUnknown as refusal:
        return refused(refusal, 404)
    return _taken(request, device, sha256)


@program(anybody)
@requires(PUBLIC)
@require_http_methods(["HEAD", "PUT"])
def last_part(request: HttpRequest, device_id: UUID, sha256: str) -> HttpResponse:
    """Take a piece of a file from a telephone whose user was shut out; only what a record names."""
    try:
        device = leaving_device(device_id=device_id)
    except DeviceUnknown as refusal:
        return refused(refusal, 404)
    return _taken(request, device, sha256)


def _taken(request: HttpRequest, device: Device, sha256: str) -> HttpResponse:
    if request.method == "HEAD":
        return _offset(*arrived(device=device, sha256=sha256))
    offset = _number(request.GET.get("offset", ""))
    total = _number(request.headers.get("Upload-Length", ""))
    if offset is None or total is None:
        return problem(400, "no-length", sync_sentence("not-readable"))
    try:
        here = take_piece(
            device=device,
            sha256=sha256,
            offset=offset,
            total=total,
            content=request.body,
            now=timezone.now(),
        )
    except WrongPlace as refusal:
        answer: HttpResponse = refused(refusal, 409)
        answer["Upload-Offset"] = str(refusal.details["arrived"])
        return answer
    except NobodyNamesIt as refusal:
        return refused(refusal, 409)
    except NoRoom as refusal:
        return refused(refusal, 413)
    except PartUnreadable as refusal:
        return refused(refusal, 422)
    return _offset(here, here == total)


def _offset(here: int, is_whole: bool) -> HttpResponse:
    answer = HttpResponse(status=200)
    answer["Upload-Offset"] = str(here)
    if is_whole:
        answer["Upload-Complete"] = "?1"
    return answer


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 12
    number = int(text) if is_number else None
    return number if number is not None and number <= settings.SPEAN_POST_LIMIT else None


def _bytes(text: str) -> bytes:
    try:
        return bytes64(text)
    except ValueError:
        return b""
