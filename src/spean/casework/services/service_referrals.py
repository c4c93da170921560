"""Referral to another service (F9): sent with consent, answered, begun, ended, not forgotten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import (
    CameToNothing,
    PartnerNo,
    ReferralUrgency,
    ServiceReferralState,
    SharedField,
    TakenBack,
)
from spean.casework.contracts import PartnerAnswer, ReferralWords
from spean.casework.models import ReferralLink, ServiceReferral
from spean.casework.rules import referrals as rules
from spean.casework.selectors.referrals import decision_in_force, purpose_covering
from spean.casework.services.actions import complete_action
from spean.casework.services.cases import open_case_of
from spean.casework.services.referral_reminders import promise_call
from spean.casework.services.revisions import already_made, put
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Organisation, ServiceOffer, ServiceType
from spean.directory.perms import can
from spean.people.models import Person
from spean.people.services import open_for, seal_for

# What each move writes beside the state.
_MOMENTS: Mapping[str, str] = {
    "acknowledge": "acknowledged_at",
    "accept": "answered_at",
    "decline": "answered_at",
    "contact": "contacted_at",
    "start": "started_at",
}
_REASONS: Mapping[str, list[str]] = {
    "decline": PartnerNo.values,
    "fail": CameToNothing.values,
    "withdraw": TakenBack.values,
}
_ENDS = frozenset({"finish", "fail", "decline", "withdraw"})


class NotCovered(DomainError):
    """The person did not allow anything to be told to this organisation."""

    code = "not-covered"
    message = _(
        "The person has not allowed sharing with %(organisation)s. Ask first, and write down the"
        " answer under “What the person allows”. Nothing was sent."
    )


class ReferralIncomplete(DomainError):
    """A partner must know for what, how soon and why."""

    code = "referral-incomplete"
    message = _("Please write why the person is referred, and how soon.")


class WhyMissing(DomainError):
    """Every no has a reason."""

    code = "why-missing"
    message = _("Please choose a reason.")


@one_writer()
def send_referral(
    *, actor: User, person: Person, id: UUID, words: ReferralWords, now: datetime
) -> ServiceReferral:
    """Send the person to a partner, with the list of what it may know, and remind the officer.

    :raises NotAllowed: if the actor may not work on this file
    :raises NotCovered: if no consent in force covers this organisation
    :raises ReferralIncomplete: if the reason or the urgency is missing
    :raises NoOpenCase: if the person has no open case
    """
    if not can(actor, "casework.edit", person):
        raise NotAllowed
    made = already_made(ServiceReferral, id, "sent_by", actor)
    if made is not None:
        return made
    case = open_case_of(person)
    organisation = Organisation.objects.get(pk=words.organisation_id)
    scope = purpose_covering(person, organisation, timezone.localdate(now))
    consent = decision_in_force(person)
    if not scope or consent is None:
        raise NotCovered(organisation=organisation.label)
    values = _checked(words)
    sealed = seal_for(person, {"reason": words.reason.strip()}, context=_context(id))
    referral = ServiceReferral.objects.create(
        id=id,
        case=case,
        organisation=organisation,
        consent=consent,
        consent_scope=scope,
        sealed=sealed,
        sent_by=actor,
        sent_at=now,
        **values,
        **_clock(ServiceReferralState.SENT, words.urgency, now),
    )
    audit(
        actor=actor,
        action="casework.referral_sent",
        on=Ref("service_referral", id),
        fields=list(values["shared"]),
        purpose=scope,
    )
    promise_call(referral)
    return referral


@one_writer()
def record_answer(
    *,
    actor: User | None,
    referral_id: UUID,
    answer: PartnerAnswer,
    now: datetime,
    link: ReferralLink | None = None,
    is_exchange: bool = False,
) -> ServiceReferral:
    """Record what the partner says: by its own link, told to an officer, or by the exchange.

    :raises NotAllowed: if it comes by no link of this referral and by nobody who works on the file
    :raises WhyMissing: if it is a no without a reason
    :raises IllegalMove: if it was answered so before; nothing is changed
    """
    referral = _held(referral_id)
    if not is_exchange and not _may_answer(actor, referral, link):
        raise NotAllowed
    if answer.move == "withdraw":
        raise IllegalMove(action=answer.move, state=referral.state)
    values: dict[str, Any] = {}
    if answer.move in ("accept", "decline"):
        values["answered_by"] = "link" if link else "exchange" if is_exchange else "officer"
    return _moved(actor, referral, answer, values, now)


@one_writer()
def note_refused_answer(*, actor: User | None, referral_id: UUID, move: str) -> None:
    """Keep in the trail that a second answer came and changed nothing; by a link without actor."""
    state = ServiceReferral.objects.values_list("state", flat=True).get(pk=referral_id)
    audit(
        actor=actor,
        action="casework.referral_answer_refused",
        on=Ref("service_referral", referral_id),
        move=move if move in flows.SERVICE_REFERRAL.moves else "unknown",
        state=str(state),
    )


@one_writer()
def take_back_referral(
    *, actor: User, referral_id: UUID, reason: str, now: datetime
) -> ServiceReferral:
    """Take a referral back, by the person's wish or the centre's; its links end at once.

    :raises NotAllowed: if the actor may not work on the file
    :raises WhyMissing: if no reason is given
    :raises IllegalMove: if it is over
    """
    referral = _held(referral_id)
    if not can(actor, "casework.edit", referral.case.person):
        raise NotAllowed
    answer = PartnerAnswer("withdraw", reason)
    return _moved(actor, referral, answer, {}, now)


@one_writer()
def tell_person(*, actor: User, referral_id: UUID, now: datetime) -> ServiceReferral:
    """Note that the person was told how her referral stands: feedback closes the loop.

    :raises NotAllowed: if the actor may not work on the file
    """
    referral = _held(referral_id)
    if not can(actor, "casework.edit", referral.case.person):
        raise NotAllowed
    put(referral, {"told_at": now})
    audit(actor=actor, action="casework.referral_told", on=Ref("service_referral", referral.pk))
    return referral


def open_reason(*, viewer: User, referral: ServiceReferral) -> str:
    """Return why she was referred; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    context = _context(referral.pk)
    person = referral.case.person
    found = open_for(viewer=viewer, person=person, sealed=referral.sealed, context=context)
    return str(found["reason"])


