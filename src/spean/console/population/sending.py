"""Invented people sent to other services, and on their way to a benefit, in every state."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.utils import timezone

from spean.casework.contracts import PartnerAnswer, ReferralWords
from spean.casework.models import SchemeReferral, ServiceReferral
from spean.casework.rules.benefits import Taken
from spean.casework.services.benefit_steps import take_step
from spean.casework.services.benefits import start_benefit
from spean.casework.services.service_referrals import record_answer, send_referral
from spean.console.population.telling import Telling, whole
from spean.directory.models import ServiceOffer
from spean.people.models import Person

# Sent so many days ago, how soon an answer was asked; then each move with its day and reason.
_Moves = tuple[tuple[str, int, str], ...]
_ACCEPTED: Final[_Moves] = (("accept", 52, ""), ("contact", 50, ""), ("start", 45, ""))
REFERRALS: Final[tuple[tuple[int, str, _Moves], ...]] = (
    (2, "14d", ()),
    # These two wait for longer than was asked.
    (20, "14d", ()),
    (6, "3d", (("acknowledge", 5, ""),)),
    (9, "14d", (("accept", 5, ""),)),
    (12, "14d", (("accept", 8, ""), ("contact", 4, ""))),
    (55, "14d", _ACCEPTED),
    (56, "routine", (*_ACCEPTED, ("finish", 15, ""))),
    (57, "14d", (*_ACCEPTED, ("finish", 8, ""))),
    (14, "14d", (("decline", 11, "no_place"),)),
    (58, "14d", (("accept", 50, ""), ("fail", 30, "did_not_come"))),
)
REASON: Final = "ចង់បានសេវានេះជិតផ្ទះ ហើយយល់ព្រមឱ្យមជ្ឈមណ្ឌលផ្ញើព័ត៌មាន។"
SHARED: Final = ("name", "phone", "sex", "reason")

# The scheme, how many days ago it was begun, and each move with its day.
_IN: Final = (("make_ready", 50), ("submit", 48))
WAYS: Final[tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]] = (
    ("IDPOOR", 3, ()),
    ("IDPOOR", 20, (("make_ready", 6),)),
    ("IDPOOR", 60, _IN),
    ("IDPOOR", 61, (*_IN, ("invite", 10))),
    ("IDPOOR", 62, (*_IN, ("refuse", 12))),
    ("IDPOOR", 63, (*_IN, ("approve", 20), ("receive", 9))),
    ("CIVIL-DOCUMENTS", 64, (*_IN, ("approve", 30), ("receive", 25))),
    ("CIVIL-DOCUMENTS", 5, ()),
    ("TVET-1.5M", 65, (*_IN, ("approve", 14))),
    ("SCHOOL", 12, (("make_ready", 8),)),
)
NOTE: Final = "ឯកសារផ្សេងទៀត ការិយាល័យមានរួចហើយ។"
PLACE: Final = "ការិយាល័យឃុំ (ឈ្មោះប្រឌិត)"
# A card that ends soon is a renewal that is due.
RENEW_IN: Final = timedelta(days=20)


def tell_referrals(telling: Telling, offers: Sequence[ServiceOffer]) -> None:
    """Send people to partners that their consent covers; whoever allows nobody is passed over."""
    waiting = telling.in_turn(since=max(days for days, _urgency, _moves in REFERRALS))
    for number, (days, urgency, moves) in enumerate(REFERRALS):
        id = telling.id(f"service-referral:{number}")
        if not ServiceReferral.objects.filter(pk=id).exists():
            at = telling.ago(days)
            _told(waiting, partial(_refer, telling, offers, id, (at, urgency, moves)))


def tell_ways(telling: Telling) -> None:
    """Begin ways to schemes, and take each as far as its story goes."""
    waiting = telling.in_turn()
    for number, (scheme, days, moves) in enumerate(WAYS):
        id = telling.id(f"benefit:{number}")
        if not SchemeReferral.objects.filter(pk=id).exists():
            _told(waiting, partial(_benefit, telling, id, (scheme, days), moves))


def _told(waiting: Iterator[Person], tell: partial[None]) -> None:
    """Tell a story of the next person of whom it can be told."""
    for person in waiting:
        if whole(partial(tell, person)):
            return


def _refer(
    telling: Telling,
    offers: Sequence[ServiceOffer],
    id: UUID,
    story: tuple[datetime, str, _Moves],
    person: Person,
) -> None:
    at, urgency, moves = story
    actor = telling.officer(person)
    offer = _near(offers, person)
    send_referral(
        actor=actor,
        person=person,
        id=id,
        words=ReferralWords(
            organisation_id=offer.organisation_id,
            service_type_id=offer.service_type_id,
            urgency=urgency,
            reason=REASON,
            shared=SHARED,
            offer_id=offer.pk,
        ),
        now=at,
    )
    for move, days, reason in moves:
        answer = PartnerAnswer(move, reason)
        record_answer(actor=actor, referral_id=id, answer=answer, now=telling.ago(days))


def _near(offers: Sequence[ServiceOffer], person: Person) -> ServiceOffer:
    """Return an offer in her province of a partner that a usual consent covers."""
    known = [one for one in offers if one.organisation.kind in ("training_provider", "authority")]
    province = person.centre.area.code[:2]
    near = [one for one in known if one.area.code.startswith(province)]
    return near[int(person.pk) % len(near)]


def _benefit(
    telling: Telling,
    id: UUID,
    begun: tuple[str, int],
    moves: tuple[tuple[str, int], ...],
    person: Person,
) -> None:
    scheme, days = begun
    actor = telling.officer(person)
    referral = start_benefit(
        actor=actor,
        person=person,
        scheme=scheme,
        id=id,
        today=timezone.localdate(telling.ago(days)),
    )
    for move, ago in moves:
        referral = take_step(
            actor=actor,
            referral=referral,
            revision=referral.revision,
            taken=_taken(telling, scheme, move, ago),
            today=telling.today,
        )


def _taken(telling: Telling, scheme: str, move: str, ago: int) -> Taken:
    on = timezone.localdate(telling.ago(ago))
    if move == "make_ready":
        return Taken(move=move, on=on, note=NOTE)
    if move == "submit":
        return Taken(move=move, on=on, place=PLACE, carrier="person")
    if move == "refuse":
        return Taken(move=move, on=on, reason="decent_house")
    if move == "approve":
        return Taken(move=move, on=on, level="level_2" if scheme == "IDPOOR" else "")
    if move == "receive":
        until = telling.today + RENEW_IN if scheme == "IDPOOR" else None
        return Taken(move=move, on=on, known="seen", until=until)
    return Taken(move=move, on=on)
