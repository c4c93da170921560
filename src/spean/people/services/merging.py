"""Make two files one, and two again: what this room moves, and the record of it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy

from spean.accounts.models import User
from spean.accounts.services import audit
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import Scope, can, scope_of
from spean.people.choices import SafeToCall, SuspicionState
from spean.people.models import (
    Consent,
    ContactPoint,
    EmergencyContact,
    IdentityDocument,
    Merge,
    Person,
    RegistryAnswer,
    Return,
    Suspicion,
)
from spean.people.services.indexing import index_person
from spean.people.services.sealing import opened_unseen, seal_for

Moves = list[dict[str, Any]]

_KINDS: Final[Mapping[str, Any]] = {
    "contact": ContactPoint,
    "emergency_contact": EmergencyContact,
    "document": IdentityDocument,
    "return": Return,
    "registry_answer": RegistryAnswer,
    "consent": Consent,
    "person": Person,
}
# An empty field of the kept file takes over what the other one knew. Who is responsible, where
# the file belongs and what was allowed are never taken over.
_FILLED: Final = (
    "family_name_km", "given_name_km", "family_name_lat", "given_name_lat", "nickname", "address",
    "lives_in", "permanent_area_id", "permanent_address", "is_displaced", "home_damaged",
    "household_id", "marital_status", "education", "school_years", "can_read_khmer",
    "can_write_khmer", "can_read_thai", "speaks_thai", "id_poor", "nssf_scheme",
    "nssf_last_contribution_on", "main_needs", "help_needed",
)  # fmt: skip
_STRICTNESS: Final = (SafeToCall.SAFE, SafeToCall.LATER, SafeToCall.NEVER)


class CannotMerge(DomainError):
    """The two files are not, or no longer, two."""

    code = "cannot-merge"
    message = gettext_lazy("These two files cannot be made one. Please open them again.")


class AlreadyParted(DomainError):
    """The merge was undone already, or the kept file has itself become part of another."""

    code = "already-parted"
    message = gettext_lazy("These files cannot be parted now. Undo the later step first.")


def files_to_merge(*, actor: User, kept_id: UUID, merged_id: UUID) -> tuple[Person, Person]:
    """Lock two files that the actor may make one.

    Within a centre its manager may; across centres only those whose agreement settled the pair.

    :raises CannotMerge: if they are one file, or one of them is sealed or merged already
    :raises NotAllowed: if the actor may not
    """
    people = Person.objects.select_for_update(of=("self",)).in_bulk([kept_id, merged_id])
    if len(people) != 2:
        raise CannotMerge
    kept, merged = people[kept_id], people[merged_id]
    if any(one.is_sealed or one.merged_into_id for one in (kept, merged)):
        raise CannotMerge
    is_manager = all(can(actor, "people.merge", one) for one in (kept, merged))
    if not is_manager and not _agreed(actor, kept, merged):
        raise NotAllowed
    return kept, merged


def move_person(*, actor: User, source: Person, target: Person, now: datetime) -> Moves:
    """Move this room's rows from one file to the other, and return what it takes to undo."""
    moves = _contacts(source, target)
    for kind in ("emergency_contact", "document", "return", "registry_answer"):
        rows = _KINDS[kind].objects.select_for_update().filter(person=source)
        moves += [_set(kind, row, {"person_id": target.pk}) for row in rows]
    moves += _consents(source, target, now)
    fills = {
        name: getattr(source, name)
        for name in _FILLED
        if _is_empty(getattr(target, name)) and not _is_empty(getattr(source, name))
    }
    if target.born_on is None and source.born_on is not None:
        fills |= {"born_on": source.born_on, "born_precision": source.born_precision}
    if fills:
        moves.append(_set("person", target, fills))
    return moves


def move_back(*, source: Person, target: Person, moves: Iterable[Mapping[str, Any]]) -> None:
    """Undo what `move_person` did, the last move first; what was edited since stays edited."""
    for move in reversed(list(moves)):
        row = _KINDS[move["kind"]].objects.filter(pk=move["id"]).first()
        if row is None or _would_collide(row, source, move):
            continue
        back = {
            name: _typed(name, value)
            for name, value in move["was"].items()
            if _plain(getattr(row, name)) == move["now"][name]
        }
        for name, value in back.items():
            setattr(row, name, value)
        row.revision += 1
        row.save()


