"""Referrals to schemes on their way, made by the services themselves."""

import uuid
from datetime import date

from spean.accounts.models import User
from spean.casework.models import SchemeReferral
from spean.casework.rules.benefits import BenefitWords, Gathered, Taken
from spean.casework.services.benefit_steps import take_step
from spean.casework.services.benefits import save_papers, start_benefit, words_of
from spean.people.models import Person
from tests.factories.people import TODAY

# What each move needs beside its day, where the tests say nothing else.
NEEDS = {
    "make_ready": {"note": "ឃុំនឹងចេញឱ្យពេលក្រោយ"},
    "submit": {"place": "ឃុំបឹងខ្នារ", "number": "A-17", "carrier": "person"},
    "refuse": {"reason": "decent_house", "note": "ផ្ទះល្អ"},
    "approve": {"level": "level_1"},
    "receive": {"known": "seen"},
    "renew": {"known": "seen"},
}
TO_RECEIVED = ("make_ready", "submit", "approve", "receive")


def started(actor: User, person: Person, scheme: str = "IDPOOR") -> SchemeReferral:
    return start_benefit(actor=actor, person=person, scheme=scheme, id=uuid.uuid4(), today=TODAY)


def stepped(
    actor: User, referral: SchemeReferral, move: str, on: date = TODAY, **given: object
) -> SchemeReferral:
    """Take one step; the revision is the one that stands."""
    now = SchemeReferral.objects.get(pk=referral.pk)
    taken = Taken(move=move, on=on, **{**NEEDS.get(move, {}), **given})  # type: ignore[arg-type]
    return take_step(
        actor=actor, referral=now, revision=now.revision, taken=taken, today=max(on, TODAY)
    )


def walked(actor: User, referral: SchemeReferral, *moves: str, **given: object) -> SchemeReferral:
    for move in moves:
        referral = stepped(actor, referral, move, **given)
    return referral


def gathered(actor: User, referral: SchemeReferral, **given: object) -> SchemeReferral:
    now = SchemeReferral.objects.get(pk=referral.pk)
    return save_papers(
        actor=actor,
        referral=now,
        revision=now.revision,
        given=Gathered(**given),  # type: ignore[arg-type]
    )


def words(referral: SchemeReferral) -> BenefitWords:
    """Open it as the software does."""
    now = SchemeReferral.objects.select_related("case__person").get(pk=referral.pk)
    return words_of(now.case.person, now)
