"""The project's own tables: sectors, occupations, skills, services, schemes and facts of law.

A row that somebody has edited (its revision grew) or reviewed is left alone for ever.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Model

from spean.accounts.services import audit, one_writer
from spean.core.text import tidy
from spean.directory.choices import Classification, SkillWeight
from spean.directory.contracts import LoadReport
from spean.directory.gateways.tables import listed, table
from spean.directory.models import (
    Occupation,
    OccupationSkill,
    RuleSubject,
    Scheme,
    Sector,
    ServiceType,
    Skill,
)
from spean.directory.rules.search import search_key
from spean.directory.services.rule_rows import load_rules
from spean.directory.services.service_map import load_shipped_map

_BATCH: Final = 500
Row = dict[str, Any]


def load_own_tables() -> LoadReport:
    """Load the project's own reference tables, in one transaction. Again changes nothing."""
    with one_writer():
        counts = {
            "sectors": _load_tree(Sector, _sectors()),
            "occupations": _load_tree(Occupation, _occupations()),
            "skills": _write(Skill, _skills()),
            "occupation_skills": _load_needs(),
            "service_types": _write(ServiceType, _service_types()),
            "service_map": load_shipped_map(),
            "schemes": _write(Scheme, _schemes()),
            "rule_subjects": _write(RuleSubject, _rule_subjects()),
            "rules": load_rules(),
        }
        report = LoadReport("own tables", counts)
        if report.changed:
            audit(actor=None, action="reference-loaded", on=None, **counts)
    return report


def searched(*names: str) -> str:
    """Return the search column of a row: its names folded, one a line."""
    return "\n".join(dict.fromkeys(filter(None, map(search_key, names))))


def _labels(row: Mapping[str, str]) -> Row:
    return {"label_km": tidy(row["label_km"]), "label_en": tidy(row["label_en"])}


def _sectors() -> Iterable[Row]:
    for sort, row in enumerate(table("sectors"), start=1):
        offered = row["is_offered"] == "yes"
        yield {
            **_labels(row),
            "code": row["code"],
            "parent": row["parent"],
            "is_offered": offered,
            "sort": sort,
        }


def _occupations() -> Iterable[Row]:
    sectors = dict(Sector.objects.values_list("code", "pk"))
    for row in table("occupations"):
        also = [tidy(name) for name in listed(row["also"])]
        yield {
            **_labels(row),
            "code": row["code"],
            "scheme": Classification.ISCO,
            "isco": row["code"],
            "parent": row["code"][:-1],
            "skill_level": row["skill_level"],
            "sector_id": sectors.get(row["sector"]),
            "also": "\n".join(also),
            "search": searched(row["label_km"], row["label_en"], *also),
            "is_offered": row["is_offered"] == "yes",
        }


def _skills() -> Iterable[Row]:
    for row in table("skills"):
        yield {
            **_labels(row),
            "code": row["code"],
            "scheme": Classification.SPEAN,
            "kind": row["kind"],
            "search": searched(row["label_km"], row["label_en"]),
        }


def _service_types() -> Iterable[Row]:
    for sort, row in enumerate(table("service_types"), start=1):
        yield {**_labels(row), "code": row["code"], "group": row["code"][:3], "sort": sort}


def _schemes() -> Iterable[Row]:
    for row in table("schemes"):
        yield {
            **_labels(row),
            "code": row["code"],
            "authority": row["authority"],
            "source": row["source"],
            "is_verified": row["is_verified"] == "yes",
        }


def _rule_subjects() -> Iterable[Row]:
    for sort, row in enumerate(table("rule_subjects"), start=1):
        plain = {name: row[name] for name in ("code", "topic", "kind", "unit")}
        yield {**_labels(row), **plain, "sort": sort}


def _load_tree(model: type[Any], rows: Iterable[Row]) -> int:
    """Write rows whose `parent` is a code: level by level, so that the parent is there."""
    waiting = list(rows)
    written = 0
    ids = dict(model.objects.values_list("code", "pk"))
    done = {""}
    while waiting:
        ready = [row for row in waiting if row["parent"] in done]
        if not ready:
            raise ValueError(f"no parent for {waiting[0]['code']}")
        waiting = [row for row in waiting if row["parent"] not in done]
        written += _write(model, ({**row, "parent": ids.get(row["parent"])} for row in ready))
        done |= {row["code"] for row in ready}
        ids = dict(model.objects.values_list("code", "pk"))
    return written


def _write(model: type[Any], rows: Iterable[Row]) -> int:
    """Create the missing, update the untouched; return how many rows were written."""
    known = {one.code: one for one in model.objects.all() if _is_ours(one)}
    fresh, changed = [], []
    for row in rows:
        if "parent" in row:
            row["parent_id"] = row.pop("parent")
        one = known.get(row["code"])
        if one is None:
            fresh.append(model(**row))
        elif not _touched(one) and any(getattr(one, name) != row[name] for name in row):
            for name, value in row.items():
                setattr(one, name, value)
            changed.append(one)
    model.objects.bulk_create(fresh, batch_size=_BATCH)
    if changed:
        names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model.objects.bulk_update(changed, names, batch_size=100)
    return len(fresh) + len(changed)


def _is_ours(one: Model) -> bool:
    return getattr(one, "scheme", "") != Classification.ESCO


def _touched(one: Any) -> bool:
    return bool(one.revision > 1 or one.is_km_reviewed)


def _load_needs() -> int:
    skills = dict(Skill.objects.filter(scheme=Classification.SPEAN).values_list("code", "pk"))
    occupations = dict(
        Occupation.objects.exclude(scheme=Classification.ESCO).values_list("code", "pk")
    )
    known = set(
        OccupationSkill.objects.filter(skill__scheme=Classification.SPEAN).values_list(
            "occupation_id", "skill_id"
        )
    )
    fresh = []
    for sort, row in enumerate(table("skills"), start=1):
        for column, weight in (("essential", "essential"), ("optional", "optional")):
            for code in row[column].split():
                pair = (occupations[code], skills[row["code"]])
                if pair not in known:
                    need = OccupationSkill(occupation_id=pair[0], skill_id=pair[1], sort=sort)
                    need.weight = SkillWeight(weight)
                    fresh.append(need)
    OccupationSkill.objects.bulk_create(fresh, batch_size=_BATCH)
    return len(fresh)
