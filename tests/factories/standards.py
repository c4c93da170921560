"""A standard with units and tasks, and work abroad that speaks for it."""

from datetime import date
from typing import Any

from spean.directory.models import Occupation
from spean.people.contracts import JobFacts
from spean.people.models import JobAbroad, Person, Return
from spean.people.services import record_job_abroad
from spean.skills.models import Standard, Unit, UnitTask
from tests.factories.jobs import OccupationFactory
from tests.factories.skills import SkillFactory

CUT, LAY = "cut-tiles-with-a-tile-cutter", "lay-ceramic-floor-tiles"


def tiling(**changes: Any) -> Standard:
    """Return the standard of tilers: one unit for cutting, one for laying."""
    known = Standard.objects.filter(code=changes.get("code", "SP-7122-2")).first()
    if known:
        return known
    values = {
        "code": "SP-7122-2",
        "occupation": tiler(),
        "level": 2,
        "label_km": "ការងារក្រាលការ៉ូ",
        "label_en": "Tiling",
        "source": "Spean start set, written by the project",
        "valid_from": date(2026, 1, 1),
        **changes,
    }
    standard = Standard.objects.create(**values)
    _unit(standard, 1, CUT, "កាត់ការ៉ូ", "Cut tiles", "scissors")
    _unit(standard, 2, LAY, "ក្រាលការ៉ូកម្រាល", "Lay floor tiles", "grid-3x3")
    return standard


def tiler() -> Occupation:
    """Return the occupation of tilers."""
    known = Occupation.objects.filter(code="7122").first()
    return known or OccupationFactory(code="7122", isco="7122", scheme="isco")


def worked_as_tiler(officer: Any, person: Person, **changes: Any) -> JobAbroad:
    """Let a person tell of four years of tiling abroad."""
    episode = Return.objects.get(person=person)
    values = {
        "occupation_id": tiler().pk,
        "task_ids": (SkillFactory(code=CUT).pk,),
        "months": 48,
        "tools": "กระเบื้อง, tile cutter",
        "own_words": "ខ្ញុំក្រាលការ៉ូនៅបាងកក",
        "was_supervisor": True,
        **changes,
    }
    return record_job_abroad(actor=officer, return_id=episode.pk, facts=JobFacts(**values))


def _unit(standard: Standard, sort: int, skill: str, km: str, en: str, picture: str) -> None:
    taken = Unit.objects.count()
    unit = Unit.objects.create(
        standard=standard,
        code=f"{standard.code}-U{sort}",
        number=taken + 1,
        sort=sort,
        label_km=km,
        label_en=en,
    )
    unit.skills.add(SkillFactory(code=skill))
    UnitTask.objects.create(
        unit=unit, code=f"{unit.code}-T1", sort=1, picture=picture, label_km=km, label_en=en
    )
