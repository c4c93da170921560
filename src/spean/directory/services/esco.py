"""The full ESCO classification, under the ISCO-08 groups, beside the project's own rows.

This service uses the ESCO classification of the European Commission.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.services import audit, one_writer
from spean.core.text import tidy
from spean.core.writing import insert_many, insert_values, refresh_statistics
from spean.directory.choices import Classification, SkillKind, SkillWeight
from spean.directory.contracts import LoadReport, Progress
from spean.directory.gateways.esco import EscoFolder, EscoRow, NotEsco
from spean.directory.models import Occupation, OccupationSkill, Skill
from spean.directory.services.reference import searched

ATTRIBUTION: Final = "This service uses the ESCO classification of the European Commission."

_BATCH: Final = 2_000
_URI: Final = "http://data.europa.eu/esco"
_WEIGHTS: Final = {"e": SkillWeight.ESSENTIAL.value, "o": SkillWeight.OPTIONAL.value}
_LONGEST_NAME: Final = 300
_Item = TypeVar("_Item")
# occupation, skill, weight, place in the list
_Need = tuple[UUID, UUID, str, int]


def load_esco(*, folder: Path, progress: Progress | None = None) -> LoadReport:
    """Load occupations, skills and their relations from a folder of ESCO tables (v1.1).

    Rows of the project's own are kept; what is there already is not written again. One
    transaction: a folder that breaks half-way leaves nothing.

    :raises NotEsco: if a table is missing, or a row of it cannot be meant
    """
    tables = EscoFolder(folder)
    tables.check()
    tell = progress or (lambda what, done: None)
    with one_writer():
        counts = {"groups": _load_groups(tables)}
        tell("groups", counts["groups"])
        occupations, counts["occupations"] = _load_occupations(tables, tell)
        skills, counts["skills"] = _load_skills(tables, tell)
        counts["relations"] = _load_relations(tables, occupations, skills, tell)
        report = LoadReport("ESCO", counts)
        if report.changed:
            refresh_statistics(Occupation, Skill, OccupationSkill)
            audit(actor=None, action="esco-loaded", on=None, **counts)
    return report


def _load_groups(tables: EscoFolder) -> int:
    """Write the ISCO-08 groups that are missing, from the widest to the narrowest."""
    ids = dict(Occupation.objects.filter(scheme=Classification.ISCO).values_list("code", "pk"))
    groups = sorted(tables.rows("isco08"), key=lambda row: (len(row["code"]), row["code"]))
    written = 0
    for length in (1, 2, 3, 4):
        fresh = []
        for row in groups:
            code, parent = row["code"], row["parent_code"]
            if len(code) != length or code in ids:
                continue
            if parent and parent not in ids:
                raise _odd("isco08", code)
            fresh.append(_group(row, ids.get(parent)))
        insert_many(Occupation, fresh)
        ids.update((one.code, one.pk) for one in fresh)
        written += len(fresh)
    return written


def _group(row: EscoRow, parent: UUID | None) -> Occupation:
    title = _name(row["title_en"], "isco08")
    return Occupation(
        code=row["code"],
        scheme=Classification.ISCO,
        isco=row["code"][:4],
        parent_id=parent,
        skill_level=row["skill_level"][:5],
        label_en=title,
        search=searched(title),
    )


def _load_occupations(tables: EscoFolder, tell: Progress) -> tuple[dict[str, UUID], int]:
    """Return the key of each occupation by its number in the tables, and how many were written."""
    groups = dict(Occupation.objects.filter(scheme=Classification.ISCO).values_list("code", "pk"))

    def made(row: EscoRow) -> Occupation:
        if row["isco08_code"] not in groups:
            raise _odd("esco_occupations", row["id"])
        return Occupation(
            code=row["esco_code"][:80],
            isco=row["isco08_code"],
            parent_id=groups[row["isco08_code"]],
            **_common(row, "occupation"),
        )

    return _load(Occupation, tables.rows("esco_occupations"), made, tell)


def _load_skills(tables: EscoFolder, tell: Progress) -> tuple[dict[str, UUID], int]:
    def made(row: EscoRow) -> Skill:
        return Skill(code=f"esco-{row['uuid']}"[:80], kind=_kind(row), **_common(row, "skill"))

    return _load(Skill, tables.rows("esco_skills"), made, tell)


def _load(
    model: type[Any], rows: Iterable[EscoRow], made: Callable[[EscoRow], Any], tell: Progress
) -> tuple[dict[str, UUID], int]:
    what = model._meta.model_name
    known = dict(model.objects.filter(scheme=Classification.ESCO).values_list("uri", "pk"))
    keys: dict[str, UUID] = {}
    written = 0
    for batch in _batches(rows):
        fresh = []
        for row in batch:
            uri = f"{_URI}/{what}/{row['uuid']}"
            if uri not in known:
                one = made(row)
                known[uri] = one.pk
                fresh.append(one)
            keys[row["id"]] = known[uri]
        insert_many(model, fresh)
        written += len(fresh)
        tell(f"{what}s", len(keys))
    return keys, written


def _common(row: EscoRow, what: str) -> dict[str, Any]:
    label = _name(row["label_en"], f"esco_{what}s")
    also = [tidy(name) for name in row["alt_labels_en"].split("|") if name.strip()]
    return {
        "scheme": Classification.ESCO,
        "label_en": label,
        "also": "\n".join(also),
        "search": searched(label, *also),
        "uri": f"{_URI}/{what}/{row['uuid']}",
    }


def _name(text: str, table: str) -> str:
    name = tidy(text)
    if not name or len(name) > _LONGEST_NAME:
        raise _odd(table, name)
    return name


def _odd(table: str, where: str) -> NotEsco:
    return NotEsco(f"{table}.csv", _("this row cannot be meant."), where)


def _kind(row: EscoRow) -> SkillKind:
    if row["reuse"] == "transversal":
        return SkillKind.TRANSVERSAL
    return SkillKind.KNOWLEDGE if row["type"] == "knowledge" else SkillKind.TASK


def _load_relations(
    tables: EscoFolder, occupations: dict[str, UUID], skills: dict[str, UUID], tell: Progress
) -> int:
    needs = OccupationSkill.objects.filter(skill__scheme=Classification.ESCO)
    known = set(needs.values_list("occupation_id", "skill_id").iterator(chunk_size=_BATCH))
    written = done = 0
    for batch in _batches(tables.rows("esco_occupation_skill")):
        fresh = []
        for row in batch:
            need = _need(row, occupations, skills)
            if need[:2] not in known:
                known.add(need[:2])
                fresh.append(need)
        insert_values(OccupationSkill, ("occupation_id", "skill_id", "weight", "sort"), fresh)
        written += len(fresh)
        done += len(batch)
        tell("relations", done)
    return written


def _need(row: EscoRow, occupations: dict[str, UUID], skills: dict[str, UUID]) -> _Need:
    try:
        weight = _WEIGHTS[row["relation"]]
        return occupations[row["occupation_id"]], skills[row["skill_id"]], weight, 0
    except KeyError as problem:
        where = f"{row['occupation_id'][:20]}, {row['skill_id'][:20]}"
        raise _odd("esco_occupation_skill", where) from problem


def _batches(rows: Iterable[_Item]) -> Iterator[list[_Item]]:
    stream = iter(rows)
    while batch := list(islice(stream, _BATCH)):
        yield batch
