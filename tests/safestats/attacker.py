"""An attacker with nothing but the published numbers, who tries every table they allow.

He shares no line with the library: no network and no flow, only counting. To keep the counting
finite he is handed more than he could know, namely that no cell is further than `reach` from the
truth; that can only make the ranges he finds narrower, never wider.
"""

from collections.abc import Iterable, Sequence
from itertools import product

from safestats import ProtectedCounts, ProtectedTable, Table

Range = tuple[int, int]
Ranges = dict[str, Range]
Sums = tuple[int, ...]


def attack(table: Table, published: ProtectedTable, reach: int) -> Ranges:
    """Return the range of every suppressed cell and margin, by name."""
    upright = _attack(table, published, reach)
    turned = _attack(_turned_table(table), _turned(published), reach)
    return upright | {_turned_name(name): span for name, span in turned.items()}


def attack_list(values: Sequence[int], published: ProtectedCounts, reach: int) -> Ranges:
    """Return the range of every suppressed count of a list, and of its total."""
    choices = [
        [cell.value] if cell.value is not None else _around(value, reach)
        for value, cell in zip(values, published.cells, strict=True)
    ]
    found: Ranges = {}
    for counts in product(*choices):
        if published.total.value in (None, sum(counts)):
            _widen(found, [(f"cell 0 {i}", count) for i, count in enumerate(counts)])
            _widen(found, [("total", sum(counts))])
    hidden = [f"cell 0 {i}" for i, cell in enumerate(published.cells) if cell.value is None]
    return {name: found[name] for name in [*hidden, *_if(published.total.value, "total")]}


def _attack(table: Table, published: ProtectedTable, reach: int) -> Ranges:
    """Walk the rows once; the state is what the shown column sums and the total still allow."""
    watched = [j for j, cell in enumerate(published.column_totals) if cell.value is not None]
    states: dict[Sums, Ranges] = {(0,) * (len(watched) + 1): {}}
    for i, counts in enumerate(table.counts):
        rows = list(_rows_allowed(counts, published, i, reach))
        following: dict[Sums, Ranges] = {}
        for state, found in states.items():
            for row in rows:
                sums = tuple(
                    s + a
                    for s, a in zip(state, [*(row[j] for j in watched), sum(row)], strict=True)
                )
                if all(
                    s <= (published.column_totals[j].value or 0)
                    for s, j in zip(sums, watched, strict=False)
                ):
                    _merge(following.setdefault(sums, {}), found, _named(i, row))
        states = following
    return _those_that_add_up(states, published, watched)


def _rows_allowed(
    counts: Sequence[int], published: ProtectedTable, i: int, reach: int
) -> Iterable[tuple[int, ...]]:
    choices = [
        [cell.value] if cell.value is not None else _around(count, reach)
        for count, cell in zip(counts, published.cells[i], strict=True)
    ]
    margin = published.row_totals[i].value
    return (row for row in product(*choices) if margin in (None, sum(row)))


def _those_that_add_up(
    states: dict[Sums, Ranges], published: ProtectedTable, watched: list[int]
) -> Ranges:
    found: Ranges = {}
    shown = [published.column_totals[j].value for j in watched]
    for state, ranges in states.items():
        if list(state[:-1]) == shown and published.total.value in (None, state[-1]):
            _merge(found, ranges, [("total", state[-1])])
    hidden = [
        f"cell {i} {j}"
        for i, row in enumerate(published.cells)
        for j, cell in enumerate(row)
        if cell.value is None
    ]
    hidden += [f"row {i}" for i, cell in enumerate(published.row_totals) if cell.value is None]
    hidden += _if(published.total.value, "total")
    return {name: found[name] for name in hidden}


def _named(i: int, row: tuple[int, ...]) -> list[tuple[str, int]]:
    return [(f"row {i}", sum(row)), *((f"cell {i} {j}", count) for j, count in enumerate(row))]


def _merge(into: Ranges, found: Ranges, more: Iterable[tuple[str, int]]) -> None:
    for name, (low, high) in found.items():
        _widen(into, [(name, low), (name, high)])
    _widen(into, more)


def _widen(found: Ranges, values: Iterable[tuple[str, int]]) -> None:
    for name, value in values:
        low, high = found.get(name, (value, value))
        found[name] = (min(low, value), max(high, value))


def _around(value: int, reach: int) -> list[int]:
    return list(range(max(0, value - reach), value + reach + 1))


def _if(value: int | None, name: str) -> list[str]:
    return [name] if value is None else []


def _turned_table(table: Table) -> Table:
    return Table(table.columns, table.rows, tuple(zip(*table.counts, strict=True)))


def _turned(published: ProtectedTable) -> ProtectedTable:
    return ProtectedTable(
        published.columns,
        published.rows,
        tuple(zip(*published.cells, strict=True)),
        published.column_totals,
        published.row_totals,
        published.total,
    )


def _turned_name(name: str) -> str:
    match name.split():
        case ["cell", i, j]:
            return f"cell {j} {i}"
        case ["row", i]:
            return f"column {i}"
    return name
