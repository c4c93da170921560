"""The start set of standards and levels: loaded as often as one likes, edited rows stay.

A row that somebody has edited (its revision grew), reviewed or verified is left alone for ever, so
is a version that something stands on, with its units and tasks; and the number of a unit never
changes once it is given.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from spean.accounts.services import audit, one_writer
from spean.core.text import tidy
from spean.directory.choices import Classification
from spean.directory.contracts import LoadReport
from spean.directory.models import Occupation, Skill
from spean.skills.gateways.start_set import table
from spean.skills.models import CqfLevel, Standard, Unit, UnitTask
from spean.skills.selectors.standards import fixed_among

# What ships stays below it; units written at a site are numbered from here on.
FIRST_OWN_NUMBER: Final = 10_000
Row = dict[str, Any]


@one_writer()
def load_start_set() -> LoadReport:
    """Load the levels, standards, units and tasks that ship. Again changes nothing."""
    fixed = fixed_among(list(Standard.objects.values_list("pk", flat=True)))
    counts = {
        "levels": _write(CqfLevel, [{**row, **_labels(row)} for row in table("levels")]),
        "standards": _standards(fixed),
        "units": _units(fixed),
        "unit_tasks": _tasks(fixed),
    }
    report = LoadReport("start set of standards", counts)
    if report.changed:
        audit(actor=None, action="reference-loaded", on=None, **counts)
    return report


def _labels(row: Mapping[str, str]) -> Row:
    return {"label_km": tidy(row["label_km"]), "label_en": tidy(row["label_en"])}


def _standards(fixed: set[UUID]) -> int:
    occupations = dict(
        Occupation.objects.filter(scheme=Classification.ISCO).values_list("code", "pk")
    )
    ids = _ids(Standard)
    rows = [
        {
            **_labels(row),
            "code": row["code"],
            "occupation_id": occupations[row["occupation"]],
            "level": int(row["level"]),
            "source": row["source"],
            "valid_from": date.fromisoformat(row["valid_from"]),
        }
        for row in table("standards")
    ]
    return _write(Standard, [row for row in rows if ids.get(row["code"]) not in fixed])


def _units(fixed: set[UUID]) -> int:
    standards = _ids(Standard)
    rows = [
        {
            **_labels(row),
            "code": row["code"],
            "standard_id": standards[row["standard"]],
            "number": int(row["number"]),
            "sort": int(row["sort"]),
        }
        for row in table("units")
        if standards[row["standard"]] not in fixed
    ]
    known = set(Unit.objects.values_list("code", flat=True))
    written = _write(Unit, rows)
    skills = dict(Skill.objects.filter(scheme=Classification.SPEAN).values_list("code", "pk"))
    # Skills are linked once, when a unit is made: what is taken off by hand stays off.
    links = [
        Unit.skills.through(unit_id=pk, skill_id=skills[code])
        for row, pk in _fresh(known)
        for code in row["skills"].split()
    ]
    Unit.skills.through.objects.bulk_create(links, batch_size=500)
    return written


def _fresh(known: set[str]) -> list[tuple[dict[str, str], UUID]]:
    ids = _ids(Unit)
    rows = [row for row in table("units") if row["code"] in ids]
    return [(row, ids[row["code"]]) for row in rows if row["code"] not in known]


def _tasks(fixed: set[UUID]) -> int:
    units = _ids(Unit)
    open_units = set(Unit.objects.exclude(standard__in=fixed).values_list("pk", flat=True))
    rows = [
        {
            **_labels(row),
            "code": row["code"],
            "unit_id": units[row["unit"]],
            "sort": int(row["sort"]),
            "picture": row["picture"],
        }
        for row in table("tasks")
        if units.get(row["unit"]) in open_units
    ]
    return _write(UnitTask, rows)


def _ids(model: type[Any]) -> dict[str, UUID]:
    return dict(model.objects.values_list("code", "pk"))


def _write(model: type[Any], rows: list[Row]) -> int:
    """Create the missing, update the untouched; return how many rows were written."""
    known = {one.code: one for one in model.objects.all()}
    fresh = [model(**row) for row in rows if row["code"] not in known]
    changed = []
    for row in rows:
        one = known.get(row["code"])
        if one is not None and not _touched(one) and _differs(one, row):
            changed.append(one)
    model.objects.bulk_create(fresh, batch_size=500)
    if changed:
        model.objects.bulk_update(changed, [*rows[0]], batch_size=100)
    return len(fresh) + len(changed)


def _differs(one: Any, row: Row) -> bool:
    """Put the row's values on the record; tell whether anything changed but its number."""
    names = [name for name in row if name != "number" and getattr(one, name) != row[name]]
    for name in names:
        setattr(one, name, row[name])
    return bool(names)


def _touched(one: Any) -> bool:
    is_verified = getattr(one, "is_verified", False)
    return bool(one.revision > 1 or one.is_km_reviewed or is_verified)
