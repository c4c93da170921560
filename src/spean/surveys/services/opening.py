"""Open what a telephone sealed: whose it is, whether it is whole, and what it says."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from spean.core import crypto
from spean.core.errors import DomainError
from spean.directory.models import Device
from spean.surveys.contracts import Arrival, SealedRecord
from spean.surveys.rules.instance import NotAnInstance, form_of, moment_of, read_instance
from spean.surveys.rules.sync import Operation
from spean.surveys.selectors.forms import known_versions

LARGEST_PART: Final = 25_000_000


class PartUnreadable(DomainError):
    """A file cannot be opened, or is not the one that the record names."""

    code = "part-unreadable"
    message = _("This file did not arrive whole. It is sent again.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that was opened, or the code of why it could not be (`wording.sync_sentence`)."""

    record: SealedRecord
    refusal: str = ""
    operation: Operation | None = None
    arrival: Arrival | None = None


def open_records(*, device: Device, records: Sequence[SealedRecord]) -> list[Opened]:
    """Open records of a device, each for itself: a bad one says why, its neighbours are opened."""
    opened = [_open(device, record) for record in records]
    named = {form_of(one.arrival.xml)[0] for one in opened if one.arrival is not None}
    known = known_versions(named)
    return [
        Opened(one.record, "unknown-form")
        if one.arrival is not None and form_of(one.arrival.xml)[0] not in known
        else one
        for one in opened
    ]


def open_part(*, device: Device, sha256: str, content: bytes) -> bytes:
    """Return the plain bytes of a file that a device sealed.

    :raises PartUnreadable: if they are not those that the record names
    """
    head, _line, rest = content.partition(b"\n")
    try:
        key = json.loads(head)["epk"]
        envelope = crypto.Envelope(key, rest[:12], rest[12:])
        plain = crypto.open_envelope(envelope, context=f"{device.pk}\n{sha256}".encode())
    except (crypto.CannotUnseal, ValueError, KeyError, TypeError) as cause:
        raise PartUnreadable from cause
    if hashlib.sha256(plain).hexdigest() != sha256:
        raise PartUnreadable
    return plain


def _open(device: Device, record: SealedRecord) -> Opened:
    digest = hashlib.sha256(record.sealed).hexdigest()
    said = (device.pk, record.seq, record.id, record.author, record.captured_at, digest)
    message = "\n".join(["spean-record-1", *map(str, said)]).encode()
    if not crypto.is_signed(device.public_key or {}, record.signature, message):
        return Opened(record, "bad-signature")
    envelope = crypto.Envelope(record.passing_key, record.nonce, record.sealed)
    context = f"{device.pk}\n{record.seq}\n{record.id}".encode()
    try:
        inside = json.loads(crypto.open_envelope(envelope, context=context))
        xml = str(inside["xml"]).encode()
        parts = inside.get("parts") or {}
        instance = read_instance(xml)
    except (crypto.CannotUnseal, NotAnInstance, ValueError, KeyError, TypeError, AttributeError):
        return Opened(record, "not-readable")
    if dict(parts) != dict(record.parts) or instance.instance_id != record.id:
        return Opened(record, "does-not-fit")
    return _read(device, record, xml, instance.sha256)


def _read(device: Device, record: SealedRecord, xml: bytes, sha256: str) -> Opened:
    changes: dict[str, Any] = {"xml": sha256, "parts": dict(record.parts)}
    operation = Operation(
        id=record.id,
        device=str(device.pk),
        seq=record.seq,
        author=record.author,
        captured_at=record.captured_at,
        kind="make",
        subject=record.id,
        changes=changes,
    )
    arrival = Arrival(
        actor=device.user,
        xml=xml,
        device=device,
        device_seq=record.seq,
        captured_at=moment_of(record.captured_at),
    )
    return Opened(record, "", operation, arrival)
