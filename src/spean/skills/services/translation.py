"""Acts of translating foreign work: she says yes or no to a unit, a member of staff confirms.

What a text or a formula suggests is never written down by itself: a person says it first.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.models import UnitClaim
from spean.skills.rules.translation import Proposal
from spean.skills.selectors.translation import jobs_told, proposals_for, units_in_force


class UnknownUnit(DomainError):
    """A unit is named that is not in force."""

    code = "unknown-unit"
    message = _("One of these units is no longer in force. Please open the page again.")


class NotSaidYet(DomainError):
    """Somebody would confirm what the person did not say."""

    code = "not-said-yet"
    message = _("The person has not said yes to this unit. Ask first, then confirm.")


@one_writer()
def hear_units(
    *, actor: User, person: Person, said: Mapping[UUID, bool], now: datetime
) -> list[UnitClaim]:
    """Write down her own yes or no to units, with the reasons her work gives for each.

    An answer that changes takes the confirmation off; the same answer again changes nothing.

    :raises NotAllowed: if the actor may not accompany this person
    :raises UnknownUnit: if a unit is not in force
    """
    _may(actor, person)
    day = now.date()
    units = {unit.pk: unit for unit in units_in_force(day).filter(pk__in=list(said))}
    if set(units) != set(said):
        raise UnknownUnit
    held = {claim.unit_id: claim for claim in _claims(person, said)}
    why = {one.unit: one for one in proposals_for(jobs_told(person), day)}
    heard = []
    for unit_id, says_yes in said.items():
        claim = held.get(unit_id)
        if claim is None:
            claim = UnitClaim(person=person, unit_id=unit_id)
        elif claim.says_yes == says_yes:
            continue
        _answer(claim, says_yes, why.get(units[unit_id].code))
        claim.written_by, claim.said_at = actor, now
        claim.save()
        heard.append(claim)
    if heard:
        audit(
            actor=actor, action="skills.units_told", on=Ref("person", person.pk), count=len(heard)
        )
    return heard


@one_writer()
def confirm_units(
    *, actor: User, person: Person, unit_ids: Iterable[UUID], now: datetime
) -> list[UnitClaim]:
    """Confirm with the person what she said yes to; what is confirmed stays as it is.

    :raises NotAllowed: if the actor may not accompany this person
    :raises NotSaidYet: if she did not say yes to one of them
    """
    _may(actor, person)
    wanted = set(unit_ids)
    claims = {claim.unit_id: claim for claim in _claims(person, wanted) if claim.says_yes}
    if set(claims) != wanted:
        raise NotSaidYet
    fresh = [claim for claim in claims.values() if claim.confirmed_at is None]
    for claim in fresh:
        claim.confirmed_by, claim.confirmed_at = actor, now
        claim.revision += 1
        claim.save()
    if fresh:
        ref = Ref("person", person.pk)
        audit(actor=actor, action="skills.units_confirmed", on=ref, count=len(fresh))
    return list(claims.values())


def move_unit_claims(*, source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the unit claims of one record to the other; where both have one, the target's stays."""
    there = set(UnitClaim.objects.filter(person=target).values_list("unit_id", flat=True))
    moving = UnitClaim.objects.filter(person=source).exclude(unit__in=there)
    moves = [{"kind": "unit", "id": str(pk)} for pk in moving.values_list("pk", flat=True)]
    UnitClaim.objects.filter(pk__in=[move["id"] for move in moves]).update(person=target)
    return moves


def _claims(person: Person, unit_ids: Iterable[UUID]) -> Iterable[UnitClaim]:
    claims = UnitClaim.objects.select_for_update(of=("self",))
    return claims.filter(person=person, unit__in=list(unit_ids))


def _answer(claim: UnitClaim, says_yes: bool, why: Proposal | None) -> None:
    claim.says_yes = says_yes
    claim.confirmed_by, claim.confirmed_at = None, None
    claim.reasons = [list(reason) for reason in why.reasons] if why else []
    claim.from_kind, claim.from_id = ("job_abroad", UUID(why.job)) if why else ("", None)


def _may(actor: User, person: Person) -> None:
    if person.is_sealed or person.merged_into_id or not can(actor, "rpl.edit", person):
        raise NotAllowed
