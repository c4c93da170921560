"""What happens to records and devices while somebody works without a connection."""

from collections.abc import Iterable
from dataclasses import replace

from spean.surveys.rules.sync.values import Field, Json, Subject, SyncState


def revoke(state: SyncState, device_id: str) -> SyncState:
    """Take nothing more from a device that was lost: what it sends is set aside, not applied."""
    device = replace(state.devices[device_id], is_revoked=True)
    return replace(state, devices={**state.devices, device_id: device})


def hand_on(state: SyncState, subject_id: str, users: Iterable[str]) -> SyncState:
    """Let these users, and nobody else, change a record from now on."""
    return _with(state, subject_id, replace(state.subjects[subject_id], users=frozenset(users)))


def join(state: SyncState, gone_id: str, standing_id: str) -> SyncState:
    """Merge a record into another: work on it goes on with the one that stands.

    What the standing record lacks is taken over. The merged record keeps its fields, so that it
    can be parted again.
    """
    gone, standing = state.subjects[gone_id], state.subjects[standing_id]
    version = standing.version + 1
    lacking = {
        name: replace(value, version=version, device="", seq=0)
        for name, value in gone.fields.items()
        if name not in standing.fields
    }
    if lacking:
        standing = replace(standing, fields={**standing.fields, **lacking}, version=version)
    state = _with(state, standing_id, standing)
    return _with(state, gone_id, replace(gone, joined_into=standing_id))


def part(state: SyncState, gone_id: str) -> SyncState:
    """Undo a merge: the record stands for itself again, as it was; the other keeps what it has."""
    return _with(state, gone_id, replace(state.subjects[gone_id], joined_into=""))


def erase(state: SyncState, subject_id: str) -> SyncState:
    """Leave nothing of a record but its id, and nothing of the values that waited beside it."""
    subject = state.subjects[subject_id]
    empty = Subject({}, subject.version + 1, frozenset(), is_erased=True)
    waiting = tuple(
        replace(one, theirs=None, is_resolved=True) if one.subject == subject_id else one
        for one in state.conflicts
    )
    return replace(_with(state, subject_id, empty), conflicts=waiting)


def resolve(state: SyncState, number: int, value: Json) -> SyncState:
    """Write the value that a person chose for a conflict; the conflict stays, as history."""
    conflict = state.conflicts[number]
    subject = state.subjects[conflict.subject]
    version = subject.version + 1
    fields = {**subject.fields, conflict.field: Field(value, version)}
    settled = replace(conflict, is_resolved=True)
    waiting = (*state.conflicts[:number], settled, *state.conflicts[number + 1 :])
    chosen = replace(subject, fields=fields, version=version)
    return replace(_with(state, conflict.subject, chosen), conflicts=waiting)


def _with(state: SyncState, subject_id: str, subject: Subject) -> SyncState:
    return replace(state, subjects={**state.subjects, subject_id: subject})
