"""Standards come in as a table: looked at first, then all rows or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.skills.gateways.start_set import can_be_drawn
from spean.skills.models import Standard, Unit, UnitTask
from spean.skills.rules.standards_table import CellFault, faults_of_rows
from spean.skills.selectors.standards import fixed_among
from spean.skills.selectors.standards_known import Known, known_to
from spean.skills.services.keeping import put
from spean.skills.services.standards import may_write, next_number

Row = Mapping[str, str]
MODELS: Final[Mapping[str, type[Standard] | type[Unit] | type[UnitTask]]] = {
    "standard": Standard,
    "unit": Unit,
    "task": UnitTask,
}


class TableRefused(DomainError):
    """Cells of the table cannot be taken; `details["faults"]` says which."""

    code = "table-refused"
    message = _("Nothing was brought in: %(count)d cells need a correction.")


@dataclass(slots=True)
class Plan:
    """What a table would do: rows that are new, that change, and that stay as they are."""

    faults: list[CellFault] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    same: int = 0


def plan_of(rows: Sequence[Row]) -> Plan:
    """Return what a table would do, and every cell that stands in its way. Writes nothing."""
    return _plan(rows, known_to(rows))


@one_writer()
def bring_in(*, actor: User, rows: Sequence[Row]) -> Plan:
    """Bring a table in: new standards, units and tasks, and better words for those not in use.

    What is not in the table stays. Nothing that comes in is verified.

    :raises NotAllowed: if the actor may not write standards
    :raises TableRefused: if any cell cannot be taken; then nothing was written
    """
    may_write(actor)
    known = known_to(rows)
    plan = _plan(rows, known)
    if plan.faults:
        raise TableRefused(count=len(plan.faults), faults=plan.faults)
    for kind, keep in _KEEPERS.items():
        for row in (*plan.new, *plan.changed):
            if row["kind"] == kind:
                keep(row, known)
    if plan.new or plan.changed:
        counts = {"new": len(plan.new), "changed": len(plan.changed)}
        audit(actor=actor, action="skills.standards_brought_in", on=None, **counts)
    return plan


def _plan(rows: Sequence[Row], known: Known) -> Plan:
    plan = Plan(faults=faults_of_rows(rows, known.codes(can_be_drawn)))
    if plan.faults:
        return plan
    fixed = fixed_among(known.homes())
    for at, row in enumerate(rows, 2):
        before = known.said(row)
        if before and before == {name: row[name] for name in before}:
            plan.same += 1
            continue
        plan.changed.append(row) if before else plan.new.append(row)
        if known.home_of(row, rows) in fixed:
            plan.faults.append(CellFault(at, "code", "fixed"))
        elif row["kind"] == "standard" and _moves_a_version(row, known):
            plan.faults.append(CellFault(at, "valid_from", "version"))
    return plan


def _moves_a_version(row: Row, known: Known) -> bool:
    """Tell whether a version would begin on another day than the one before it ends by."""
    one = known.standards.get(row["code"])
    is_version = one is not None and one.replaces_id is not None
    return is_version and known.said(row)["valid_from"] != row["valid_from"]


def _labels(row: Row) -> dict[str, Any]:
    return {"label_km": row["name_km"], "label_en": row["name_en"]}


def _keep_standard(row: Row, known: Known) -> None:
    values = {
        **_labels(row),
        "occupation_id": known.occupations[row["occupation"]],
        "level": int(row["level"]),
        "source": row["source"],
        "valid_from": date.fromisoformat(row["valid_from"]),
    }
    one = known.standards.get(row["code"])
    if one is None:
        known.standards[row["code"]] = Standard.objects.create(code=row["code"], **values)
    else:
        put(one, values)


def _keep_unit(row: Row, known: Known) -> None:
    one = known.units.get(row["code"])
    if one is None:
        standard = known.standards[row["part_of"]]
        place = {"standard": standard, "sort": standard.units.count() + 1}
        one = Unit.objects.create(code=row["code"], number=next_number(), **place, **_labels(row))
        known.units[row["code"]] = one
    else:
        put(one, _labels(row))
    one.skills.set([known.skills[code] for code in row["skills"].split()])


def _keep_task(row: Row, known: Known) -> None:
    one = known.tasks.get(row["code"])
    values = {**_labels(row), "picture": row["picture"]}
    if one is None:
        unit = known.units[row["part_of"]]
        UnitTask.objects.create(code=row["code"], unit=unit, sort=unit.tasks.count() + 1, **values)
    else:
        put(one, values)


_KEEPERS: Final[Mapping[str, Callable[[Row, Known], None]]] = {
    "standard": _keep_standard,
    "unit": _keep_unit,
    "task": _keep_task,
}
