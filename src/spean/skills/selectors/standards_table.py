"""All standards as rows of one table: each standard, its units, and the tasks of each."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from spean.directory.models import Skill
from spean.skills.models import Standard, Unit, UnitTask


def table_of(standards: QuerySet[Standard]) -> Iterator[dict[str, str]]:
    """Yield a row for each standard, unit and task, in order; units that ended are left out."""
    units = Unit.objects.filter(ended_on=None).order_by("sort", "code")
    units = units.prefetch_related(
        Prefetch("skills", Skill.objects.order_by("code")),
        Prefetch("tasks", UnitTask.objects.order_by("sort", "code")),
    )
    found: Iterable[Standard] = standards.prefetch_related(Prefetch("units", units))
    for standard in found:
        yield {
            **_named("standard", standard),
            "level": str(standard.level),
            "occupation": standard.occupation.code,
            "valid_from": standard.valid_from.isoformat(),
            "source": standard.source,
            "verified": "yes" if standard.is_verified else "no",
        }
        for unit in standard.units.all():
            yield from _unit(unit, standard.code)


def _unit(unit: Unit, standard: str) -> Iterator[dict[str, str]]:
    yield {
        **_named("unit", unit),
        "part_of": standard,
        "skills": " ".join(skill.code for skill in unit.skills.all()),
        "number": str(unit.number),
    }
    for task in unit.tasks.all():
        yield {**_named("task", task), "part_of": unit.code, "picture": task.picture}


def _named(kind: str, row: Standard | Unit | UnitTask) -> dict[str, str]:
    return {"kind": kind, "code": row.code, "name_km": row.label_km, "name_en": row.label_en}