def _context(id: UUID) -> str:
    return f"service_referral:{id}"


def _checked(words: ReferralWords) -> dict[str, Any]:
    if not words.reason.strip() or words.urgency not in ReferralUrgency.values:
        raise ReferralIncomplete
    offer = None
    if words.offer_id is not None:
        offer = ServiceOffer.objects.get(
            pk=words.offer_id, organisation_id=words.organisation_id, is_active=True
        )
    return {
        "service_type": ServiceType.objects.get(pk=words.service_type_id),
        "offer": offer,
        "focal_point": words.focal_point.strip(),
        "urgency": words.urgency,
        "needs_transport": words.needs_transport,
        "needs_escort": words.needs_escort,
        "shared": [code for code in SharedField.values if code in words.shared],
    }


def _held(referral_id: UUID) -> ServiceReferral:
    found = ServiceReferral.objects.select_for_update(of=("self",))
    return found.select_related("case__person", "organisation", "service_type").get(pk=referral_id)


def _may_answer(actor: User | None, referral: ServiceReferral, link: ReferralLink | None) -> bool:
    if link is not None:
        return link.referral_id == referral.pk
    return actor is not None and can(actor, "casework.edit", referral.case.person)


def _moved(
    actor: User | None,
    referral: ServiceReferral,
    answer: PartnerAnswer,
    values: dict[str, Any],
    now: datetime,
) -> ServiceReferral:
    if answer.move not in flows.SERVICE_REFERRAL.moves:
        raise IllegalMove(action=answer.move, state=referral.state)
    state = flows.SERVICE_REFERRAL.move(referral.state, answer.move)
    reasons = _REASONS.get(answer.move)
    if reasons is not None and answer.reason not in reasons:
        raise WhyMissing
    values |= {"state": state, "reason_code": answer.reason if reasons else ""}
    # That it was received gains no time: the answer is due from the day it was sent.
    since = referral.sent_at if state == ServiceReferralState.ACKNOWLEDGED else now
    values |= _moments(referral, answer, now) | _clock(state, referral.urgency, since)
    put(referral, values)
    audit(
        actor=actor,
        action="casework.referral_moved",
        on=Ref("service_referral", referral.pk),
        state=str(state),
        by=values.get("answered_by", "link" if actor is None else "officer"),
    )
    promise_call(referral)
    if answer.move == "withdraw":
        referral.links.filter(withdrawn_at=None).update(withdrawn_at=now)
    if answer.move == "finish":
        _tick(actor, referral, now)
    return referral


def _moments(referral: ServiceReferral, answer: PartnerAnswer, now: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if answer.move in _MOMENTS:
        found[_MOMENTS[answer.move]] = now
    if answer.move in _ENDS:
        found["ended_at"] = now
        found["outcome"] = answer.outcome.strip()[:300]
    return found


def _clock(state: str, urgency: str, now: datetime) -> dict[str, Any]:
    set_ = rules.clock(state, urgency, now)
    if set_ is None:
        return {"remind_at": None, "due_at": None}
    return {"remind_at": set_.remind_at, "due_at": set_.due_at}


def _tick(actor: User | None, referral: ServiceReferral, now: datetime) -> None:
    """Tick the step of the plan that this service was, also by the partner's own word."""
    complete_action(
        actor=actor,
        person=referral.case.person,
        kind=referral.service_type.code,
        evidence=Ref("service_referral", referral.pk),
        on=timezone.localdate(now),
    )
