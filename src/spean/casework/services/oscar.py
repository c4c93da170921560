"""Referrals in the Primero and OSCaR exchange: out with consent alone, decisions back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import PartnerNo
from spean.casework.contracts import PartnerAnswer
from spean.casework.gateways import oscar as gateway
from spean.casework.models import ServiceReferral
from spean.casework.services.referral_telling import Told, initials_of, told_of
from spean.casework.services.service_referrals import NotCovered, record_answer
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.directory.models.service_map import OSCAR
from spean.directory.selectors.service_map import code_in
from spean.people.choices import Scope
from spean.people.perms import may_open_sensitive
from spean.people.selectors import consent_in_force


class ServiceUnmapped(DomainError):
    """Nobody has written what the other system calls this service."""

    code = "service-unmapped"
    message = _(
        "OSCaR has no code for %(service)s here. Ask the administrator to write it down under"
        " “Codes of other systems”. Nothing was sent."
    )


class ExchangeNotAllowed(DomainError):
    """The exchange is the ministry's: she must allow that too."""

    code = "exchange-not-allowed"
    message = _(
        "The person has not allowed sharing with the social affairs ministry, which runs this"
        " exchange. Nothing was sent."
    )


class AnswersUnreadable(DomainError):
    """The file is not in a shape of the exchange."""

    code = "answers-unreadable"
    message = _("This file is no answer of the exchange: %(where)s. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file of decisions."""

    taken: int = 0
    waiting: int = 0
    refused: tuple[str, ...] = ()


@one_writer()
def export_referral(
    *, actor: User | None, referral: ServiceReferral, now: datetime
) -> dict[str, Any]:
    """Return a referral in the shape of the exchange; what left is written down, never its words.

    :raises NotAllowed: if the actor may not open sensitive details of this person
    :raises NotCovered: if the consent for this partner is not in force any more
    :raises ExchangeNotAllowed: if she did not allow the ministry that runs the exchange
    :raises ServiceUnmapped: if the service has no code on the other list
    """
    person, day = referral.case.person, timezone.localdate(now)
    if actor is not None and not may_open_sensitive(actor, person):
        raise NotAllowed
    told = told_of(referral, day)
    if told is None:
        raise NotCovered(organisation=referral.organisation.label)
    if not consent_in_force(person, Scope.SHARE_MOSVY, day):
        raise ExchangeNotAllowed
    service = referral.service_type
    theirs = code_in(OSCAR, service.code)
    if not theirs:
        raise ServiceUnmapped(service=f"{service.code} ({service.label})")
    ref = Ref("service_referral", referral.pk)
    shared = list(referral.shared)
    audit(actor=actor, action="casework.referral_exported", on=ref, fields=shared, code=theirs)
    return gateway.shaped(_outgoing(referral, told, theirs))


def _outgoing(referral: ServiceReferral, told: Told, theirs: str) -> gateway.Outgoing:
    person = referral.case.person
    shared = frozenset(referral.shared)
    family = person.family_name_lat or person.family_name_km
    given = person.given_name_lat or person.given_name_km
    return gateway.Outgoing(
        case_id=referral.case_id,
        referral_id=referral.pk,
        number=told.number,
        their_code=theirs,
        urgency=referral.urgency,
        sent_on=timezone.localtime(referral.sent_at).strftime("%Y/%m/%d %H:%M:%S %z"),
        officer=referral.sent_by.display_name,
        phone=person.centre.phone,
        given_name=given if told.name else initials_of(person),
        family_name=family if told.name else "",
        sex=person.sex if told.sex else "",
        age=told.age,
        location=person.area.code if "commune" in shared and told.commune else "",
        reason=told.reason,
    )


@one_writer()
def import_decisions(*, actor: User | None, content: Any, now: datetime) -> Received:
    """Take decisions of the exchange in; a second one about a referral changes nothing.

    :raises AnswersUnreadable: if the file is of no known shape; nothing of it is kept
    """
    try:
        decisions = gateway.decisions_in(content)
    except gateway.UnreadableAnswer as problem:
        raise AnswersUnreadable(where=str(problem)) from problem
    taken, waiting, refused = 0, 0, []
    for decision in decisions:
        if decision.is_accepted is None:
            waiting += 1
        elif _decide(decision, now):
            taken += 1
        else:
            refused.append(str(decision.referral_id))
    audit(
        actor=actor,
        action="casework.decisions_imported",
        taken=taken,
        waiting=waiting,
        refused=len(refused),
    )
    return Received(taken, waiting, tuple(refused))


def _decide(decision: gateway.Decision, now: datetime) -> bool:
    said = PartnerAnswer("accept")
    if not decision.is_accepted:
        said = PartnerAnswer("decline", PartnerNo.OTHER.value)
    try:
        record_answer(
            actor=None,
            referral_id=decision.referral_id,
            answer=said,
            now=now,
            is_exchange=True,
        )
    except (IllegalMove, ServiceReferral.DoesNotExist):
        return False
    return True
