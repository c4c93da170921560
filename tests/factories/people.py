"""People and their files. `intake()` is the thin form, `whole_intake()` has every field."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spean.accounts.models import User
from spean.people.contracts import (
    ConsentDecision,
    Contact,
    Document,
    HouseholdFacts,
    InEmergency,
    Intake,
    JobFacts,
    ReturnFacts,
    ScopeAnswer,
    SensitiveFacts,
)
from spean.people.models import Person
from spean.people.services import register
from tests.factories.accounts import UserFactory
from tests.factories.serving import AreaFactory, CentreFactory

TODAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


class PersonFactory(DjangoModelFactory):
    """A bare row, for tests that do not go through registration (no key, no index, no consent)."""

    class Meta:
        model = Person

    client_number = factory.Sequence(lambda number: f"TEST-{number:06d}")
    registered_at = MORNING
    registered_by = factory.SubFactory(UserFactory)
    centre = factory.SubFactory(CentreFactory, code="PUR")
    channel = "walk_in"
    client_type = "returnee"
    family_name_km = "សុខ"
    given_name_km = "សុភា"
    family_name_lat = "Sok"
    given_name_lat = "Sophea"
    sex = "F"
    born_on = date(1992, 3, 12)
    area = factory.SubFactory(AreaFactory)
    main_needs = factory.LazyFunction(lambda: ["income"])


def consent(*granted: str, **changes: Any) -> ConsentDecision:
    """Return a yes to keeping a record and to each purpose named."""
    scopes = ("service_delivery", *granted)
    values = {
        "decided_at": MORNING,
        "mode": "thumbprint",
        "was_read_aloud": True,
        "was_understood": True,
        "scopes": tuple(ScopeAnswer(scope=scope, is_granted=True) for scope in scopes),
    }
    return ConsentDecision(**{**values, **changes})


def intake(**changes: Any) -> Intake:
    """Return the thinnest intake that may be registered, at the centre with code PUR."""
    values: dict[str, Any] = {
        "id": uuid.uuid4(),
        "registered_at": MORNING,
        "channel": "walk_in",
        "client_type": "returnee",
        "family_name_km": "សុខ",
        "given_name_km": "សុភា",
        "family_name_lat": "Sok",
        "given_name_lat": "Sophea",
        "sex": "F",
        "born_on": date(1992, 3, 12),
        "main_needs": ("income",),
        "contacts": (Contact(number="012 345 678"),),
        "consent": consent(),
    }
    if "centre_id" not in changes:
        values["centre_id"] = CentreFactory(code="PUR").pk
    if "area_id" not in changes:
        values["area_id"] = AreaFactory().pk
    return Intake(**{**values, **changes})


def whole_intake(**changes: Any) -> Intake:
    """Return an intake with every part of F1 to F4 filled."""
    values: dict[str, Any] = {
        "nickname": "ភា",
        "address": "ផ្ទះលេខ ១២",
        "lives_in": "relatives",
        "permanent_area_id": AreaFactory(code="220401").pk,
        "permanent_address": "ជិតវត្ត",
        "is_displaced": "yes",
        "home_damaged": "unknown",
        "marital_status": "married",
        "education": "primary",
        "school_years": 6,
        "can_read_khmer": True,
        "can_write_khmer": False,
        "can_read_thai": False,
        "speaks_thai": "well",
        "id_poor": "level_1",
        "nssf_scheme": "health care",
        "nssf_last_contribution_on": date(2024, 5, 1),
        "main_needs": ("income", "debt", "documents"),
        "help_needed": ("reading",),
        "in_emergency": (InEmergency(name="សុខ វណ្ណា", relation="sibling", phone="097 654 3210"),),
        "documents": (
            Document(kind="national_id", number="010 123 456", was_seen=True),
            Document(kind="passport", expires_on=date(2029, 1, 1)),
        ),
        "household": HouseholdFacts(size=5, children_under_5=1, head_sex="F"),
        "sensitive": SensitiveFacts(see=1, hear=1, walk=3, remember=1, self_care=1, communicate=1),
        "returns": (whole_return(),),
    }
    return intake(**{**values, **changes})


def whole_return(**changes: Any) -> ReturnFacts:
    """Return a migration episode with a job, sealed parts included."""
    job = JobFacts(
        employer_lat="Somchai Build",
        months=30,
        wage=Decimal(400),
        wage_unit="day",
        wage_currency="THB",
        was_injured=True,
        injury="ដៃ",
    )
    values: dict[str, Any] = {
        "place": "Chonburi",
        "left_on": date(2019, 2, 1),
        "left_precision": "month",
        "returned_on": date(2025, 7, 26),
        "returned_precision": "day",
        "border_point": "doung",
        "reason": "conflict",
        "channel_out": "broker",
        "documents_abroad": "pink_card",
        "documents_held_by": "employer",
        "exit_status": "expired",
        "jobs": (job,),
    }
    return ReturnFacts(**{**values, **changes})


def registered(actor: User, **changes: Any) -> Person:
    """Return a person registered by an actor at her own centre, with index, key and consent."""
    if "centre_id" not in changes:
        posting = actor.postings.exclude(centre=None).first()
        changes["centre_id"] = posting.centre_id
    return register(actor=actor, intake=intake(**changes), today=TODAY)
