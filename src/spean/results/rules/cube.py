"""What was counted, before anything is hidden: by period, by row, by column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

# The counts before the first quarter that is shown; they are in the whole and nowhere else.
EARLIER = "earlier"
WHOLE = "all"

Counts = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Split:
    """One way to take the count apart: each one counted stands in one row.

    Without `by_column` the rows are not crossed with the columns (how a job is known).
    """

    rows: tuple[str, ...]
    by_column: bool = True


@dataclass(slots=True)
class Cube:
    """Counts by period (`earlier`, then quarters), by split, row and column.

    The periods do not overlap: whoever is counted stands in one of them.
    """

    periods: tuple[str, ...]
    columns: tuple[str, ...]
    splits: Mapping[str, Split]
    sizes: dict[str, dict[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, str], Counts] = field(default_factory=dict)

    def add(self, period: str, column: str, rows: Mapping[str, str], count: int) -> None:
        """Count some who stand in a column and, for each split, in a row."""
        of_period = self.sizes.setdefault(period, {})
        of_period[column] = of_period.get(column, 0) + count
        for split, row in rows.items():
            cells = self.counts.setdefault((split, period), {})
            cells[row, column] = cells.get((row, column), 0) + count

    def size(self, periods: Iterable[str], columns: Iterable[str] | None = None) -> int:
        """Return how many were counted in some periods, in some columns or in all."""
        wanted = self.columns if columns is None else tuple(columns)
        return sum(self.sizes.get(p, {}).get(c, 0) for p in periods for c in wanted)

    def cell(self, split: str, periods: Iterable[str], row: str, columns: Iterable[str]) -> int:
        """Return one count of a split, summed over periods and columns."""
        wanted = tuple(columns)
        return sum(
            self.counts.get((split, p), {}).get((row, c), 0) for p in periods for c in wanted
        )

    @classmethod
    def of_cumulative(
        cls,
        periods: tuple[str, ...],
        columns: tuple[str, ...],
        splits: Mapping[str, Split],
        lines: Iterable[tuple[str, Mapping[str, str], tuple[int, ...]]],
    ) -> Self:
        """Build from lines of (column, rows, how many until the end of each period)."""
        cube = cls(periods, columns, splits)
        for column, rows, until in lines:
            before = 0
            for period, count in zip(periods, until, strict=True):
                cube.add(period, column, rows, count - before)
                before = count
        return cube
