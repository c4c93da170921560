"""Skills proven by an approved record: graded as assessed, and given back when it is revoked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.people.models import Person
from spean.skills.choices import EvidenceGrade
from spean.skills.models import ClaimedSkill, SkillProof, Unit
from spean.skills.rules import better

PROVEN = EvidenceGrade.RPL


@one_writer()
def prove_units(
    *, actor: User, person: Person, units: Iterable[Unit], source: Ref, now: datetime
) -> list[ClaimedSkill]:
    """Let every skill of these units be one that was assessed; the same source twice is harmless.

    A better proof stays. The act it belongs to (a moderation, a seal) has asked who may.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    wanted = list(
        dict.fromkeys(
            Unit.skills.through.objects.filter(unit__in=list(units))
            .order_by("skill_id")
            .values_list("skill_id", flat=True)
        )
    )
    held = {
        claim.skill_id: claim
        for claim in ClaimedSkill.objects.select_for_update(of=("self",)).filter(
            person=person, skill__in=wanted
        )
    }
    before = _before(person, wanted)
    proven = []
    for skill_id in wanted:
        claim = held.get(skill_id)
        SkillProof.objects.get_or_create(
            person=person,
            skill_id=skill_id,
            source_kind=source.kind,
            source_id=source.id,
            defaults={"before": before.get(skill_id, claim.grade if claim else "")},
        )
        if claim is None:
            claim = ClaimedSkill(person=person, skill_id=skill_id, grade=PROVEN)
            claim.from_kind, claim.from_id = source.kind, source.id
        elif better(PROVEN, claim.grade) == claim.grade:
            proven.append(claim)
            continue
        claim.grade, claim.recorded_by, claim.recorded_at = PROVEN, actor, now
        claim.revision += 1
        claim.save()
        proven.append(claim)
    if proven:
        on = Ref("person", person.pk)
        audit(actor=actor, action="skills.proven", on=on, count=len(proven), by=source.kind)
    return proven


@one_writer()
def unprove(*, actor: User, source: Ref, now: datetime) -> int:
    """Take back what a source proved; what another one proves too stays. Return how many fell."""
    proofs = list(
        SkillProof.objects.select_for_update(of=("self",)).filter(
            source_kind=source.kind, source_id=source.id
        )
    )
    fallen = 0
    for proof in proofs:
        proof.delete()
        others = SkillProof.objects.filter(person=proof.person_id, skill=proof.skill_id)
        if not others.exists():
            fallen += as_before(proof, now)
    if fallen:
        on = Ref("person", proofs[0].person_id)
        audit(actor=actor, action="skills.unproven", on=on, count=fallen, by=source.kind)
    return fallen


def _before(person: Person, skills: list[UUID]) -> dict[UUID, str]:
    """Return the grade each skill had before anything proved it, for those proven already."""
    proofs = SkillProof.objects.filter(person=person, skill__in=skills)
    return dict(proofs.values_list("skill_id", "before"))


def as_before(proof: SkillProof, now: datetime) -> int:
    """Let a skill be what it was before this proof, which is gone; return how many fell."""
    claims = ClaimedSkill.objects.filter(person=proof.person_id, skill=proof.skill_id, grade=PROVEN)
    if not proof.before:
        return claims.delete()[0]
    return claims.update(grade=proof.before, recorded_at=now, revision=F("revision") + 1)
