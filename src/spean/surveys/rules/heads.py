"""Tables of answers as a spreadsheet shows them: heads, columns of points, names of files."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from spean.surveys.rules.tables import Column, Table

Head = tuple[str, str]
_POINT: Final = "geopoint"
_PARTS: Final = ("Latitude", "Longitude", "Altitude", "Accuracy")
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_.\-]+")


def heads_of(
    before: Sequence[Head], columns: Iterable[Column], after: Sequence[Head]
) -> tuple[Head, ...]:
    """Return (head, kind) of each column: the path through groups, joined by hyphens.

    A point is four columns of numbers. A head that stands there already gets a number.
    """
    found: dict[str, str] = {}
    # What the site says of an answer keeps its name, whatever a question is called.
    taken = {head for head, _kind in (*before, *after)}
    for head, kind in before:
        found[head] = kind
    for column in columns:
        for head, kind in _heads(column):
            found[_free(head, taken)] = kind
    for head, kind in after:
        found[head] = kind
    return tuple(found.items())


def _heads(column: Column) -> list[Head]:
    head = "-".join(column.path)
    if column.kind != _POINT:
        return [(head, column.kind)]
    return [(f"{head}-{part}", "decimal") for part in _PARTS]


def _free(head: str, taken: set[str]) -> str:
    free, number = head, 1
    while free in taken:
        number += 1
        free = f"{head}_{number}"
    taken.add(free)
    return free


def one_row(table: Table) -> Callable[[list[str]], list[str]]:
    """Return what makes the cells of a row of a table's answers."""
    points = [place for place, column in enumerate(table.columns) if column.kind == _POINT]
    if not points:
        return list

    def widened(values: list[str]) -> list[str]:
        cells = list(values)
        for place in reversed(points):
            cells[place : place + 1] = _parts(cells[place])
        return cells

    return widened


def _parts(text: str) -> list[str]:
    parts = text.split()
    # What is no point stands whole in the first of its columns.
    parts = parts if len(parts) <= len(_PARTS) else [text]
    return parts + [""] * (len(_PARTS) - len(parts))


def stem_of(form_id: str) -> str:
    """Return a name for files, made of a form id, that no system takes for anything else."""
    return _UNFIT.sub("_", form_id).strip("._-")[:80] or "answers"


def rest_of(rest: Mapping[str, Sequence[str]]) -> str:
    """Return as JSON what has no column, "" where there is nothing."""
    return json.dumps(rest, ensure_ascii=False) if rest else ""
