"""Two files become one: what this room keeps of a person moves along, and can move back."""

from collections.abc import Mapping, Sequence
from typing import Any

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.people.models import Person
from spean.skills.models import ClaimedSkill, UnitClaim
from spean.skills.rules import better
from spean.skills.services.enterprise_merging import give_back_businesses, move_businesses
from spean.skills.services.moving import give_back_enrolments, move_enrolments
from spean.skills.services.moving_proof import move_proof, move_proof_back
from spean.skills.services.rpl_moving import move_recognitions, move_recognitions_back
from spean.skills.services.translation import move_unit_claims


@one_writer()
def move_person(*, actor: User, source: Person, target: Person) -> list[dict[str, Any]]:
    """Move what is kept here of one record to the other; of a skill the better proof wins.

    The passport stays with its file: its links end, because nobody is behind them any more.
    """
    return [
        *move_proof(source=source, target=target),
        *_move_claims(source, target),
        *move_unit_claims(source=source, target=target),
        *move_enrolments(source, target),
        *move_recognitions(source=source, target=target),
        *move_businesses(source, target),
    ]


@one_writer()
def move_back(*, actor: User, source: Person, moves: Sequence[Mapping[str, Any]]) -> None:
    """Give back to `source` exactly what `move_person` took."""
    give_back_businesses(source, moves)
    move_recognitions_back(source=source, moves=moves)
    give_back_enrolments(source, moves)
    for move in moves:
        if move["kind"] == "claim":
            ClaimedSkill.objects.filter(pk=move["id"]).update(person=source)
        elif move["kind"] == "unit":
            UnitClaim.objects.filter(pk=move["id"]).update(person=source)
        elif move["kind"] == "grade":
            ClaimedSkill.objects.filter(pk=move["id"]).update(grade=move["grade"])
    move_proof_back(source=source, moves=moves)


def _move_claims(source: Person, target: Person) -> list[dict[str, Any]]:
    moves: list[dict[str, Any]] = []
    there = {claim.skill_id: claim for claim in ClaimedSkill.objects.filter(person=target)}
    for claim in ClaimedSkill.objects.select_for_update(of=("self",)).filter(person=source):
        twin = there.get(claim.skill_id)
        if twin is None:
            claim.person = target
            claim.save()
            moves.append({"kind": "claim", "id": str(claim.id)})
        else:
            moves.append({"kind": "grade", "id": str(twin.id), "grade": twin.grade})
            twin.grade = better(claim.grade, twin.grade)
            twin.save()
    return moves
