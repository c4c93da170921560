"""The moves of a referral to a scheme: handed in, heard, decided, received, renewed, ended."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import BenefitKnown, BenefitRefusal, BenefitState, Carrier
from spean.casework.models import SchemeReferral
from spean.casework.rules import add_months
from spean.casework.rules.benefits import PURPOSES, SERVICES, BenefitWords, Taken
from spean.casework.services.actions import complete_action
from spean.casework.services.benefit_reminders import keep_reminders
from spean.casework.services.benefits import BegunAlready, check, keep_words, schemes_under_way
from spean.casework.services.benefits import words_of as _words_of
from spean.casework.services.revisions import locked_at
from spean.core.errors import DomainError, IllegalMove
from spean.core.refs import Ref
from spean.people.choices import IdPoor
from spean.people.contracts import Document
from spean.people.models import Person
from spean.people.selectors import consent_in_force
from spean.people.services import add_document, edit_person

# An interview lies ahead when it is written down; everything else has happened.
_MAY_BE_AHEAD: Final = ("invite",)
CARD_LEVELS: Final = (IdPoor.LEVEL_1, IdPoor.LEVEL_2, IdPoor.AT_RISK)


class PapersMissing(DomainError):
    """Ready means that every paper is there, or that somebody says why it goes without."""

    code = "papers-missing"
    message = _("Papers are missing. Please write why it goes without them.")


class NotHappenedYet(DomainError):
    """A step happened on a day that has come, after the step before it."""

    code = "step-not-happened"
    message = _("The day is still to come, or it lies before the step that came before.")


class PlaceMissing(DomainError):
    """An application goes somewhere."""

    code = "place-missing"
    message = _("Please write where the papers were handed in.")


class SharingNotAllowed(DomainError):
    """The centre sends nothing that the person did not allow."""

    code = "sharing-not-allowed"
    message = _(
        "The person has not allowed the centre to send this. Give her the papers: she may take"
        " them herself, and loses nothing by it."
    )


class RefusalWithoutReason(DomainError):
    """A no has a reason."""

    code = "refusal-without-reason"
    message = _("Please choose the reason the office gave; for another one, write it down.")


class LevelMissing(DomainError):
    """A card has a level."""

    code = "level-missing"
    message = _("Please choose what stands on the card.")


class NotKnownHow(DomainError):
    """That a benefit came is known somehow."""

    code = "not-known-how"
    message = _("Please choose how it is known that it came.")


@one_writer()
def take_step(
    *, actor: User, referral: SchemeReferral, revision: int, taken: Taken, today: date
) -> SchemeReferral:
    """Take a referral one step further, and keep what was learned under the person's key.

    Received, it ticks the step of the plan that promised it; approved alone does not.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises ChangedMeanwhile: if it was saved after it was opened here
    :raises IllegalMove: if it is not in a state from which this can be done
    :raises PapersMissing: if it is called ready without its papers and without a reason
    :raises NotHappenedYet: if the day is ahead, or before the step before
    :raises PlaceMissing: if it was handed in nowhere
    :raises SharingNotAllowed: if the centre would send what the person did not allow
    :raises RefusalWithoutReason: if it was refused for no reason
    :raises LevelMissing: if an equity card has no level
    :raises NotKnownHow: if nobody says how the benefit is known to have come
    """
    person = referral.case.person
    check(actor, person)
    referral = locked_at(referral, revision)
    words = _words_of(person, referral)
    state = flows.BENEFIT.move(referral.state, taken.move)
    _check_day(words, taken, today)
    _CHECKS.get(taken.move, _nothing_to_check)(person, words, taken)
    step = replace(taken, by=str(actor.pk))
    words = _with_dates(replace(words, steps=(*words.steps, step)), step)
    keep_words(referral, words, {"state": state, **_columns(referral, state, step)})
    audit(
        actor=actor,
        action="casework.benefit_moved",
        on=Ref("scheme_referral", referral.pk),
        state=str(state),
    )
    keep_reminders(referral, words, today)
    _tell_the_register(actor, person, words, step, today)
    if step.move == "receive":
        _tick(actor, person, referral, words.scheme)
    return referral


@one_writer()
def record_payment(
    *, actor: User, referral: SchemeReferral, revision: int, today: date
) -> SchemeReferral:
    """Record that this month's contribution was paid; the next word comes a month later.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises ChangedMeanwhile: if it was saved after it was opened here
    :raises IllegalMove: if nothing is paid every month here
    """
    person = referral.case.person
    check(actor, person)
    referral = locked_at(referral, revision)
    words = _words_of(person, referral)
    paid = words.dates.next_payment_on
    if paid is None or referral.state != BenefitState.RECEIVED:
        raise IllegalMove(action="pay", state=referral.state)
    dates = replace(words.dates, next_payment_on=add_months(paid, 1))
    words = replace(words, dates=dates)
    keep_words(referral, words)
    keep_reminders(referral, words, today)
    audit(actor=actor, action="casework.benefit_paid_in", on=Ref("scheme_referral", referral.pk))
    return referral


def _check_day(words: BenefitWords, taken: Taken, today: date) -> None:
    before = max((one.on for one in words.steps if one.move not in _MAY_BE_AHEAD), default=None)
    ahead = taken.on > today and taken.move not in _MAY_BE_AHEAD
    if ahead or (before is not None and taken.on < before and taken.move not in _EARLIER):
        raise NotHappenedYet


# Heard of late: the papers were in, or the benefit came, before it was begun here.
_EARLIER: Final = ("make_ready", "submit", "receive")


def _nothing_to_check(person: Person, words: BenefitWords, taken: Taken) -> None:
    """Some moves need nothing but their day."""


def _check_ready(person: Person, words: BenefitWords, taken: Taken) -> None:
    if words.missing and not taken.note.strip():
        raise PapersMissing


def _check_submit(person: Person, words: BenefitWords, taken: Taken) -> None:
    if not taken.place.strip():
        raise PlaceMissing
    if taken.carrier == Carrier.CENTRE:
        purpose = PURPOSES.get(words.scheme, "")
        if not purpose or not consent_in_force(person, purpose, taken.on):
            raise SharingNotAllowed


def _check_refuse(person: Person, words: BenefitWords, taken: Taken) -> None:
    known = taken.reason in BenefitRefusal.values
    if not known or (taken.reason == BenefitRefusal.OTHER and not taken.note.strip()):
        raise RefusalWithoutReason


def _check_approve(person: Person, words: BenefitWords, taken: Taken) -> None:
    if words.scheme == "IDPOOR" and taken.level not in CARD_LEVELS:
        raise LevelMissing


def _check_receive(person: Person, words: BenefitWords, taken: Taken) -> None:
    if taken.known not in BenefitKnown.values:
        raise NotKnownHow


def _check_alone(person: Person, words: BenefitWords, taken: Taken) -> None:
    if words.scheme in schemes_under_way(person):
        raise BegunAlready


_CHECKS: Final = {
    "make_ready": _check_ready,
    "submit": _check_submit,
    "refuse": _check_refuse,
    "approve": _check_approve,
    "receive": _check_receive,
    "renew": _check_receive,
    "take_up": _check_alone,
    "appeal": _check_alone,
}


def _columns(referral: SchemeReferral, state: str, step: Taken) -> dict[str, Any]:
    """Return the days that lists need; of a private scheme the reason stays sealed."""
    if step.move in ("submit", "appeal"):
        return {"waiting_since": step.on, "decided_on": None}
    if step.move == "ask_again":
        # The decision was written down by mistake.
        since = referral.waiting_since or step.on
        return {"waiting_since": since, "decided_on": None, "refusal": ""}
    if step.move in ("approve", "refuse"):
        reason = "" if referral.is_private else step.reason
        return {"decided_on": step.on, "refusal": reason or referral.refusal}
    if step.move in ("receive", "renew"):
        return {"received_on": referral.received_on or step.on, "renew_by": step.until}
    return {"renew_by": None} if state == BenefitState.LAPSED else {}


def _with_dates(words: BenefitWords, step: Taken) -> BenefitWords:
    if words.scheme != "NSSF-VOLUNTARY" or step.move != "receive":
        return words
    return replace(words, dates=replace(words.dates, next_payment_on=add_months(step.on, 1)))


def _tell_the_register(
    actor: User, person: Person, words: BenefitWords, step: Taken, today: date
) -> None:
    """Write into the person's file what an office decided; the trail there says who and when."""
    changes: dict[str, Any] = {}
    if words.scheme == "IDPOOR" and step.move == "approve":
        changes["id_poor"] = step.level
    if words.scheme.startswith("NSSF-") and step.move == "receive" and not person.nssf_scheme:
        changes["nssf_scheme"] = words.scheme
    if changes:
        now = Person.objects.get(pk=person.pk)
        edit_person(
            actor=actor,
            person_id=person.pk,
            revision=now.revision,
            changes=changes,
            today=today,
        )
    if words.scheme == "IDPOOR" and step.move in ("receive", "renew") and step.number:
        seen = step.known == BenefitKnown.SEEN
        card = Document(
            kind="equity_card", number=step.number, expires_on=step.until, was_seen=seen
        )
        add_document(actor=actor, person_id=person.pk, document=card)


def _tick(actor: User, person: Person, referral: SchemeReferral, scheme: str) -> None:
    kind, on = SERVICES.get(scheme), referral.received_on
    if kind and on:
        proof = Ref("scheme_referral", referral.pk)
        complete_action(actor=actor, person=person, kind=kind, evidence=proof, on=on)
