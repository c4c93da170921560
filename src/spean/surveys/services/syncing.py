"""Judge what devices send by the pure merge, and keep what each was told, for ever."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Device
from spean.directory.perms import Scope, scope_of
from spean.surveys.choices import AsideReason, ReceiptOutcome
from spean.surveys.contracts import Arrival, Synced, Told
from spean.surveys.models import Receipt, SetAside, Submission, SubmissionPart
from spean.surveys.rules.sync import (
    DeviceState,
    Kept,
    Operation,
    SyncState,
    merge,
    missing_numbers,
)
from spean.surveys.services.aside import aside_row
from spean.surveys.services.opening import Opened

_ASIDE: Final[Mapping[str, str]] = {
    "device-revoked": AsideReason.DEVICE_REVOKED,
    "not-the-author": AsideReason.NO_LONGER_THEIRS,
    "differs": AsideReason.DIFFERS,
}
_STATE: Final[Mapping[str, Literal["kept", "quarantined", "refused"]]] = {
    ReceiptOutcome.APPLIED: "kept",
    ReceiptOutcome.CONFLICT: "kept",
    ReceiptOutcome.ASIDE: "quarantined",
    ReceiptOutcome.REFUSED: "refused",
}


class DeviceUnknown(DomainError):
    """No such device was made known here by this user."""

    code = "device-unknown"
    message = _("This telephone is not known here yet. It is made known now.")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be filed, and what the device is told."""

    device: Device
    arrivals: list[Arrival]
    told: list[Told]


def device_of(*, sender: User, device_id: UUID, is_carried: bool = False) -> Device:
    """Return a device; `is_carried` lets any member of staff bring in what another one filled in.

    :raises DeviceUnknown: if it is not known, or it is another's and nothing is carried in
    :raises NotAllowed: if the sender answers no questionnaires anywhere
    """
    return _device(Device.objects.all(), sender, device_id, is_carried)


def held_device(*, sender: User, device_id: UUID, is_carried: bool = False) -> Device:
    """Return a device as `device_of` does, locked until the transaction ends: call it in one."""
    return _device(Device.objects.select_for_update(of=("self",)), sender, device_id, is_carried)


def _device(rows: QuerySet[Device], sender: User, device_id: UUID, is_carried: bool) -> Device:
    if scope_of(sender, "surveys.fill") < Scope.CENTRE:
        raise NotAllowed
    found = rows.select_related("user").filter(pk=device_id).first()
    if found is None or (found.user_id != sender.pk and not is_carried):
        raise DeviceUnknown
    return found


def judge(*, sender: User, device: Device, opened: Sequence[Opened]) -> Judged:
    """Decide about records by `rules.sync.merge`, and write down what the device is told.

    Call it in the transaction that also files what is to be filed.
    """
    operations = [one.operation for one in opened if one.operation is not None]
    before = _state(device, operations)
    after, receipts = merge(before, operations)
    _keep(device, before, after, operations)
    _set_aside(before, after, opened)
    by_id = {(one.id, one.seq): one for one in receipts}
    told, arrivals = [], []
    for one in opened:
        digest = hashlib.sha256(one.record.sealed).hexdigest()
        said = {"seq": one.record.seq, "id": one.record.id, "hash": digest}
        if one.operation is None:
            told.append(Told(**said, state="refused", code=one.refusal))  # type: ignore[arg-type]
            continue
        receipt = by_id[one.operation.id, one.operation.seq]
        state = _STATE[receipt.outcome]
        more = {"state": state, "server_seq": receipt.server_seq, "code": receipt.reason}
        told.append(Told(**said, **more))  # type: ignore[arg-type]
        is_new = one.operation.id not in before.kept
        if state == "kept" and is_new and one.arrival is not None:
            arrivals.append(one.arrival)
    ref = Ref("device", device.pk)
    audit(actor=sender, action="surveys.synced", on=ref, records=len(opened), new=len(arrivals))
    return Judged(device, arrivals, told)


def answer_to(judged: Judged, *, highest: int) -> Synced:
    """Return all that a device is told, with what the server still misses of it."""
    device = judged.device
    return Synced(
        told=judged.told,
        missing_numbers=missing_numbers(_device_state(device), highest=highest),
        missing_parts=missing_parts(device),
        is_revoked=device.revoked_at is not None,
    )


