"""Skills proven by a certificate, and what was known before, so that it can be taken back."""

from collections.abc import Iterable
from datetime import datetime

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Skill
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.choices import EvidenceGrade
from spean.skills.models import ClaimedSkill, GrantedSkill, Unit
from spean.skills.rules import is_better


@one_writer()
def grant(
    *, actor: User, person: Person, units: Iterable[Unit], source: Ref, now: datetime
) -> list[GrantedSkill]:
    """Prove the skills of units by what `source` names; a better proof stays. Twice is harmless.

    :raises NotAllowed: if the actor may neither propose nor seal certificates of this person
    """
    _may(actor, person)
    skills = Skill.objects.filter(
        pk__in=Unit.objects.filter(pk__in=[unit.pk for unit in units]).values("skills")
    )
    mine = GrantedSkill.objects.filter(person=person, source_kind=source.kind, taken_back_at=None)
    here = set(mine.filter(source_id=source.id).values_list("skill", flat=True))
    claims = {
        claim.skill_id: claim
        for claim in ClaimedSkill.objects.select_for_update(of=("self",)).filter(person=person)
    }
    fresh = [skill for skill in skills if skill.pk not in here]
    granted = [_granted(actor, person, skill, claims.get(skill.pk), source, now) for skill in fresh]
    if granted:
        ref = Ref("person", person.pk)
        audit(actor=actor, action="skills.proven", on=ref, count=len(granted), by=source.kind)
    return granted


@one_writer()
def take_back(*, actor: User, person: Person, source: Ref, now: datetime) -> int:
    """Return each skill that `source` proved to the proof it had before.

    A skill that another certificate proves too, or that has a better proof since, stays.

    :raises NotAllowed: if the actor may neither propose nor seal certificates of this person
    """
    _may(actor, person)
    rows = list(
        GrantedSkill.objects.select_for_update(of=("self",)).filter(
            person=person,
            source_kind=source.kind,
            source_id=source.id,
            taken_back_at=None,
        )
    )
    for row in rows:
        row.taken_back_at = now
        row.save()
        _lower(row, now)
    if rows:
        ref = Ref("person", person.pk)
        audit(actor=actor, action="skills.unproven", on=ref, count=len(rows), by=source.kind)
    return len(rows)


def _granted(
    actor: User,
    person: Person,
    skill: Skill,
    claim: ClaimedSkill | None,
    source: Ref,
    now: datetime,
) -> GrantedSkill:
    row = GrantedSkill(person=person, skill=skill, granted_at=now)
    row.source_kind, row.source_id = source.kind, source.id
    if claim is None:
        claim = ClaimedSkill(person=person, skill=skill, grade=EvidenceGrade.INFERRED)
    else:
        row.earlier_grade = claim.grade
        row.earlier_kind, row.earlier_id = claim.from_kind, claim.from_id
    row.save(force_insert=True)
    if row.earlier_grade and not is_better(EvidenceGrade.RPL, claim.grade):
        return row
    claim.grade = EvidenceGrade.RPL
    claim.from_kind, claim.from_id = source.kind, source.id
    claim.recorded_by, claim.recorded_at = actor, now
    claim.revision += 1
    claim.save()
    return row


def _lower(row: GrantedSkill, now: datetime) -> None:
    others = GrantedSkill.objects.filter(
        person=row.person_id, skill=row.skill_id, taken_back_at=None
    ).order_by("granted_at")
    other = others.first()
    if other is not None:
        # The other certificate now carries what was known before both.
        if row.granted_at <= other.granted_at:
            other.earlier_grade, other.earlier_kind = row.earlier_grade, row.earlier_kind
            other.earlier_id = row.earlier_id
            other.save()
        return
    claim = ClaimedSkill.objects.filter(person=row.person_id, skill=row.skill_id).first()
    if claim is None or claim.grade != EvidenceGrade.RPL:
        return
    if not row.earlier_grade:
        claim.delete()
        return
    claim.grade, claim.recorded_at = row.earlier_grade, now
    claim.from_kind, claim.from_id = row.earlier_kind, row.earlier_id
    claim.revision += 1
    claim.save()


def _may(actor: User, person: Person) -> None:
    actions = ("certificates.seal", "certificates.propose")
    if person.is_sealed or not any(can(actor, action, person) for action in actions):
        raise NotAllowed
