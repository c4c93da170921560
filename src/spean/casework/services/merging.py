"""Two files become one: the cases move along, and can move back."""

from typing import Any, cast
from uuid import UUID

from django.db.models import Field

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import CaseState, ExitReason, FollowUpState
from spean.casework.models import Case, FollowUp, PeerMember
from spean.casework.rules import most_urgent
from spean.casework.services.revisions import put
from spean.core.models import Record
from spean.core.refs import Ref
from spean.people.models import Person

_KINDS: dict[str, type[Record]] = {
    "case": Case,
    "follow_up": FollowUp,
    "peer_member": PeerMember,
}


@one_writer()
def move_person(*, actor: User, source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the cases of one file to another, and return what is needed to move them back.

    Where both have an open case, the source's ends as registered twice, what it still promised
    goes to the target's, and the more urgent result counts. Sealed answers stay under their own
    key, which people.services finds after a merge.
    """
    Person.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).count()
    kept = Case.objects.select_for_update().filter(person=target, state=CaseState.OPEN).first()
    moves: list[dict[str, Any]] = []
    for case in Case.objects.select_for_update().filter(person=source):
        if kept is not None and case.state == CaseState.OPEN:
            moves += _join(actor, case, kept)
        moves.append(_set("case", case, {"person_id": target.pk}))
    moves += _move_memberships(source, target)
    if moves:
        ref = Ref("person", target.pk)
        audit(actor=actor, action="casework.moved", on=ref, records=len(moves))
    return moves


def _move_memberships(source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the memberships; where both are in one group now, the source's ends as it began."""
    here = PeerMember.objects.filter(person=target, left_on=None)
    groups = set(here.values_list("group_id", flat=True))
    moves = []
    for member in PeerMember.objects.select_for_update().filter(person=source):
        values: dict[str, Any] = {"person_id": target.pk}
        if member.left_on is None and member.group_id in groups:
            values["left_on"] = member.joined_on
        moves.append(_set("peer_member", member, values))
    return moves


def _join(actor: User, case: Case, kept: Case) -> list[dict[str, Any]]:
    promised = FollowUp.objects.select_for_update().filter(case=case, state=FollowUpState.DUE)
    moves = [_set("follow_up", one, {"case_id": kept.pk}) for one in promised]
    days = [day for day in (case.last_service_on, kept.last_service_on) if day]
    result = {
        "triage": most_urgent([case.triage, kept.triage]),
        "last_service_on": max(days, default=None),
        "waiting_since": max(case.waiting_since, kept.waiting_since),
    }
    moves.append(_set("case", kept, result))
    ended = {
        "state": CaseState.CLOSED,
        "exit_reason": ExitReason.DUPLICATE,
        "exit_approved_by_id": actor.pk,
    }
    moves.append(_set("case", case, ended))
    return moves


def _set(kind: str, record: Record, values: dict[str, Any]) -> dict[str, Any]:
    was = {name: getattr(record, name) for name in values}
    put(record, values)
    as_text = {name: None if value is None else str(value) for name, value in was.items()}
    return {"kind": kind, "id": str(record.pk), "was": as_text}


@one_writer()
def move_back(*, actor: User, moves: list[dict[str, Any]]) -> None:
    """Undo what `move_person` did, the last move first; what was added since stays where it is."""
    for move in reversed(moves):
        model = _KINDS[move["kind"]]
        record = model._default_manager.select_for_update().filter(pk=UUID(move["id"])).first()
        if record is None:
            continue
        put(record, {name: _read(model, name, text) for name, text in move["was"].items()})
    audit(actor=actor, action="casework.moved_back", records=len(moves))


def _read(model: type[Record], name: str, text: str | None) -> Any:
    column = cast(Field[Any, Any], model._meta.get_field(name.removesuffix("_id")))
    return column.to_python(text)
