"""Acts of this room: claiming a skill, seeing proof of it, taking it back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, audit_many, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.core.writing import insert_many
from spean.directory.models import Skill
from spean.directory.perms import Scope, can, scope_of
from spean.people.models import Person
from spean.skills.choices import EvidenceGrade
from spean.skills.models import ClaimedSkill
from spean.skills.rules import better

# What a desk may set by hand; the higher grades come from recognition itself.
BY_HAND = (EvidenceGrade.SELF, EvidenceGrade.COUNSELLOR, EvidenceGrade.CREDENTIAL)


class EvidenceMissing(DomainError):
    """Proof was named without saying what was seen."""

    code = "evidence-missing"
    message = _("Please write what you saw: a photograph, a tool in use, a certificate.")


class GradeNotByHand(DomainError):
    """The grade is given by recognition, not by a form."""

    code = "grade-not-by-hand"
    message = _("This proof comes from an assessment. It cannot be set by hand.")


@dataclass(frozen=True, slots=True)
class Heard:
    """A skill that a person told of while she was registered, and where it comes from."""

    person: Person
    skill_id: UUID
    months: int | None
    source: Ref


@one_writer()
def claim_many(*, actor: User, heard: Sequence[Heard], now: datetime) -> list[ClaimedSkill]:
    """Record the skills that people told of while they were registered, in few writes.

    By their own word alone. Who may register a person may write them down, whatever her role.
    A skill named in two jobs is one claim with the longer time; a known one keeps its proof.

    :raises NotAllowed: if the actor may neither register a person nor edit her skills
    """
    people = {one.person.pk: one.person for one in heard}
    for person in people.values():
        _may_hear(actor, person)
    claims = {
        (claim.person_id, claim.skill_id): claim
        for claim in ClaimedSkill.objects.select_for_update(of=("self",)).filter(person__in=people)
    }
    known, told = set(claims), dict.fromkeys((one.person.pk, one.skill_id) for one in heard)
    longer: set[tuple[UUID, UUID]] = set()
    for one in heard:
        key = (one.person.pk, one.skill_id)
        claim = claims.setdefault(key, _by_word(actor, one, now))
        if (one.months or 0) > (claim.months or 0):
            claim.months = one.months
            longer.add(key)
    ClaimedSkill.objects.bulk_update([claims[key] for key in longer & known], ["months"])
    fresh = [claims[key] for key in told if key not in known]
    insert_many(ClaimedSkill, fresh)
    counts = Counter(claim.person_id for claim in fresh)
    acts = [(Ref("person", key), {"count": count}) for key, count in counts.items()]
    audit_many(actor=actor, action="skills.heard", acts=acts)
    return [claims[key] for key in told]


@one_writer()
def withdraw_claims(*, actor: User, person_id: UUID) -> None:
    """Remove what was heard at a registration that is taken back; proof that was seen stays.

    :raises NotAllowed: if the actor may not write down skills of this person
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return
    _may_hear(actor, person)
    ClaimedSkill.objects.filter(person=person, grade=EvidenceGrade.SELF).delete()


@one_writer()
def claim_skills(
    *,
    actor: User,
    person: Person,
    skills: Iterable[Skill],
    now: datetime,
    grade: EvidenceGrade = EvidenceGrade.SELF,
    months: int | None = None,
    source: Ref | None = None,
) -> list[ClaimedSkill]:
    """Record that the person has these skills; known ones keep their better proof.

    :raises NotAllowed: if the actor may not write down skills of this person
    """
    _may(actor, person)
    wanted = {skill.pk: skill for skill in skills}
    known = {
        claim.skill_id: claim
        for claim in ClaimedSkill.objects.select_for_update(of=("self",)).filter(
            person=person, skill__in=list(wanted)
        )
    }
    claims = []
    for skill_id, skill in wanted.items():
        claim = known.get(skill_id)
        if claim is None:
            claim = ClaimedSkill(person=person, skill=skill, grade=grade, recorded_by=actor)
            claim.from_kind, claim.from_id = (source.kind, source.id) if source else ("", None)
        claim.grade = better(grade, claim.grade)
        claim.months = max(filter(None, (claim.months, months)), default=None)
        claim.recorded_at = now
        claim.save()
        claims.append(claim)
    if claims:
        audit(actor=actor, action="skills.claimed", on=Ref("person", person.pk), count=len(claims))
    return claims


