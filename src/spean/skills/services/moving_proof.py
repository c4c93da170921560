"""Two files become one: certificates and proofs move along, and can move back."""

from collections.abc import Iterable, Mapping
from typing import Any

from spean.accounts.services import one_writer
from spean.people.models import Person
from spean.skills.models import Certificate, CertificateUnit, SkillProof

_KINDS: dict[str, Any] = {
    "certificate": Certificate,
    "certificate_unit": CertificateUnit,
    "proof": SkillProof,
}


@one_writer()
def move_proof(*, source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the certificates; both stay valid, and of a unit on two of them the target's counts."""
    held = set(
        CertificateUnit.objects.filter(person=target, counts=True).values_list("unit_id", flat=True)
    )
    moves: list[dict[str, Any]] = []
    for unit in CertificateUnit.objects.select_for_update(of=("self",)).filter(person=source):
        moves.append({"kind": "certificate_unit", "id": str(unit.pk), "counts": unit.counts})
        unit.counts = unit.counts and unit.unit_id not in held
        unit.person = target
        unit.save()
    for kind, model in (("certificate", Certificate), ("proof", SkillProof)):
        for row in model.objects.select_for_update(of=("self",)).filter(person=source):
            moves.append({"kind": kind, "id": str(row.pk)})
            row.person = target
            row.save()
    return moves


@one_writer()
def move_proof_back(*, source: Person, moves: Iterable[Mapping[str, Any]]) -> None:
    """Give back to `source` exactly what `move_proof` took; revoked meanwhile stays revoked."""
    for move in moves:
        if move["kind"] not in _KINDS:
            continue
        rows = _KINDS[move["kind"]].objects.filter(pk=move["id"])
        rows.update(person=source)
        if move.get("counts"):
            rows.filter(certificate__state__in=["proposed", "valid"]).update(counts=True)
