"""Suppress small counts, and as little else as keeps them from being worked out again.

First every count from 1 to `threshold` - 1, margins included. Then others, until every suppressed
cell could still be any of a range at least `threshold` wide, whoever does the sums (table T8.5 of
the trust rules: no range narrower than the threshold). Last, each of those others is shown again
if the table stays safe. A nought stays a nought unless nothing else but a margin could be hidden.

The promise is for one table alone. Two tables of overlapping people can be subtracted from each
other; whoever publishes several must ask about them together.
"""

from dataclasses import dataclass

from safestats.network import Arc, Network
from safestats.table import (
    HIDDEN,
    BadTable,
    Cell,
    Counts,
    ProtectedCounts,
    ProtectedTable,
    State,
    Table,
)

THRESHOLD = 5

COST_OF_A_COUNT = 10**3
COST_OF_A_NOUGHT = 10**9
COST_OF_A_MARGIN = 10**12
COST_OF_THE_TOTAL = 10**16
LARGEST_SHARE = 10**6


@dataclass(frozen=True, slots=True)
class _Publishing:
    threshold: int
    rounding: int | None

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise BadTable(f"The threshold must be 2 or more, not {self.threshold}.")
        if self.rounding is not None and not 2 <= self.rounding <= 2 * self.threshold:
            raise BadTable(
                f"Rounding must be from 2 to twice the threshold ({2 * self.threshold}), so that "
                f"no shown count becomes a nought, not {self.rounding}."
            )

    def cells(self, network: Network) -> list[Cell]:
        protect_network(network, self.threshold)
        return [
            HIDDEN if index in network.hidden else Cell(self.rounded(arc.count), State.SHOWN)
            for index, arc in enumerate(network.arcs)
        ]

    def rounded(self, count: int) -> int:
        if self.rounding is None:
            return count
        return (2 * count + self.rounding) // (2 * self.rounding) * self.rounding


def protect(
    table: Table, threshold: int = THRESHOLD, *, rounding: int | None = None
) -> ProtectedTable:
    """Return the table with every count hidden that is small or would give a small one away.

    With `rounding`, shown numbers are also rounded to its nearest multiple (half upwards), each
    for itself: sums then no longer add up.

    :raises BadTable: if threshold or rounding cannot be meant
    """
    cells = _Publishing(threshold, rounding).cells(table_network(table))
    height, width = len(table.rows), len(table.columns)
    inner, margins = cells[: height * width], cells[height * width :]
    return ProtectedTable(
        rows=table.rows,
        columns=table.columns,
        cells=tuple(tuple(inner[row * width : (row + 1) * width]) for row in range(height)),
        row_totals=tuple(margins[:height]),
        column_totals=tuple(margins[height:-1]),
        total=margins[-1],
    )


def protect_list(
    counts: Counts, threshold: int = THRESHOLD, *, rounding: int | None = None
) -> ProtectedCounts:
    """Return the list and its total, protected in the same way as a table.

    :raises BadTable: if threshold or rounding cannot be meant
    """
    cells = _Publishing(threshold, rounding).cells(list_network(counts))
    return ProtectedCounts(counts.labels, tuple(cells[:-1]), cells[-1])


def table_network(table: Table) -> Network:
    """Return the network of a table: cells by row, row sums, column sums, total."""
    height, width = len(table.rows), len(table.columns)
    columns, all_rows, all_columns = height, height + width, height + width + 1
    arcs = [
        Arc(row, columns + column, count, _cost(count))
        for row, counts in enumerate(table.counts)
        for column, count in enumerate(counts)
    ]
    arcs += [
        Arc(all_columns, row, count, COST_OF_A_MARGIN + _cost(count))
        for row, count in enumerate(table.row_totals)
    ]
    arcs += [
        Arc(columns + column, all_rows, count, COST_OF_A_MARGIN + _cost(count))
        for column, count in enumerate(table.column_totals)
    ]
    arcs.append(Arc(all_rows, all_columns, table.total, COST_OF_THE_TOTAL))
    return Network(arcs, nodes=height + width + 2)


def list_network(counts: Counts) -> Network:
    """Return the network of a list: its counts side by side, and the total that closes them."""
    arcs = [Arc(0, 1, count, _cost(count)) for count in counts.values]
    arcs.append(Arc(1, 0, counts.total, COST_OF_THE_TOTAL))
    return Network(arcs, nodes=2)


def protect_network(network: Network, threshold: int) -> None:
    """Hide arcs until every hidden one has a range at least `threshold` wide, and none to spare."""
    small = {index for index, arc in enumerate(network.arcs) if 0 < arc.count < threshold}
    network.hidden |= small
    for index in sorted(small, reverse=True):
        # A cover turns in one circle with its cell: it moves as far, so it is safe as well. And
        # hiding more never narrows a range: what was safe stays safe.
        if not network.is_safe(index, threshold):
            network.hidden |= network.cheapest_cover(index, threshold)
    spare = network.hidden - small
    for index in sorted(spare, key=lambda i: (-network.arcs[i].cost, i)):
        network.may_show(index, threshold)


def _cost(count: int) -> int:
    return COST_OF_A_COUNT + min(count, LARGEST_SHARE) if count else COST_OF_A_NOUGHT