@one_writer()
def release_skills(*, actor: User, person: Person, source: Ref, keep: Iterable[UUID]) -> int:
    """Take back the claims that came from one job and are no longer named there.

    Claims with better proof than the person's own word stay: somebody saw them.

    :raises NotAllowed: if the actor may not write down skills of this person
    """
    _may(actor, person)
    gone, _kinds = (
        ClaimedSkill.objects.filter(
            person=person, from_kind=source.kind, from_id=source.id, grade=EvidenceGrade.SELF
        )
        .exclude(skill__in=list(keep))
        .delete()
    )
    if gone:
        audit(actor=actor, action="skills.released", on=Ref("person", person.pk), count=gone)
    return gone


@one_writer()
def grade_skill(
    *,
    actor: User,
    person: Person,
    claim_id: UUID,
    revision: int,
    grade: EvidenceGrade,
    evidence: str,
    now: datetime,
) -> ClaimedSkill:
    """Record what proof of a skill the officer has seen.

    :raises ChangedMeanwhile: if somebody saved it after it was opened
    :raises EvidenceMissing: if a proof is named and not described
    :raises GradeNotByHand: if the grade comes from an assessment alone
    :raises NotAllowed: if the actor may not write down skills of this person
    """
    _may(actor, person)
    if grade not in BY_HAND:
        raise GradeNotByHand
    if grade != EvidenceGrade.SELF and not evidence.strip():
        raise EvidenceMissing
    claim = _held(person, claim_id)
    if claim.revision != revision:
        raise ChangedMeanwhile(theirs=claim)
    claim.grade, claim.evidence = grade, evidence.strip()
    claim.recorded_by, claim.recorded_at = actor, now
    claim.revision += 1
    claim.save()
    audit(actor=actor, action="skills.graded", on=Ref("claimed_skill", claim.id), grade=str(grade))
    return claim


@one_writer()
def drop_skill(*, actor: User, person: Person, claim_id: UUID) -> None:
    """Take a skill off that the person does not have after all; twice is harmless.

    :raises GradeNotByHand: if the skill was assessed
    :raises NotAllowed: if the actor may not write down skills of this person
    """
    _may(actor, person)
    if not ClaimedSkill.objects.filter(pk=claim_id, person=person).exists():
        return
    _held(person, claim_id).delete()
    audit(actor=actor, action="skills.dropped", on=Ref("person", person.pk))


def _held(person: Person, claim_id: UUID) -> ClaimedSkill:
    claim = ClaimedSkill.objects.select_for_update(of=("self",)).get(pk=claim_id, person=person)
    if claim.grade not in BY_HAND and claim.grade != EvidenceGrade.INFERRED:
        raise GradeNotByHand
    return claim


def _may_hear(actor: User, person: Person) -> None:
    may_register = scope_of(actor, "people.register", person.centre_id) >= Scope.CENTRE
    if not may_register and not can(actor, "skills.edit", person):
        raise NotAllowed


def _by_word(actor: User, one: Heard, now: datetime) -> ClaimedSkill:
    return ClaimedSkill(
        person=one.person,
        skill_id=one.skill_id,
        grade=EvidenceGrade.SELF,
        from_kind=one.source.kind,
        from_id=one.source.id,
        months=one.months,
        recorded_by=actor,
        recorded_at=now,
    )


def _may(actor: User, person: Person) -> None:
    if person.is_sealed or person.merged_into_id or not can(actor, "skills.edit", person):
        raise NotAllowed