def missing_parts(device: Device) -> list[str]:
    """Return the hashes of files that records of a device name and that are not here yet."""
    named = {
        (one.operation.partition("#")[0], name, sha256)
        for one in _with_parts(device)
        for name, sha256 in one.parts.items()
    }
    here = SubmissionPart.objects.filter(submission__device=device)
    arrived = set(here.values_list("submission__instance_id", "name", "sha256"))
    aside = SetAside.objects.filter(sent_by=device.user_id).exclude(part_name="")
    arrived |= set(aside.values_list("instance_id", "part_name", "sha256"))
    return sorted({one[2] for one in named - arrived})


def _state(device: Device, operations: Sequence[Operation]) -> SyncState:
    ids = {one.id for one in operations}
    keys = ids | {f"{one.id}#{one.digest}" for one in operations}
    seqs = {one.seq for one in operations}
    known = Receipt.objects.filter(operation__in=keys)
    numbered = Receipt.objects.filter(device=device, seq__in=seqs, is_numbered=True)
    last = Receipt.objects.aggregate(last=Max("id"))["last"] or 0
    return SyncState(
        devices={str(device.pk): _device_state(device)},
        kept={
            one.operation: Kept(one.digest, one.outcome, one.reason, one.pk)  # type: ignore[arg-type]
            for one in known
        },
        numbers={(str(device.pk), one.seq): one.operation.partition("#")[0] for one in numbered},
        server_seq=last,
    )


def _device_state(device: Device) -> DeviceState:
    beyond = Receipt.objects.filter(device=device, seq__gt=device.complete_to, is_numbered=True)
    return DeviceState(
        user=str(device.user_id),
        is_revoked=device.revoked_at is not None,
        complete_to=device.complete_to,
        beyond=frozenset(beyond.values_list("seq", flat=True)),
    )


def _keep(
    device: Device, before: SyncState, after: SyncState, operations: Sequence[Operation]
) -> None:
    by_key = {one.id: one for one in operations}
    by_key |= {f"{one.id}#{one.digest}": one for one in operations}
    rows, counted = [], set(before.numbers)
    for key, kept in after.kept.items():
        if key in before.kept:
            continue
        said = by_key[key]
        number = (said.device, said.seq)
        is_numbered = number not in counted and after.numbers.get(number) == said.id
        counted |= {number} if is_numbered else set()
        rows.append(
            Receipt(
                id=kept.server_seq,
                device=device,
                seq=said.seq,
                operation=key,
                digest=kept.digest,
                outcome=kept.outcome,
                reason=kept.reason,
                is_numbered=is_numbered,
                parts=said.changes["parts"],
            )
        )
    Receipt.objects.bulk_create(rows)
    device.complete_to = after.devices[str(device.pk)].complete_to
    device.save(update_fields=["complete_to", "updated_at"])


def _set_aside(before: SyncState, after: SyncState, opened: Sequence[Opened]) -> None:
    rows = []
    for one in opened:
        if one.operation is None or one.arrival is None:
            continue
        for key in (one.operation.id, f"{one.operation.id}#{one.operation.digest}"):
            kept = after.kept.get(key)
            is_new = kept is not None and key not in before.kept
            if kept is not None and is_new and kept.outcome == "aside":
                rows.append(_aside(one.arrival, one.operation.id, kept.reason))
    SetAside.objects.bulk_create(rows, ignore_conflicts=True)


def _aside(arrival: Arrival, instance_id: str, reason: str) -> SetAside:
    return aside_row(
        instance_id=instance_id,
        reason=_ASIDE.get(reason, AsideReason.OTHER),
        content=arrival.xml,
        sent_by=arrival.actor,
    )


def submissions_with(device: Device, sha256: str) -> list[tuple[Submission, str]]:
    """Return (submission, name of the file) for each record of a device that names this file."""
    wanted = {
        one.operation: [name for name, said in one.parts.items() if said == sha256]
        for one in _with_parts(device)
        if one.outcome == ReceiptOutcome.APPLIED
    }
    rows = Submission.objects.filter(instance_id__in=[key for key in wanted if wanted[key]])
    return [(row, name) for row in rows for name in wanted[row.instance_id]]


def set_aside_with(device: Device, sha256: str) -> list[tuple[str, str]]:
    """Return (instance id, name of the file) for each record set aside that names this file."""
    return [
        (one.operation.partition("#")[0], name)
        for one in _with_parts(device)
        if one.outcome == ReceiptOutcome.ASIDE
        for name, said in one.parts.items()
        if said == sha256
    ]


def _with_parts(device: Device) -> list[Receipt]:
    kept = (ReceiptOutcome.APPLIED, ReceiptOutcome.ASIDE)
    return list(Receipt.objects.filter(device=device, outcome__in=kept).exclude(parts={}))
