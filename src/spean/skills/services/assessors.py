"""Who may assess whom: the register of assessors, and freedom from every conflict of interest."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Posting
from spean.directory.perms import Scope, scope_of
from spean.people.models import Person
from spean.skills.choices import Tie
from spean.skills.models import Assessor, AssessorTie, Recognition
from spean.skills.selectors.assessors import covers, declared, may_be_family
from spean.skills.services.recording import already_made, check_may_edit, put

_ALSO: Final = ("occupations", "units")


class NotAnAssessor(DomainError):
    """The account has no role of an assessor."""

    code = "not-an-assessor"
    message = _("This account does not have the role of an assessor.")


class NotRegistered(DomainError):
    """The registration has ended, or she no longer assesses."""

    code = "assessor-not-registered"
    message = _("This assessor's registration is not valid on that day. Please choose another one.")


class WrongTrade(DomainError):
    """She is registered for other work."""

    code = "wrong-trade"
    message = _("This assessor is not registered for these units. Please choose another one.")


class NotHere(DomainError):
    """She assesses at another centre."""

    code = "assessor-not-here"
    message = _("This assessor does not come to this centre. Please choose another one.")


class Tied(DomainError):
    """Something binds the assessor to the person."""

    code = "assessor-tied"
    message = _(
        "This assessor may not assess this person: %(tie)s. Please choose somebody who is free."
    )


class MayBeFamily(DomainError):
    """One household, or one family name in one commune, and nobody has asked."""

    code = "assessor-may-be-family"
    message = _(
        "They carry the same family name and come from the same commune, or live in one household."
        " Ask both, and write down what they say; or choose another assessor."
    )


class TooClose(DomainError):
    """Who accompanies never assesses."""

    code = "assessor-accompanies"
    message = _("Whoever accompanies this person may not assess her. Please choose another one.")


@one_writer()
def keep_assessor(
    *, actor: User, id: UUID, revision: int | None, facts: Mapping[str, Any]
) -> Assessor:
    """Register an assessor, or put her registration right.

    `facts` are columns of the assessor, and the lists `occupations` and `units`.

    :raises NotAllowed: if the actor leads no centre
    :raises NotAnAssessor: if the account has another role
    :raises ChangedMeanwhile: if somebody saved it after it was opened
    """
    if scope_of(actor, "people.assign") < Scope.CENTRE:
        raise NotAllowed
    found = Assessor.objects.select_for_update(of=("self",)).filter(pk=id).first()
    if found is not None and revision is not None and found.revision != revision:
        raise ChangedMeanwhile(theirs=found)
    assessor = found or Assessor(id=id)
    user = facts.get("user", getattr(assessor, "user", None))
    if not Posting.objects.filter(user=user, role=Role.RPL_ASSESSOR).exists():
        raise NotAnAssessor
    put(assessor, {name: value for name, value in facts.items() if name not in _ALSO})
    for name in _ALSO:
        if name in facts:
            getattr(assessor, name).set(facts[name])
    audit(actor=actor, action="skills.assessor_kept", on=Ref("assessor", assessor.pk))
    return assessor


@one_writer()
def declare_tie(
    *, actor: User, assessor: Assessor, person: Person, id: UUID, kind: str, now: datetime
) -> AssessorTie:
    """Write down what binds an assessor to a person, or that both were asked and nothing does.

    The assessor herself may declare a tie to somebody whom she is to assess.

    :raises NotAllowed: if the actor neither accompanies the person nor is the assessor
    """
    is_own = assessor.user_id == actor.pk and kind != Tie.NONE
    if not is_own:
        check_may_edit(actor, person)
    made = already_made(AssessorTie, id, "declared_by", actor)
    if made is not None:
        return made
    tie, _is_new = AssessorTie.objects.get_or_create(
        assessor=assessor,
        person=person,
        kind=kind,
        defaults={"id": id, "declared_by": actor, "declared_at": now},
    )
    audit(actor=actor, action="skills.tie_declared", on=Ref("assessor", assessor.pk), kind=kind)
    return tie


def check_free(assessor: Assessor, recognition: Recognition, day: date) -> None:
    """Refuse an assessor who is not registered for this, or not free to judge this person.

    :raises NotRegistered: if her registration does not hold on the day
    :raises WrongTrade: if she is registered for other occupations and units
    :raises NotHere: if she comes to other centres
    :raises TooClose: if she accompanies the person, registered her or checked the proof
    :raises Tied: if a tie was declared
    :raises MayBeFamily: if they may be related and nobody asked
    """
    if not assessor.is_active or assessor.valid_until < day or not assessor.user.is_active:
        raise NotRegistered
    if not covers(assessor, recognition):
        raise WrongTrade
    person = recognition.person
    if not assessor.is_roaming and assessor.centre_id != person.centre_id:
        raise NotHere
    if assessor.person_id == person.pk or assessor.user_id in _accompanying(recognition):
        raise TooClose
    ties = declared(assessor, person) - {Tie.NONE}
    if ties:
        raise Tied(tie=Tie(min(ties)).label)
    if may_be_family(assessor, person):
        raise MayBeFamily


def _accompanying(recognition: Recognition) -> set[UUID | None]:
    person = recognition.person
    checkers = recognition.evidence.values_list("checked_by", flat=True)
    adders = recognition.evidence.values_list("added_by", flat=True)
    return {
        recognition.facilitator_id,
        recognition.reviewed_by_id,
        person.assigned_to_id,
        person.registered_by_id,
        *checkers,
        *adders,
    } - {None}
