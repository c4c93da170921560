"""Standards with units, courses, and people who completed them."""

from datetime import date
from typing import Any

from spean.directory.models import Centre, Occupation
from spean.people.models import Person
from spean.skills.models import Course, Enrolment, Standard, Unit
from tests.factories.accounts import UserFactory
from tests.factories.directory import OccupationFactory, OrganisationFactory
from tests.factories.people import TODAY
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
