"""Two files become one: certificates and proofs move along, and can move back."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from spean.accounts.services import one_writer
from spean.people.models import Person
from spean.skills.models import Certificate, CertificateUnit, ClaimedSkill, SkillProof
from spean.skills.rules import better
from spean.skills.services.proving import as_before

_KINDS: dict[str, Any] = {"certificate": Certificate, "certificate_unit": CertificateUnit}


@one_writer()
def move_proof(*, source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the certificates; both stay valid, and of a unit on two of them the target's counts.

    Called before the claims move: it reads what each file says of a skill by itself.
    """
    held = set(
        CertificateUnit.objects.filter(person=target, counts=True).values_list("unit_id", flat=True)
    )
    moves: list[dict[str, Any]] = []
    for unit in CertificateUnit.objects.select_for_update(of=("self",)).filter(person=source):
        moves.append({"kind": "certificate_unit", "id": str(unit.pk), "counts": unit.counts})
        unit.counts = unit.counts and unit.unit_id not in held
        unit.person = target
        unit.save()
    for row in Certificate.objects.select_for_update(of=("self",)).filter(person=source):
        moves.append({"kind": "certificate", "id": str(row.pk)})
        row.person = target
        row.save()
    return moves + _move_proofs(source, target)


@one_writer()
def move_proof_back(*, source: Person, moves: Iterable[Mapping[str, Any]]) -> None:
    """Give back to `source` exactly what `move_proof` took; revoked meanwhile stays revoked.

    Called after the claims are back: a skill whose proof fell meanwhile is proven in neither file.
    """
    moves = list(moves)
    _give_proofs_back(source, [move for move in moves if move["kind"] == "proof"])
    for move in moves:
        if move["kind"] not in _KINDS:
            continue
        rows = _KINDS[move["kind"]].objects.filter(pk=move["id"])
        rows.update(person=source)
        if move.get("counts"):
            rows.filter(certificate__state__in=["proposed", "valid"]).update(counts=True)


def _move_proofs(source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the proofs; when they fall, what either file said without them is said still."""
    own = _unproven(target)
    for skill, grade in _unproven(source).items():
        here = own.get(skill, "")
        own[skill] = better(grade, here) if grade and here else grade or here
    moves: list[dict[str, Any]] = []
    proofs = SkillProof.objects.select_for_update(of=("self",))
    for proof in proofs.filter(person__in=[source, target]):
        was = {"of": str(proof.person_id), "skill": str(proof.skill_id), "before": proof.before}
        moves.append({"kind": "proof", "id": str(proof.pk), **was})
        proof.person, proof.before = target, own[proof.skill_id]
        proof.save()
    return moves


def _unproven(person: Person) -> dict[UUID, str]:
    """Return the grade of each skill as it would be without any proof, "" where it has none."""
    claims = ClaimedSkill.objects.filter(person=person).values_list("skill_id", "grade")
    proofs = SkillProof.objects.filter(person=person).values_list("skill_id", "before")
    return {**dict(claims), **dict(proofs)}


def _give_proofs_back(source: Person, moves: list[Mapping[str, Any]]) -> None:
    standing = SkillProof.objects.in_bulk([UUID(move["id"]) for move in moves])
    # What stands goes back first: a skill that another proof carries does not fall.
    for move in moves:
        proof = standing.get(UUID(move["id"]))
        if proof is not None:
            proof.person_id = UUID(move["of"]) if "of" in move else source.pk
            proof.before = move.get("before", proof.before)
            proof.save()
    for move in moves:
        if "of" in move and UUID(move["id"]) not in standing:
            fallen = SkillProof(person_id=UUID(move["of"]), skill_id=UUID(move["skill"]))
            fallen.before = move["before"]
            others = SkillProof.objects.filter(person=fallen.person_id, skill=fallen.skill_id)
            if not others.exists():
                as_before(fallen, timezone.now())
