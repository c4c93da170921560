"""The merge: what arrives is applied, or kept as a conflict, or set aside, or refused. Never lost.

Fields that only one side changed go together. A field that two changed from the same version
keeps the value that arrived first, and the other beside it, for a person to choose.
"""

from collections.abc import Sequence
from dataclasses import replace

from spean.surveys.rules.sync.values import (
    Conflict,
    DeviceState,
    Field,
    Kept,
    Operation,
    Outcome,
    Receipt,
    Subject,
    SyncState,
)


def merge(state: SyncState, batch: Sequence[Operation]) -> tuple[SyncState, list[Receipt]]:
    """Take a batch of operations in; return the new state and a receipt for each, in their order.

    Sending anything twice, in any grouping, changes nothing and gives the same receipts. One bad
    operation never touches its neighbours.
    """
    receipts = []
    for operation in batch:
        state, kept = _take(state, operation)
        said = (kept.digest, kept.outcome, kept.reason, kept.server_seq)
        receipts.append(Receipt(operation.id, operation.device, operation.seq, *said))
    return state, receipts


def _take(state: SyncState, operation: Operation) -> tuple[SyncState, Kept]:
    digest = operation.digest
    known = state.kept.get(operation.id)
    if known is not None and known.digest == digest:
        return _number_seen(state, operation), known
    # Whatever becomes of it, its number has arrived: nobody shall look for it.
    state = _number_seen(state, operation)
    if known is not None:
        return _differing(state, operation, digest)
    reason = _barred(state, operation)
    if reason:
        return _keep(state, operation, "aside", reason)
    return _apply(state, operation)


def _differing(state: SyncState, operation: Operation, digest: str) -> tuple[SyncState, Kept]:
    copy = state.kept.get(f"{operation.id}#{digest}")
    if copy is not None:
        return state, copy
    return _keep(state, operation, "aside", "differs", key=f"{operation.id}#{digest}")


def _barred(state: SyncState, operation: Operation) -> str:
    """Return why the sender may not do this at all, "" if she may."""
    device = state.devices.get(operation.device)
    if device is None:
        return "device-unknown"
    if device.is_revoked:
        return "device-revoked"
    if device.user != operation.author:
        return "not-the-author"
    holder = state.numbers.get((operation.device, operation.seq))
    if holder not in (None, operation.id):
        # Two records with one number: the device was copied, or set back to an old state.
        return "number-taken"
    return ""


def _apply(state: SyncState, operation: Operation) -> tuple[SyncState, Kept]:
    subject = state.subjects.get(operation.subject)
    if operation.kind == "make":
        return _make(state, operation, subject)
    if subject is None:
        return _keep(state, operation, "aside", "unknown-record")
    standing = _standing(state, subject)
    if subject.is_erased or standing.is_erased:
        return _keep(state, operation, "refused", "erased")
    if operation.author not in standing.users:
        return _keep(state, operation, "aside", "no-longer-theirs")
    if subject.joined_into:
        return _change_joined(state, operation, subject)
    return _change(state, operation, subject)


def _make(
    state: SyncState, operation: Operation, subject: Subject | None
) -> tuple[SyncState, Kept]:
    if subject is not None and subject.is_erased:
        return _keep(state, operation, "refused", "erased")
    if subject is not None:
        return _keep(state, operation, "aside", "exists")
    fields = {name: _written(operation, name, 1) for name in operation.changes}
    made = Subject(fields, 1, frozenset({operation.author}))
    state = replace(state, subjects={**state.subjects, operation.subject: made})
    return _keep(state, operation, "applied", "")


def _change(state: SyncState, operation: Operation, subject: Subject) -> tuple[SyncState, Kept]:
    version = subject.version + 1
    fields, clashes = dict(subject.fields), []
    for name in sorted(operation.changes):
        now = subject.fields.get(name)
        if now is None or _was_seen(now, operation):
            fields[name] = _written(operation, name, version)
        elif now.value != operation.changes[name] and not _is_older(now, operation):
            clashes.append(_clash(operation, name, now))
    if fields != subject.fields:
        changed = replace(subject, fields=fields, version=version)
        state = replace(state, subjects={**state.subjects, operation.subject: changed})
    return _told(state, operation, clashes)


def _change_joined(
    state: SyncState, operation: Operation, subject: Subject
) -> tuple[SyncState, Kept]:
    """Carry a change of a merged record to the one that stands, where that still says the same."""
    standing_id = _standing_id(state, operation.subject)
    standing = state.subjects[standing_id]
    version = standing.version + 1
    fields, clashes = dict(standing.fields), []
    for name in sorted(operation.changes):
        then, now = subject.fields.get(name), standing.fields.get(name)
        is_same = now is None or (then is not None and then.value == now.value)
        is_seen = then is None or _was_seen(then, operation)
        if is_same and is_seen:
            # Nobody's own: who wrote the merged record need not have seen the one that stands.
            fields[name] = replace(_written(operation, name, version), device="", seq=0)
        elif now is None or now.value != operation.changes[name]:
            clashes.append(_clash(operation, name, now, subject=standing_id))
    if fields != standing.fields:
        changed = replace(standing, fields=fields, version=version)
        state = replace(state, subjects={**state.subjects, standing_id: changed})
    return _told(state, operation, clashes)


def _was_seen(now: Field, operation: Operation) -> bool:
    """Tell whether the author had this value before her, or had written it herself."""
    is_own = now.device == operation.device and now.seq < operation.seq
    return now.version <= operation.base or is_own


def _is_older(now: Field, operation: Operation) -> bool:
    """Tell whether the same device has since written the field again: then that one stands."""
    return now.device == operation.device and now.seq > operation.seq


def _written(operation: Operation, name: str, version: int) -> Field:
    return Field(operation.changes[name], version, operation.id, operation.device, operation.seq)


def _clash(operation: Operation, name: str, now: Field | None, *, subject: str = "") -> Conflict:
    return Conflict(
        subject=subject or operation.subject,
        field=name,
        operation=operation.id,
        against=now.operation if now else "",
        theirs=operation.changes[name],
    )


def _told(
    state: SyncState, operation: Operation, clashes: list[Conflict]
) -> tuple[SyncState, Kept]:
    if not clashes:
        return _keep(state, operation, "applied", "")
    state = replace(state, conflicts=(*state.conflicts, *clashes))
    return _keep(state, operation, "conflict", "same-field")


def _keep(
    state: SyncState, operation: Operation, outcome: Outcome, reason: str, *, key: str = ""
) -> tuple[SyncState, Kept]:
    kept = Kept(operation.digest, outcome, reason, state.server_seq + 1)
    known = {**state.kept, key or operation.id: kept}
    return replace(state, kept=known, server_seq=kept.server_seq), kept


def _number_seen(state: SyncState, operation: Operation) -> SyncState:
    key, device = (operation.device, operation.seq), state.devices.get(operation.device)
    if device is None or state.numbers.get(key) is not None:
        return state
    devices: dict[str, DeviceState] = {
        **state.devices,
        operation.device: device.with_number(operation.seq),
    }
    return replace(state, devices=devices, numbers={**state.numbers, key: operation.id})


def _standing_id(state: SyncState, subject_id: str) -> str:
    seen: set[str] = set()
    while state.subjects[subject_id].joined_into and subject_id not in seen:
        seen.add(subject_id)
        subject_id = state.subjects[subject_id].joined_into
    return subject_id


def _standing(state: SyncState, subject: Subject) -> Subject:
    if not subject.joined_into:
        return subject
    return state.subjects[_standing_id(state, subject.joined_into)]
