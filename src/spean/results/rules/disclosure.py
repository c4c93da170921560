"""What of a count may be read: no small group, and none that could be worked out.

One page shows the same people several times: by quarter, by centre, by age, by what they live
with, each beside the sums of women and men. `safestats` promises for one table alone; here the
tables of a page, and the pages of one indicator, are made safe together:

1. The sums that the tables share (a period's size, its women, its men) are published for all of
   them or for none. Columns whose sums are small are joined before any table is drawn.
2. Each table is protected as if its shared sums were known, whatever the reader sees of them.
   Given those sums the tables are independent, so none tells what another hides.
3. A table hides the same cells in every period, and a quarter for which that is not enough gets
   no such table. Periods do not overlap: the whole less the quarters shown tells no more than one
   more period, the rest, which must be as safe as a quarter. A nought that the periods give
   away together is shown: behind it stands nobody.

Thresholds: 5 inside the programme, 10 outside (data-protection 6.5).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from safestats import Table
from spean.results.rules.cube import EARLIER, WHOLE, Cube
from spean.results.rules.hiding import (
    Pattern,
    is_safe_under,
    noughts_of,
    pattern_for,
    periods_shown,
    seen_through,
)

Columns = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table that may be read: numbers, and `None` where one is hidden."""

    rows: Mapping[str, tuple[int | None, ...]]
    row_sums: Mapping[str, int | None]
    column_sums: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Published:
    """All that may be read of one indicator: sizes of periods, and tables by (split, period)."""

    sizes: Mapping[str, int | None]
    columns: Columns
    grids: Mapping[tuple[str, str], Grid]


def published(cube: Cube, threshold: int) -> Published:
    """Return what may be read of a cube: the one door between counting and showing."""
    sizes = sizes_published({p: cube.size([p]) for p in cube.periods}, threshold)
    if sizes[WHOLE] is None:
        return Published(sizes, (), {})
    columns = _columns(cube, threshold)

    def sums_are_safe(periods: Sequence[str]) -> bool:
        return _sums_are_safe(cube, periods, columns, threshold)

    shown = [period for period in cube.periods if sizes.get(period) is not None]
    quarters = _kept(cube, shown, sums_are_safe)
    grids: dict[tuple[str, str], Grid] = {}
    for split in cube.splits:
        grids |= _grids(cube, split, quarters, columns, threshold)
    return Published(sizes, columns, grids)


def sizes_published(sizes: Mapping[str, int], threshold: int) -> dict[str, int | None]:
    """Return the sizes of quarters and whole as they may be read together.

    :param sizes: how many in each period; `earlier` counts in the whole and is not shown
    """
    whole = sum(sizes.values())
    quarters = [period for period in sizes if period != EARLIER]
    if 0 < whole < threshold:
        return {**{p: None if sizes[p] else 0 for p in quarters}, WHOLE: None}
    shown = periods_shown(sizes, threshold)
    return {**{p: sizes[p] if p in shown else None for p in quarters}, WHOLE: whole}


def _columns(cube: Cube, threshold: int) -> Columns:
    """Return the finest columns without a small sum; the last is joined before the others.

    A last column of nought is joined too: standing alone it would tell nought from few.
    """
    *first, last = cube.columns
    finest: list[Columns] = []
    if cube.size(cube.periods, [last]) >= threshold:
        finest.append(tuple((column,) for column in cube.columns))
    if len(first) > 1:
        finest.append((*((column,) for column in first[:-1]), (first[-1], last)))
    safe = (c for c in finest if _sums_are_safe(cube, cube.periods, c, threshold))
    return next(safe, (cube.columns,))


def _sums_are_safe(cube: Cube, periods: Sequence[str], columns: Columns, threshold: int) -> bool:
    return not any(0 < cube.size(periods, column) < threshold for column in columns)


def _kept(
    cube: Cube, quarters: Iterable[str], is_safe: Callable[[Sequence[str]], bool]
) -> list[str]:
    """Return the quarters that are safe, as few of them left out as make the rest safe too."""
    kept = [quarter for quarter in quarters if is_safe([quarter])]
    kept.sort(key=lambda quarter: cube.size([quarter]), reverse=True)
    while kept and not is_safe([period for period in cube.periods if period not in kept]):
        kept.pop()
    return kept


def _grids(
    cube: Cube, split: str, quarters: Iterable[str], columns: Columns, threshold: int
) -> dict[tuple[str, str], Grid]:
    """Return a split's table of the whole, and of the quarters that its pattern makes safe."""
    columns = columns if cube.splits[split].by_column else (cube.columns,)
    whole = _table(cube, split, cube.periods, columns)
    pattern = pattern_for(whole, threshold)

    def is_safe(periods: Sequence[str]) -> bool:
        return is_safe_under(_table(cube, split, periods, columns), pattern, threshold)

    tables = {q: _table(cube, split, [q], columns) for q in _kept(cube, quarters, is_safe)}
    noughts = {quarter: noughts_of(table, pattern) for quarter, table in tables.items()}
    rest = _table(cube, split, [p for p in cube.periods if p not in tables], columns)
    # What is nought in each quarter and in the rest is nought in the whole, and everybody can add.
    everywhere = noughts_of(rest, pattern).intersection(*noughts.values())
    noughts[WHOLE] = noughts_of(whole, pattern) | everywhere
    return {
        (split, period): _grid(table, pattern, noughts[period])
        for period, table in [(WHOLE, whole), *tables.items()]
    }


def _table(cube: Cube, split: str, periods: Sequence[str], columns: Columns) -> Table:
    rows = cube.splits[split].rows
    counts = tuple(
        tuple(cube.cell(split, periods, row, column) for column in columns) for row in rows
    )
    return Table(rows, tuple(f"column {place}" for place in range(len(columns))), counts)


def _grid(table: Table, pattern: Pattern, noughts: Pattern) -> Grid:
    seen, width = seen_through(table, pattern, noughts), len(table.columns)
    sums = seen[len(table.rows) * width :]
    return Grid(
        rows={
            row: tuple(seen[place * width : (place + 1) * width])
            for place, row in enumerate(table.rows)
        },
        row_sums=dict(zip(table.rows, sums, strict=True)),
        column_sums=table.column_totals,
        size=table.total,
    )
