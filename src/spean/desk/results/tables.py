"""The tables of an indicator's page and of its sheet: one source, hidden in the same places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spean.desk.results import words
from spean.results.indicators import Reading
from spean.results.rules import Grid

Number = int | None
CROSSED = ("centre", "age")
LISTED = ("proof", "nssf", "kept")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; without `numbers` too few were counted to fill it."""

    head: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: heads, lines, sums, and what to know about it."""

    title: str
    corner: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: tuple[Number, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def most(self) -> int:
        """Return what the lines add up to, for the bars beside them."""
        return max((number or 0 for number in self.sums), default=0)


def crossed_tables(reading: Reading, period: str) -> list[Table]:
    """Return the tables of a period: by centre, by age, and by what people live with."""
    grids = reading.published.grids
    known = [split for split in CROSSED if (split, "all") in grids]
    tables = [_crossed(reading, split, grids.get((split, period))) for split in known]
    if ("idpoor", "all") in grids:
        tables.append(_traits(reading, period))
    return tables


def listed_tables(reading: Reading, period: str) -> list[Table]:
    """Return the lists of a period: how a job is known, NSSF, and whether it lasted."""
    grids = reading.published.grids
    return [
        _listed(reading, split, grids.get((split, period)))
        for split in LISTED
        if (split, "all") in grids
    ]


def quarter_table(reading: Reading) -> Table:
    """Return the numbers of the chart, in words of time."""
    sizes = reading.published.sizes
    lines = [Line(words.quarter_text(q), (sizes[q.code],)) for q in reading.quarters]
    return Table(
        title=_("By quarter"),
        corner=_("Quarter"),
        heads=(words.unit_of(reading.indicator),),
        lines=tuple(lines),
    )


def _crossed(reading: Reading, split: str, grid: Grid | None) -> Table:
    title = str(words.SPLITS[split])
    heads = _heads(reading)
    corner = _("Centre") if split == "centre" else _("Age")
    if grid is None:
        return Table(title, corner, heads, (), notes=(_too_few(),))
    names = {centre.code: centre.label for centre in reading.reach.centres}
    lines = tuple(
        Line(words.row_text(split, row, names), (*_cells(grid, row), grid.row_sums[row]))
        for row in grid.rows
    )
    return Table(title, corner, heads, lines, _sums(grid), tuple(_notes(reading, split)))


def _traits(reading: Reading, period: str) -> Table:
    found = {trait: reading.published.grids.get((trait, period)) for trait in words.TRAITS}
    heads = _heads(reading)
    lines = tuple(
        Line(
            str(words.TRAITS[trait]),
            (*_cells(grid, "yes"), grid.row_sums["yes"]) if grid else (None,) * len(heads),
        )
        for trait, grid in found.items()
    )
    notes = (
        _("One person may stand in several rows, so these rows are not added up."),
        _("Disability is not counted yet: those answers are sealed, and open to the assigned "
          "officer and her supervisor alone."),
    )  # fmt: skip
    return Table(_("By what people live with"), _("Of these"), heads, lines, notes=notes)


def _listed(reading: Reading, split: str, grid: Grid | None) -> Table:
    title, heads = str(words.SPLITS[split]), (words.unit_of(reading.indicator),)
    if grid is None:
        return Table(title, "", heads, (), notes=(_too_few(),))
    lines = tuple(
        Line(words.row_text(split, row, {}), (number,)) for row, number in grid.row_sums.items()
    )
    return Table(title, "", heads, lines, (grid.size,))


def _heads(reading: Reading) -> tuple[str, ...]:
    columns = reading.published.columns
    total = _("Total")
    return (*map(words.column_text, columns), total) if len(columns) > 1 else (total,)


def _cells(grid: Grid, row: str) -> Iterable[Number]:
    """Return the cells of a row; with one column the sum says it all."""
    return grid.rows[row] if len(grid.column_sums) > 1 else ()


def _sums(grid: Grid) -> tuple[Number, ...]:
    return (*grid.column_sums, grid.size) if len(grid.column_sums) > 1 else (grid.size,)


def _notes(reading: Reading, split: str) -> Iterator[str]:
    columns = reading.published.columns
    if len(columns) == 1 and len(columns[0]) > 1:
        yield _("Women and men are not shown apart: one of the two groups is too small.")
    if split == "age":
        yield _("Age on the last day counted.")


def _too_few() -> str:
    return _("Too few people in this quarter to show them in groups. See the whole period.")
