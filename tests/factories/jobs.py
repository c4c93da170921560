"""Employers, vacancies and people put forward, made by the services themselves."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spean.accounts.models import User
from spean.directory.models import Centre, Occupation, Organisation, RuleRow
from spean.jobs import services
from spean.jobs.models import Employer, EmployerLink, JobReferral, JobSeeker, Vacancy
from spean.people.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.once import Once
from tests.factories.people import MORNING, TODAY, consent, registered
from tests.factories.serving import AreaFactory, CentreFactory


class OccupationFactory(Once):
    class Meta:
        model = Occupation
        django_get_or_create = ("code",)

    code = "7122"
    scheme = "isco"
    isco = factory.LazyAttribute(lambda row: row.code[:4])
    label_km = "ជាងក្រាលការ៉ូ"
    label_en = "Tilers"
    search = factory.LazyAttribute(lambda row: f"{row.label_en.lower()}\n{row.label_km}")
    is_offered = True


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = "employer"
    label_km = factory.Sequence(lambda number: f"សំណង់ផ្កាឈូក {number}")
    label_en = factory.Sequence(lambda number: f"Lotus Building {number}")
    licence = "PATENT-1"


class EmployerFactory(DjangoModelFactory):
    """An employer whom two people have checked; `unchecked` has no check at all."""

    class Meta:
        model = Employer

    class Params:
        unchecked = factory.Trait(verified_by=None, second_verified_by=None, verified_on=None)
        barred = factory.Trait(is_blacklisted=True, blacklist_reason="ប្រាក់ឈ្នួលមិនបានបើក")

    organisation = factory.SubFactory(OrganisationFactory)
    centre = factory.SubFactory(CentreFactory, code="PUR")
    verified_by = factory.SubFactory(UserFactory)
    second_verified_by = factory.SubFactory(UserFactory)
    verified_on = date(2026, 1, 5)


class VacancyFactory(DjangoModelFactory):
    """Two open places for a tiler in Bakan, with what a vacancy should say."""

    class Meta:
        model = Vacancy

    employer = factory.SubFactory(EmployerFactory)
    centre = factory.SelfAttribute("employer.centre")
    label_km = "ជាងក្រាលការ៉ូ"
    label_en = "Tiler"
    occupation = factory.SubFactory(OccupationFactory)
    openings = 2
    wage_min = Decimal(260)
    wage_max = Decimal(300)
    hours_per_week = Decimal(48)
    contract = "fdc"
    has_nssf = "yes"
    area = factory.SubFactory(AreaFactory, code="150101")
    source = "employer_visit"
    recorded_by = factory.SubFactory(UserFactory)


class SeekerFactory(DjangoModelFactory):
    class Meta:
        model = JobSeeker
        skip_postgeneration_save = True

    is_looking = True


class RuleFactory(Once):
    class Meta:
        model = RuleRow
        django_get_or_create = ("code", "valid_from")

    valid_from = date(2020, 1, 1)
    unit = "1"
    source = "tests"


def rules() -> None:
    """Write the dated facts that matching rests on."""
    for code, value in (
        ("minimum-age", "15"),
        ("minimum-age.hazardous", "18"),
        ("hours-per-day", "8"),
        ("working-days-a-month", "26"),
        ("exchange-khr-per-usd", "4000"),
        ("exchange-thb-per-usd", "32.5"),
    ):
        RuleFactory(code=code, value=value)


def willing(actor: User, centre: Centre, **changes: Any) -> Person:
    """Register a person at a centre who lets employers see her work profile."""
    values = {
        "centre_id": centre.pk,
        "assigned_to_id": actor.pk,
        "consent": consent("share_employer", "contact_by_phone"),
        **changes,
    }
    return registered(actor, **values)


def proposed(actor: User, person: Person, vacancy: Vacancy, **changes: Any) -> JobReferral:
    """Put a vacancy before a person."""
    values: dict[str, Any] = {"fits": 2, "fits_of": 3, "reasons": [], "now": MORNING, **changes}
    return services.propose(actor=actor, id=uuid.uuid4(), person=person, vacancy=vacancy, **values)


def sent(actor: User, person: Person, vacancy: Vacancy, **changes: Any) -> JobReferral:
    """Put a person forward, with her yes, until she is with the employer."""
    referral = proposed(actor, person, vacancy, **changes)
    services.agree(actor=actor, referral_id=referral.pk, now=MORNING)
    return services.send_to_employer(actor=actor, referral_id=referral.pk, today=TODAY, now=MORNING)


def meeting(actor: User, person: Person, vacancy: Vacancy, **changes: Any) -> JobReferral:
    """Put a person forward whom the employer wants to meet."""
    referral = sent(actor, person, vacancy, **changes)
    return services.employer_wants_to_meet(actor=actor, referral_id=referral.pk, now=MORNING)


def terms(**changes: Any) -> dict[str, Any]:
    """Return the terms of a job that started today."""
    values = {
        "started_on": TODAY,
        "ended_on": None,
        "wage": Decimal(260),
        "currency": "USD",
        "pay_unit": "month",
        "hours_per_week": Decimal(48),
        "contract": "fdc",
        "has_contract_copy": True,
        "has_nssf": "yes",
        "proof": "G1",
    }
    return {**values, **changes}


def link_for(actor: User, vacancy: Vacancy, centre: Centre, **changes: Any) -> Any:
    """Make an employer's link; return it with its token."""
    values: dict[str, Any] = {"days": 7, "now": MORNING, "id": uuid.uuid4(), **changes}
    made: tuple[EmployerLink, str] = services.make_link(
        actor=actor, vacancy=vacancy, centre=centre, **values
    )
    return made
