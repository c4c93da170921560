"""A folder of ESCO 1.1 tables: `isco08.csv`, `esco_occupations.csv`, `esco_skills.csv`, …"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError

EscoRow = dict[str, str]

_TABLES: Final = {
    "isco08": ("code", "level", "parent_code", "title_en", "skill_level"),
    "esco_occupations": ("id", "uuid", "esco_code", "isco08_code", "label_en", "alt_labels_en"),
    "esco_skills": ("id", "uuid", "label_en", "type", "reuse", "alt_labels_en"),
    "esco_occupation_skill": ("occupation_id", "skill_id", "relation"),
}
_LONGEST_CELL: Final = 200_000


class NotEsco(DomainError):
    """The folder lacks a table of ESCO, or a row of one cannot be meant (`where` says which)."""

    code = "not-esco"
    message = _("%(table)s%(where)s: %(problem)s Nothing was changed.")

    def __init__(self, table: str, problem: object, where: str = "") -> None:
        super().__init__(table=table, problem=problem, where=f" ({where[:60]})" if where else "")


class EscoFolder:
    """The four tables of a folder, read row by row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self) -> None:
        """Refuse a folder that lacks a table or a column.

        :raises NotEsco: if it does
        """
        for name in _TABLES:
            next(self.rows(name), None)

    def rows(self, name: str) -> Iterator[EscoRow]:
        """Yield the rows of one table, by heading.

        :raises NotEsco: if the table is missing, has other columns or cannot be read
        """
        path = self._folder / f"{name}.csv"
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from self._read(file, path.name, _TABLES[name])
        except OSError as problem:
            text = _("there is no such table in this folder.")
            raise NotEsco(table=path.name, problem=text) from problem
        except (UnicodeDecodeError, csv.Error) as problem:
            text = _("this is not a table of text in UTF-8.")
            raise NotEsco(table=path.name, problem=text) from problem

    @staticmethod
    def _read(file: Iterator[str], table: str, wanted: tuple[str, ...]) -> Iterator[EscoRow]:
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.DictReader(file, strict=True)
        if not set(wanted) <= set(reader.fieldnames or ()):
            raise NotEsco(table=table, problem=_("its columns are not those of ESCO."))
        for row in reader:
            cells = {name: row[name] for name in wanted}
            if None in cells.values():
                raise NotEsco(table, _("this row is cut off."), where=str(reader.line_num))
            yield cells