def record_merge(
    *, actor: User, kept: Person, merged: Person, moves: Mapping[str, Any], now: datetime
) -> Merge:
    """Record that one file has become part of the other, with what it takes to undo it."""
    merge = Merge(kept=kept, merged=merged, merged_at=now, merged_by=actor)
    merge.sealed = seal_for(kept, dict(moves), context=f"merge:{merge.pk}")
    merge.save(force_insert=True)
    merged.merged_into = kept
    merged.revision += 1
    merged.save(update_fields=["merged_into", "revision", "updated_at"])
    _settle(kept, merged, SuspicionState.SAME, now)
    index_person(kept)
    audit(actor=actor, action="people.merged", on=Ref("person", kept.pk), other=str(merged.pk))
    return merge


def merge_to_undo(*, actor: User, merge_id: UUID) -> tuple[Merge, dict[str, Any]]:
    """Lock a merge that the actor may undo, and open what it moved.

    :raises NotAllowed: unless she manages one of the two centres, or is a registrar
    :raises AlreadyParted: if it was undone, or the kept file has itself been merged since
    """
    merge = (
        Merge.objects.select_for_update(of=("self",))
        .select_related("kept", "merged")
        .filter(pk=merge_id)
        .first()
    )
    if merge is None or merge.kept.is_sealed:
        raise NotAllowed
    sides = (merge.kept, merge.merged)
    is_registrar = scope_of(actor, "people.compare_centres") == Scope.ALL
    if not is_registrar and not any(can(actor, "people.merge", side) for side in sides):
        raise NotAllowed
    if merge.undone_at is not None or merge.kept.merged_into_id is not None:
        raise AlreadyParted
    return merge, opened_unseen(merge.kept, merge.sealed, f"merge:{merge.pk}")


def record_parting(*, actor: User, merge: Merge, now: datetime) -> Merge:
    """Record that a merge is undone: two files again, and known to be two people."""
    merged = Person.objects.select_for_update().get(pk=merge.merged_id)
    merged.merged_into = None
    merged.revision += 1
    merged.save(update_fields=["merged_into", "revision", "updated_at"])
    merge.undone_at, merge.undone_by = now, actor
    merge.revision += 1
    merge.save()
    _settle(merge.kept, merged, SuspicionState.DIFFERENT, now)
    index_person(merge.kept)
    index_person(merged)
    audit(
        actor=actor, action="people.parted", on=Ref("person", merge.kept_id), other=str(merged.pk)
    )
    return merge


def _agreed(actor: User, kept: Person, merged: Person) -> bool:
    pairs = Suspicion.objects.filter(
        _pair(kept, merged), state=SuspicionState.SAME, first_agrees=True, second_agrees=True
    )
    return pairs.filter(Q(first_by=actor.pk) | Q(second_by=actor.pk)).exists()


def _pair(one: Person, other: Person) -> Q:
    return Q(first=one, second=other) | Q(first=other, second=one)


def _settle(kept: Person, merged: Person, state: str, now: datetime) -> None:
    Suspicion.objects.filter(_pair(kept, merged)).exclude(state=state).update(
        state=state, decided_at=now
    )


def _contacts(source: Person, target: Person) -> Moves:
    """Move the telephones; of a number both have, the warning that protects more stays."""
    there = {row.number: row for row in ContactPoint.objects.filter(person=target)}
    moves: Moves = []
    for row in ContactPoint.objects.select_for_update().filter(person=source):
        twin = there.get(row.number)
        if twin is None:
            moves.append(_set("contact", row, {"person_id": target.pk}))
        elif _STRICTNESS.index(row.safe_to_call) > _STRICTNESS.index(twin.safe_to_call):
            stricter = {"safe_to_call": row.safe_to_call, "call_after": row.call_after}
            moves.append(_set("contact", twin, stricter))
    return moves


def _consents(source: Person, target: Person, now: datetime) -> Moves:
    """Move the decisions, each marked with the file it was given under."""
    return [
        _set(
            "consent",
            row,
            {
                "person_id": target.pk,
                # One that came by an earlier merge keeps its first file: all must allow a thing.
                "merged_from": row.merged_from or source.pk,
                "merged_at": now,
            },
        )
        for row in Consent.objects.select_for_update().filter(person=source)
    ]


def _set(kind: str, row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    move = {
        "kind": kind,
        "id": str(row.pk),
        "was": {name: _plain(getattr(row, name)) for name in values},
        "now": {name: _plain(value) for name, value in values.items()},
    }
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()
    return move


def _would_collide(row: Any, source: Person, move: Mapping[str, Any]) -> bool:
    """Tell whether a telephone was edited to a number that the other file has kept all along."""
    if not isinstance(row, ContactPoint) or "person_id" not in move["was"]:
        return False
    return ContactPoint.objects.filter(person=source, number=row.number).exists()


def _is_empty(value: Any) -> bool:
    return value in ("", None) or value == []


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value


def _typed(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name.endswith("_at"):
        return parse_datetime(value)
    return parse_date(value) if name.endswith("_on") else value
