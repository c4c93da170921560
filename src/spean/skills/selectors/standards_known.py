"""What is known of the codes that a table of standards names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from spean.directory.models import Occupation, Skill
from spean.skills.models import Standard, Unit, UnitTask
from spean.skills.rules.standards_table import Codes

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The records of the codes in a table, by code."""

    standards: dict[str, Standard]
    units: dict[str, Unit]
    tasks: dict[str, UnitTask]
    occupations: dict[str, UUID]
    skills: dict[str, Skill]

    def codes(self, can_be_drawn: Callable[[str], bool]) -> Codes:
        """Return the same as codes alone."""
        return Codes(
            standards=frozenset(self.standards),
            units={code: one.standard.code for code, one in self.units.items()},
            tasks={code: one.unit.code for code, one in self.tasks.items()},
            ended=frozenset(code for code, one in self.units.items() if one.ended_on),
            occupations=frozenset(self.occupations),
            skills=frozenset(self.skills),
            can_be_drawn=can_be_drawn,
        )

    def said(self, row: Row) -> dict[str, str]:
        """Return what the record of a row says now, as cells; {} if there is none yet."""
        code = row["code"]
        if row["kind"] == "standard":
            return _of_standard(self.standards.get(code))
        if row["kind"] == "unit":
            unit = self.units.get(code)
            wanted = " ".join(row["skills"].split())
            return _of_unit(unit, wanted) if unit else {}
        task = self.tasks.get(code)
        return {**_named(task), "picture": task.picture} if task else {}

    def homes(self) -> list[UUID]:
        """Return the standards that the rows are about."""
        return [
            *(one.pk for one in self.standards.values()),
            *(one.standard_id for one in self.units.values()),
        ]

    def home_of(self, row: Row, rows: Sequence[Row]) -> UUID | None:
        """Return the standard that a row belongs to, None if it is new in this table."""
        if row["kind"] == "standard":
            standard = self.standards.get(row["code"])
            return standard.pk if standard else None
        home = row["part_of"]
        if row["kind"] == "task":
            unit = self.units.get(home)
            if unit is not None:
                return unit.standard_id
            home = next(
                one["part_of"] for one in rows if (one["kind"], one["code"]) == ("unit", home)
            )
        return self.standards[home].pk if home in self.standards else None


def known_to(rows: Sequence[Row]) -> Known:
    """Read the records that the rows of a table name, with few questions."""
    codes = {row["code"] for row in rows} | {row["part_of"] for row in rows}
    skills = {code for row in rows for code in row["skills"].split()}
    units = Unit.objects.filter(code__in=codes).select_related("standard")
    tasks = UnitTask.objects.filter(code__in=codes).select_related("unit")
    wanted = Occupation.objects.filter(code__in={row["occupation"] for row in rows})
    standards = Standard.objects.filter(code__in=codes).select_related("occupation")
    return Known(
        standards={one.code: one for one in standards},
        units={one.code: one for one in units.prefetch_related("skills")},
        tasks={one.code: one for one in tasks},
        occupations=dict(wanted.values_list("code", "pk")),
        skills={one.code: one for one in Skill.objects.filter(code__in=skills)},
    )


def _named(one: Standard | Unit | UnitTask) -> dict[str, str]:
    return {"name_km": one.label_km, "name_en": one.label_en}


def _of_standard(one: Standard | None) -> dict[str, str]:
    if one is None:
        return {}
    return {
        **_named(one),
        "level": str(one.level),
        "occupation": one.occupation.code,
        "valid_from": one.valid_from.isoformat(),
        "source": one.source,
    }


def _of_unit(unit: Unit, wanted: str) -> dict[str, str]:
    """Return a unit as cells; the order of its skills is no difference."""
    has = {skill.code for skill in unit.skills.all()}
    said = wanted if has == set(wanted.split()) else " ".join(sorted(has))
    return {**_named(unit), "skills": said}
