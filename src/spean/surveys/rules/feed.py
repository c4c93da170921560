"""Tables of answers as OData 4 gives them: names, types, and rows as JSON values.

The shape is that of ODK Central's feed, so that what reads the one reads the other: groups are
objects, turns of a repeat are rows of a table of their own, or stand within their answer
(`expanded`). A value that is not of its question's type is null here; the files and the document
itself hold it as it was written.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from spean.surveys.rules.tables import MAIN, Plan, Row

_EDM: Final[Mapping[str, str]] = {
    "integer": "Edm.Int64",
    "decimal": "Edm.Decimal",
    "range": "Edm.Decimal",
    "date": "Edm.Date",
    "today": "Edm.Date",
    "dateTime": "Edm.DateTimeOffset",
    "start": "Edm.DateTimeOffset",
    "end": "Edm.DateTimeOffset",
    "geopoint": "Edm.GeographyPoint",
    "geotrace": "Edm.GeographyLineString",
    "geoshape": "Edm.GeographyPolygon",
}
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_UNFIT: Final = re.compile(r"[-.:]+")
_Read = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a table's rows: the groups it stands in, its name, its type."""

    groups: tuple[str, ...]
    name: str
    type: str


class Feed:
    """The tables of a questionnaire under the names by which OData knows them.

    `names[place]` is a table's name, `ids[place]` the property that names a row's answer or turn,
    `properties[place]` are its columns, `ways[place]` leads from the row above to its turns.
    """

    def __init__(self, plan: Plan, *, is_wkt: bool = False) -> None:
        self._tables = plan.tables
        self.names: list[str] = []
        self.properties: list[list[Property]] = []
        self.ways: list[tuple[str, ...]] = []
        for table in plan.tables:
            above = plan.tables[table.parent].path if table.path else ()
            self.names.append(".".join(("Submissions", *map(_identifier, table.path))))
            self.ways.append(tuple(map(_identifier, table.path[len(above) :])))
            self.properties.append(_properties([(one.path, one.kind) for one in table.columns]))
        self._reads = [
            [_reader(column.kind, is_wkt) for column in table.columns] for table in plan.tables
        ]

    def key_above(self, place: int) -> str:
        """Return the property by which a turn names the row it belongs to."""
        above = self.names[self._tables[place].parent]
        return f"__{above.replace('.', '-')}-id"

    def below(self, place: int) -> list[int]:
        """Return the tables of the repeats that stand in a table's rows."""
        return [at for at, table in enumerate(self._tables) if table.path and table.parent == place]

    def values(self, row: Row) -> dict[str, Any]:
        """Return the answers of one row as JSON values, in the objects of their groups."""
        told: dict[str, Any] = {}
        columns = zip(self.properties[row.table], self._reads[row.table], row.values, strict=True)
        for known, read, text in columns:
            _inside(told, known.groups)[known.name] = read(text) if text else None
        return told

    def turn(self, row: Row) -> dict[str, Any]:
        """Return one turn of a repeat as a row of its own table."""
        told = {"__id": row.key, self.key_above(row.table): row.parent, **self.values(row)}
        return self._linked(told, row)

    def answer(self, row: Row, system: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers themselves; where their turns are is said in links."""
        return self._linked({"__id": row.key, "__system": system, **self.values(row)}, row)

    def expanded(self, rows: Sequence[Row], system: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers with all their turns within; `rows` are all of one form."""
        first = rows[MAIN]
        told: dict[str, Any] = {"__id": first.key, "__system": system, **self.values(first)}
        known = {first.key: self._with_places(told, MAIN)}
        for row in rows[1:]:
            turn = {"__id": row.key, **self.values(row)}
            known[row.key] = self._with_places(turn, row.table)
            way = self.ways[row.table]
            _inside(known[row.parent], way[:-1])[way[-1]].append(turn)
        return told

    def _with_places(self, told: dict[str, Any], place: int) -> dict[str, Any]:
        for at in self.below(place):
            way = self.ways[at]
            _inside(told, way[:-1])[way[-1]] = []
        return told

    def _linked(self, told: dict[str, Any], row: Row) -> dict[str, Any]:
        for at in self.below(row.table):
            way = self.ways[at]
            quoted = row.key.replace("'", "''")
            link = f"{self.names[row.table]}('{quoted}')/{'/'.join(way)}"
            _inside(told, way[:-1])[f"{way[-1]}@odata.navigationLink"] = link
        return told


def type_of(kind: str) -> str:
    """Return the OData type of a kind of question."""
    return _EDM.get(kind, "Edm.String")


def _identifier(name: str) -> str:
    plain = _UNFIT.sub("_", name)
    return f"_{plain}" if plain[:1].isdigit() else plain


def _properties(columns: Sequence[tuple[tuple[str, ...], str]]) -> list[Property]:
    found: list[Property] = []
    taken: set[tuple[str, ...]] = set()
    for path, kind in columns:
        *groups, name = map(_identifier, path)
        free, number = name, 1
        while (*groups, free) in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add((*groups, free))
        found.append(Property(tuple(groups), free, type_of(kind)))
    return found


def _inside(told: dict[str, Any], groups: Sequence[str]) -> dict[str, Any]:
    for group in groups:
        found = told.setdefault(group, {})
        # A version that made a group of a question has both; the group keeps the name.
        told = found if isinstance(found, dict) else told.setdefault(f"{group}_", {})
    return told


def _reader(kind: str, is_wkt: bool) -> _Read:
    shape = _SHAPES.get(kind)
    if shape is not None:
        return lambda text: _shape(text, *shape, is_wkt)
    return _READS.get(type_of(kind), str)


def _integer(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if _WHOLE.fullmatch(plain) else None


def _decimal(text: str) -> int | float | None:
    plain = text.strip()
    return float(plain) if _DECIMAL.fullmatch(plain) else None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return None


def _moment(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return text.strip() if moment.tzinfo is not None else None


_READS: Final[Mapping[str, _Read]] = {
    "Edm.Int64": _integer,
    "Edm.Decimal": _decimal,
    "Edm.Date": _day,
    "Edm.DateTimeOffset": _moment,
}
# Kind of question -> what GeoJSON calls it, and how many brackets deep its points are.
_SHAPES: Final[Mapping[str, tuple[str, int]]] = {
    "geopoint": ("Point", 0),
    "geotrace": ("LineString", 1),
    "geoshape": ("Polygon", 2),
}


def _shape(text: str, name: str, depth: int, is_wkt: bool) -> Any:
    try:
        points = [tuple(map(float, one.split())) for one in text.split(";") if one.strip()]
        placed = [(point[1], point[0], *point[2:3]) for point in points]
    except (ValueError, IndexError):
        return None
    is_sure = all(math.isfinite(part) for point in points for part in point)
    if not placed or not is_sure or (depth == 0 and len(placed) > 1):
        return None
    if is_wkt:
        inside = ",".join(" ".join(f"{part:.15g}" for part in point) for point in placed)
        return f"{name.upper()} {'(' * max(depth, 1)}{inside}{')' * max(depth, 1)}"
    nested: Any = [list(point) for point in placed]
    told = {0: nested[0], 1: nested, 2: [nested]}[depth]
    accuracy = points[0][3:4]
    more = {"properties": {"accuracy": accuracy[0]}} if depth == 0 and accuracy else {}
    return {"type": name, "coordinates": told, **more}
