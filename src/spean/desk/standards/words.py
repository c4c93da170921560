"""What stands in the way of a table, in sentences that say what to do."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from spean.skills.rules.standards_table import CellFault

WHYS: Final[Mapping[str, object]] = {
    "kind": _("Please write standard, unit or task."),
    "empty": _("This cell may not be empty."),
    "long": _("This text is too long."),
    "code": _("A code has capital letters, digits, dots and hyphens alone."),
    "duplicate": _("This code stands in the table twice."),
    "level": _("The level is a number from 1 to 8."),
    "occupation": _("No occupation has this code."),
    "day": _("Please write the day as 2026-07-31."),
    "unknown-standard": _("No standard has this code, neither here nor in the table."),
    "unknown-unit": _("No unit has this code, neither here nor in the table."),
    "elsewhere": _("This code belongs to another one already."),
    "ended": _("This unit has ended. Its code is not used again."),
    "unknown-skill": _("No skill has one of these codes."),
    "picture": _("There is no picture of this name."),
    "fixed": _("This version is in use or verified. Make a new version to change it."),
    "version": _("A version begins when the one before it ends; its day stays."),
}


class FaultSaid(NamedTuple):
    """One cell that cannot be taken, in words."""

    row: int
    column: str
    why: object


def faults_said(faults: Iterable[CellFault]) -> list[FaultSaid]:
    """Return the cells that cannot be taken, each with what to do."""
    return [FaultSaid(one.row, one.column, WHYS[one.why]) for one in faults]
