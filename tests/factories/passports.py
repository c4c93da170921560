"""A person with a history, a proven skill, and a skill passport."""

import uuid
from typing import Any

from spean.accounts.models import User
from spean.directory.models import Centre
from spean.people.choices import ConsentMode
from spean.people.contracts import Contact
from spean.people.models import JobAbroad, Person, Return
from spean.skills.models import ClaimedSkill, Passport, PassportLink
from spean.skills.services.passports import PassportWish, agree_passport, make_passport_link
from tests.factories.jobs import OccupationFactory
from tests.factories.people import MORNING, consent, registered
from tests.factories.skills import SkillFactory

PHONE = "+85597000166"


def tiler(actor: User, centre: Centre, **changes: Any) -> Person:
    """Register somebody who laid tiles abroad; two jobs, one skill assessed, one told."""
    contacts = (Contact(number=PHONE, owner="self", safe_to_call="safe"),)
    given = {"contacts": contacts, "consent": consent("share_employer"), **changes}
    person = registered(actor=actor, centre_id=centre.pk, **given)
    episode = Return.objects.create(person=person, country="TH", place="Bangkok")
    trade = OccupationFactory(code="7122", label_km="ជាងការ៉ូ", label_en="Tile setter")
    JobAbroad.objects.create(
        episode=episode, occupation=trade, months=96, was_supervisor=True, employer_lat="Siam Tile"
    )
    JobAbroad.objects.create(episode=episode, own_words="លាងចានយប់", months=3)
    for code, label, grade in (("lay-tiles", "Lay tiles", "rpl"), ("mix", "Mix mortar", "self")):
        skill = SkillFactory(code=code, label_en=label, label_km=f"ខ្មែរ {label}")
        ClaimedSkill.objects.create(
            person=person, skill=skill, grade=grade, recorded_by=actor, recorded_at=MORNING
        )
    return person


def passport_for(actor: User, person: Person, revision: int = 0, **wish: Any) -> Passport:
    """Write down what somebody agreed to show."""
    yes = {"mode": ConsentMode.THUMBPRINT, "now": MORNING}
    wished = PassportWish(**wish)
    return agree_passport(actor=actor, person=person, revision=revision, wish=wished, **yes)


def passport_link(
    actor: User, person: Person, *, now: Any, days: int = 30
) -> tuple[PassportLink, str, str]:
    """Make a link; return it with the token to show and the one to end it."""
    return make_passport_link(actor=actor, id=uuid.uuid4(), person=person, days=days, now=now)
