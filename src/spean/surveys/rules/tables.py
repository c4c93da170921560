"""A filled form as rows of tables: one row for the answers, one more for each turn of a repeat.

A plan knows the tables of every version of a questionnaire, so that answers to any of them lie
under the same columns. No answer is lost: what has no column is kept beside its row (`rest`).
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree.ElementTree import Element, fromstring

MAIN: Final = 0
Path = tuple[str, ...]
_TEMPLATE: Final = "{http://openrosa.org/javarosa}template"
_REPEAT: Final = re.compile(r"<repeat\b[^>]*?\bnodeset=\"/([^\"]+)\"")
# What is said to people and never answered.
_SILENT: Final = frozenset({"note"})


@dataclass(frozen=True, slots=True)
class Column:
    """One question; `path` leads to it from the row of its table, `kind` is its type."""

    path: Path
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """The answers (`path` is empty) or the turns of one repeat (`path` leads there from the root).

    `parent` is the place of the table that a row belongs to, -1 for the answers.
    """

    path: Path
    parent: int
    columns: tuple[Column, ...]


@dataclass(slots=True)
class Row:
    """One row: its table's place, its key, the key of the row it belongs to, and its answers.

    `rest` is {where: [answers]} of what has no column; it is on the first row of a form alone.
    """

    table: int
    key: str
    parent: str
    values: list[str]
    rest: dict[str, list[str]] = field(default_factory=dict)


class _Place:
    """Where the elements inside one element go: a column, a table, or further in."""

    __slots__ = ("column", "inside", "otherwise", "table")

    def __init__(self, otherwise: "_Place | None" = None) -> None:
        self.column = self.table = -1
        self.inside: dict[str, _Place] = {}
        self.otherwise = otherwise or self


_NOWHERE: Final = _Place()
# The form's own business (`meta`): what the rows say of it, they say elsewhere.
_UNHEARD: Final = _Place()


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it was kept: its questions (`rules.xlsform`) and the form compiled of it."""

    id: Hashable
    questions: Sequence[Mapping[str, Any]]
    xform: str = ""


class Plan:
    """The tables of a questionnaire, those of its newest version first."""

    def __init__(self, versions: Iterable[Version]) -> None:
        """Lay out the tables; `versions` are the newest first."""
        self._tables: dict[Path, int] = {(): MAIN}
        self._parents: list[int] = [-1]
        self._columns: list[dict[Path, int]] = [{}]
        self._kinds: list[list[str]] = [[]]
        self._places = {one.id: self._place(one) for one in versions}
        self.tables: tuple[Table, ...] = tuple(
            Table(path, parent, tuple(map(Column, columns, kinds)))
            for path, parent, columns, kinds in zip(
                self._tables, self._parents, self._columns, self._kinds, strict=True
            )
        )
        self._widths = [len(table.columns) for table in self.tables]

    def rows(self, xml: bytes, version: Hashable, key: str) -> list[Row]:
        """Return the rows of one filled form that was accepted before, the answers first.

        :param version: the id of the version it answers
        :param key: what the answers are called, unique for ever; keys of turns begin with it
        """
        first = Row(MAIN, key, "", [""] * self._widths[MAIN])
        reading = _Reading(self._widths, first)
        reading.fill(fromstring(xml), self._places[version], first, "")
        return reading.rows

    def _place(self, version: Version) -> _Place:
        root = _Place(_NOWHERE)
        repeats = _repeats(version)
        for question in version.questions:
            if question["type"] not in _SILENT:
                self._add(root, _path(question), str(question["type"]), repeats)
        meta = root.inside.setdefault("meta", _Place(_UNHEARD))
        meta.inside["instanceName"] = named = _Place(_NOWHERE)
        named.column = self._column(MAIN, ("meta", "instanceName"), "text")
        return root

    def _add(self, root: _Place, path: Path, kind: str, repeats: frozenset[Path]) -> None:
        place, table, begins = root, MAIN, 0
        for depth, name in enumerate(path, start=1):
            place = place.inside.setdefault(name, _Place(_NOWHERE))
            if path[:depth] in repeats:
                table = place.table = self._table(path[:depth], table)
                begins = depth
        place.column = self._column(table, path[begins:], kind)

    def _table(self, path: Path, parent: int) -> int:
        if path not in self._tables:
            self._tables[path] = len(self._tables)
            self._parents.append(parent)
            self._columns.append({})
            self._kinds.append([])
        return self._tables[path]

    def _column(self, table: int, path: Path, kind: str) -> int:
        columns = self._columns[table]
        if path not in columns:
            # A question that changed its type keeps its column, under the newest type.
            columns[path] = len(columns)
            self._kinds[table].append(kind)
        return columns[path]


class _Reading:
    """One document on its way into rows."""

    __slots__ = ("rows", "_first", "_own", "_turns", "_widths")

    def __init__(self, widths: Sequence[int], first: Row) -> None:
        self.rows = [first]
        self._first, self._own, self._widths = first, len(first.key) + 1, widths
        # How many turns there were at each place; a group that stands twice counts on.
        self._turns: dict[str, int] = {}

    def fill(self, group: Element, place: _Place, row: Row, at: str) -> bool:
        """Put what a group says into a row; tell whether it says anything."""
        is_filled = False
        values = row.values
        for child in group:
            if child.attrib and child.get(_TEMPLATE) is not None:
                continue
            name = child.tag
            if name[0] == "{":
                name = name.rpartition("}")[2]
            found = place.inside.get(name, place.otherwise)
            if found.table >= 0:
                is_filled |= self._turn(child, found, row, f"{at}/{name}")
            elif len(child):
                is_filled |= self.fill(child, found, row, f"{at}/{name}")
            elif (text := child.text) and not text.isspace():
                if found.column >= 0 and not values[found.column]:
                    values[found.column] = text
                    is_filled = True
                else:
                    is_filled |= self._left_over(text, found, row, f"{at}/{name}")
        return is_filled

    def _turn(self, group: Element, place: _Place, above: Row, where: str) -> bool:
        if not len(group):
            return self._left_over(group.text or "", place, above, where)
        named = above.key + where
        self._turns[named] = turn = self._turns.get(named, 0) + 1
        values = [""] * self._widths[place.table]
        row = Row(place.table, f"{named}[{turn}]", above.key, values)
        begins = len(self.rows)
        self.rows.append(row)
        is_filled = self.fill(group, place, row, "")
        if not is_filled:
            # A turn that was opened and left empty is none.
            del self.rows[begins:]
        return is_filled

    def _left_over(self, text: str, place: _Place, row: Row, where: str) -> bool:
        if not text or text.isspace() or place is _UNHEARD:
            return False
        self._first.rest.setdefault((row.key + where)[self._own :], []).append(text)
        return True


def _path(question: Mapping[str, Any]) -> Path:
    return tuple(str(question["path"]).split("/"))


def _repeats(version: Version) -> frozenset[Path]:
    """Return the paths of the repeats, below the root, as the compiled form names them."""
    found = (tuple(path.split("/"))[1:] for path in _REPEAT.findall(version.xform))
    return frozenset(found)
