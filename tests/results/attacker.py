"""An attacker who has every page of an indicator and solves all their tables together.

He shares no line with the code that hides: he writes down each number he reads as a sum of what he
does not know, and asks exactly how far each hidden number can go. He knows which tables are of the
same people, how columns are joined, and that counts are never below nought.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor

from spean.results.rules import EARLIER, WHOLE, Cube, Published
from tests.results.simplex import Sum, Unknowns


def narrow(cube: Cube, readable: Published, threshold: int) -> list[str]:
    """Return what the attacker learns too well: hidden numbers in a range below the threshold."""
    unknowns = Unknowns([*_structure(cube), *_read(cube, readable)])
    found = []
    for name, terms in _hidden(cube, readable):
        low, high = _whole_range(unknowns, terms, threshold)
        if high - low < threshold:
            found.append(f"{name}: {low} to {high}")
    for name, terms in _never_shown(cube, readable):
        low, high = _whole_range(unknowns, terms, 1)
        if low == high and 0 < low < threshold:
            found.append(f"{name}: exactly {low}")
    return found


def _whole_range(unknowns: Unknowns, terms: Sum, width: int) -> tuple[int, int]:
    """Return the whole numbers a sum can be, or a part of them that is at least `width` wide.

    Corners may stand on fractions: from 0.5 to 1.5 is one wide and holds a single whole number,
    so the search may stop only when it is one wider than asked.
    """
    low, high = unknowns.range_of(terms, enough=Fraction(width + 1))
    return ceil(low), floor(high)


def small(readable: Published, threshold: int) -> list[int]:
    """Return the small numbers that are simply shown."""
    shown = [*readable.sizes.values()]
    for grid in readable.grids.values():
        shown += [cell for cells in grid.rows.values() for cell in cells]
        shown += [*grid.row_sums.values(), *grid.column_sums, grid.size]
    return [number for number in shown if number is not None and 0 < number < threshold]


def _structure(cube: Cube) -> Iterator[tuple[Sum, int]]:
    """Every split is of the same people: its rows add up to the same women and men."""
    for split, ways in cube.splits.items():
        for period in cube.periods:
            for column in cube.columns:
                cells = {_cell(split, period, row, column): 1 for row in ways.rows}
                yield {**cells, _size(period, column): -1}, 0


def _read(cube: Cube, readable: Published) -> Iterator[tuple[Sum, int]]:
    for period, number in readable.sizes.items():
        if number is not None:
            yield _sizes(cube, period, cube.columns), number
    for (split, period), grid in readable.grids.items():
        columns = readable.columns if cube.splits[split].by_column else (cube.columns,)
        yield _sizes(cube, period, cube.columns), grid.size
        for column, number in zip(columns, grid.column_sums, strict=True):
            yield _sizes(cube, period, column), number
        for row, cells in grid.rows.items():
            numbers = [*zip(columns, cells, strict=True), (cube.columns, grid.row_sums[row])]
            for column, cell in numbers:
                if cell is not None:
                    yield _cells(cube, split, period, row, column), cell


def _hidden(cube: Cube, readable: Published) -> Iterator[tuple[str, Sum]]:
    for period, number in readable.sizes.items():
        if number is None:
            yield f"size of {period}", _sizes(cube, period, cube.columns)
    for (split, period), grid in readable.grids.items():
        columns = readable.columns if cube.splits[split].by_column else (cube.columns,)
        for row, cells in grid.rows.items():
            numbers = [*zip(columns, cells, strict=True), (cube.columns, grid.row_sums[row])]
            for column, cell in numbers:
                if cell is None:
                    terms = _cells(cube, split, period, row, column)
                    yield f"{split} {period} {row} {column}", terms


def _never_shown(cube: Cube, readable: Published) -> Iterator[tuple[str, Sum]]:
    """What stands in no table but might follow: the rest of the time, and each quarter's cells."""
    for split, ways in cube.splits.items():
        shown = {period for name, period in readable.grids if name == split}
        rest = [period for period in cube.periods if period not in shown]
        for periods in [rest, *([period] for period in rest)]:
            for row in ways.rows:
                for column in [*readable.columns, cube.columns]:
                    terms = {_cell(split, p, row, c): 1 for p in periods for c in column}
                    if terms:
                        yield f"{split} {periods} {row} {column}", terms


def _periods(cube: Cube, period: str) -> Iterable[str]:
    assert period != EARLIER
    return cube.periods if period == WHOLE else (period,)


def _sizes(cube: Cube, period: str, columns: Iterable[str]) -> Sum:
    return {_size(p, c): 1 for p in _periods(cube, period) for c in columns}


def _cells(cube: Cube, split: str, period: str, row: str, columns: Iterable[str]) -> Sum:
    return {_cell(split, p, row, c): 1 for p in _periods(cube, period) for c in columns}


def _size(period: str, column: str) -> str:
    return f"{period}|{column}"


def _cell(split: str, period: str, row: str, column: str) -> str:
    return f"{split}|{period}|{row}|{column}"
