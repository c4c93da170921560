"""What stands in the way of a table of standards, cell by cell (plain Python)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

Row = Mapping[str, str]
KINDS: Final = ("standard", "unit", "task")
# A version is marked behind the code of a standard, so that this stays shorter than its column.
_LONGEST: Final = {"standard": 16, "unit": 24, "task": 28}
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9.-]*")
_LONGEST_NAME: Final = 300


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot be taken: its row in the file (the heading is 1), its column, and why."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that are known: what belongs to what, what has ended, what can be drawn."""

    standards: frozenset[str]
    units: Mapping[str, str]
    tasks: Mapping[str, str]
    ended: frozenset[str]
    occupations: frozenset[str]
    skills: frozenset[str]
    can_be_drawn: Callable[[str], bool]


def faults_of_rows(rows: Sequence[Row], codes: Codes) -> list[CellFault]:
    """Return every cell that cannot be taken, in the order of the file."""
    named = {kind: {row["code"] for row in rows if row["kind"] == kind} for kind in KINDS}
    faults: list[CellFault] = []
    seen: dict[tuple[str, str], int] = {}
    for at, row in enumerate(rows, 2):
        whys = _whys(row, codes, named)
        if (row["kind"], row["code"]) in seen:
            whys["code"] = "duplicate"
        seen[row["kind"], row["code"]] = at
        faults += [CellFault(at, column, why) for column, why in whys.items()]
    return faults


def _whys(row: Row, codes: Codes, named: Mapping[str, set[str]]) -> dict[str, str]:
    kind = row["kind"]
    if kind not in KINDS:
        return {"kind": "kind"}
    whys = {name: "empty" for name in ("code", "name_km", "name_en") if not row[name]}
    whys |= {name: "long" for name in ("name_km", "name_en") if len(row[name]) > _LONGEST_NAME}
    if kind == "standard":
        return whys | _of_standard(row, codes)
    if kind == "unit":
        return whys | _of_unit(row, codes, named["standard"])
    return whys | _of_task(row, codes, named["unit"])


def _of_code(row: Row, known: Mapping[str, str] | frozenset[str]) -> dict[str, str]:
    """Return what is wrong with a code that is new."""
    code = row["code"]
    if not code or code in known:
        return {}
    if not _CODE.fullmatch(code):
        return {"code": "code"}
    return {"code": "long"} if len(code) > _LONGEST[row["kind"]] else {}


def _of_standard(row: Row, codes: Codes) -> dict[str, str]:
    whys = _of_code(row, codes.standards)
    if row["level"] not in {"1", "2", "3", "4", "5", "6", "7", "8"}:
        whys["level"] = "level"
    if row["occupation"] not in codes.occupations:
        whys["occupation"] = "occupation"
    if not row["source"]:
        whys["source"] = "empty"
    elif len(row["source"]) > _LONGEST_NAME:
        whys["source"] = "long"
    if not _is_day(row["valid_from"]):
        whys["valid_from"] = "day"
    return whys


def _of_unit(row: Row, codes: Codes, standards: set[str]) -> dict[str, str]:
    whys = _of_code(row, codes.units)
    if row["part_of"] not in codes.standards | standards:
        whys["part_of"] = "unknown-standard"
    elif codes.units.get(row["code"], row["part_of"]) != row["part_of"]:
        whys["part_of"] = "elsewhere"
    if row["code"] in codes.ended:
        whys["code"] = "ended"
    if not set(row["skills"].split()) <= codes.skills:
        whys["skills"] = "unknown-skill"
    return whys


def _of_task(row: Row, codes: Codes, units: set[str]) -> dict[str, str]:
    whys = _of_code(row, codes.tasks)
    if row["part_of"] not in codes.units.keys() | units:
        whys["part_of"] = "unknown-unit"
    elif codes.tasks.get(row["code"], row["part_of"]) != row["part_of"]:
        whys["part_of"] = "elsewhere"
    if row["picture"] and not codes.can_be_drawn(row["picture"]):
        whys["picture"] = "picture"
    return whys


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
