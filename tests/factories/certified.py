"""Standards with units, courses, and people who completed them."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from spean.accounts.models import User
from spean.core.refs import Ref
from spean.directory.models import Centre, Occupation
from spean.people.models import Person
from spean.skills.gateways import sealing
from spean.skills.models import Certificate, Course, Enrolment, SigningKey, Standard, Unit
from spean.skills.selectors.trust import newest_key_list
from spean.skills.services.certificates import issue_certificate, propose_certificate
from spean.skills.services.signing_keys import load_key_list, need_keys
from tests.factories.accounts import UserFactory
from tests.factories.directory import OccupationFactory, OrganisationFactory
from tests.factories.people import MORNING, TODAY
from tests.factories.skills import SkillFactory


def standard_of(code: str = "TIL", units: int = 2, **changes: Any) -> Standard:
    """Return a standard with some units, each with one skill of its own."""
    found = Standard.objects.filter(code=code).first()
    if found is not None:
        return found
    values = {
        "label_km": "ជាងក្រាលការ៉ូ",
        "label_en": "Tiler",
        "occupation": Occupation.objects.filter(isco="7122").first()
        or OccupationFactory(code="7122", isco="7122"),
        "level": 2,
        "source": "Written by the project",
        "valid_from": date(2026, 1, 1),
        **changes,
    }
    standard = Standard.objects.create(code=code, **values)
    taken = Unit.objects.count()
    for number in range(1, units + 1):
        unit = Unit.objects.create(
            standard=standard,
            code=f"{code}-{number}",
            number=taken + number,
            sort=number,
            label_km=f"ឯកតាទី {number}",
            label_en=f"Unit {number} of {code}",
        )
        unit.skills.add(SkillFactory(code=f"{code.lower()}-{number}"))
    return standard


def course_at(centre: Centre, **changes: Any) -> Course:
    """Return a course of one standard."""
    values = {
        "label_km": "វគ្គក្រាលការ៉ូ",
        "label_en": "Tiling",
        "centre": centre,
        "kind": "vocational",
        "provider": changes.pop("provider", None) or OrganisationFactory(),
        "standard": changes.pop("standard", None) or standard_of(),
        "mode": "centre",
        "hours": 80,
        "apply_by": date(2026, 8, 1),
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2026, 10, 30),
        "seats": 20,
        "area": centre.area,
        **changes,
    }
    return Course.objects.create(**values)


def completed(person: Person, centre: Centre, **changes: Any) -> Enrolment:
    """Let a person have completed a course."""
    values = {
        "course": changes.pop("course", None) or course_at(centre),
        "person": person,
        "state": "completed",
        "applied_on": TODAY,
        "applied_by": UserFactory(),
        "ended_on": date(2026, 10, 30),
        **changes,
    }
    return Enrolment.objects.create(**values)


def trusted_keys(*centres: Centre, now: datetime = MORNING) -> bytes:
    """Let a root of this test sign a key for each centre; return the root's file."""
    need_keys(actor=None, centres=centres, now=now)
    return signed_by_root(sealing.new_root(), now=now)


def signed_by_root(root: bytes, now: datetime = MORNING) -> bytes:
    """Sign every key as the root would, far from the site, and load the list."""
    known = newest_key_list()
    content = sealing.sign_keys(
        SigningKey.objects.select_related("centre").order_by("valid_from", "pk"),
        root=root,
        version=known.version + 1 if known else 1,
        issued_at=now,
    )
    printed = sealing.fingerprint_of(sealing.text_of(sealing.public_of(root)))
    load_key_list(actor=None, content=content, fingerprint=printed, now=now)
    return root


def proposed(actor: User, enrolment: Enrolment, now: datetime = MORNING) -> Certificate:
    """Propose a certificate on a completed course."""
    basis = Ref("enrolment", enrolment.pk)
    return propose_certificate(actor=actor, id=uuid4(), basis=basis, now=now)


def issued(
    proposer: User, sealer: User, enrolment: Enrolment, now: datetime = MORNING
) -> Certificate:
    """Propose and seal a certificate by the hands of two."""
    certificate = proposed(proposer, enrolment, now)
    return issue_certificate(actor=sealer, certificate_id=certificate.pk, now=now)
