"""Which cells of a table are hidden, when the sums that other tables share are known to all."""

from collections.abc import Mapping

from safestats import Counts, ProtectedTable, Table, protect, protect_list
from safestats.network import Network
from safestats.suppress import table_network
from spean.results.rules.cube import EARLIER

# Places of hidden cells, then of hidden row sums, in the order of safestats' network.
Pattern = frozenset[int]


def periods_shown(sizes: Mapping[str, int], threshold: int) -> frozenset[str]:
    """Return the quarters whose sizes may be read beside the size of the whole.

    What was before the quarters is never shown, so it covers for small ones before a quarter does.
    """
    small = {period for period, size in sizes.items() if 0 < size < threshold}
    if not small:
        return frozenset(sizes) - {EARLIER}
    hidden = small | ({EARLIER} & set(sizes))
    if sum(sizes[period] for period in hidden) < threshold:
        listed = protect_list(Counts(tuple(sizes), tuple(sizes.values())), threshold)
        hidden = {
            period
            for period, cell in zip(sizes, listed.cells, strict=True)
            if cell.value is None or (listed.total.value is None and sizes[period])
        }
    return frozenset(sizes) - hidden - {EARLIER}


def pattern_for(table: Table, threshold: int) -> Pattern:
    """Return what to hide so that nothing small can be worked out from the known column sums.

    A threshold below 2 hides nothing: it is for records behind which no person stands.
    """
    if threshold < 2:
        return frozenset()
    height, width = len(table.rows), len(table.columns)
    everything = frozenset(range(height * width + height))
    for pattern in (_finest(table, threshold), _rows_alone(table, threshold)):
        if pattern is not None and is_safe_under(table, pattern, threshold):
            return pattern
    return everything


def is_safe_under(table: Table, pattern: Pattern, threshold: int) -> bool:
    """Return whether a pattern leaves nothing small to be read, nor a narrow range to be inferred.

    A nought that follows from the sums is no secret: `seen_through` shows it.
    """
    network = _network(table, pattern)
    for index, arc in enumerate(network.arcs):
        if index not in pattern:
            if 0 < arc.count < threshold:
                return False
        elif not network.is_safe(index, threshold) and network.range_of(index) != (0, 0):
            return False
    return True


def noughts_of(table: Table, pattern: Pattern) -> Pattern:
    """Return the hidden places whose nought follows from the sums."""
    network = _network(table, pattern)
    return frozenset(place for place in pattern if network.range_of(place) == (0, 0))


def seen_through(table: Table, pattern: Pattern, noughts: Pattern) -> list[int | None]:
    """Return cells and row sums as they may be read, in the order of the pattern.

    :param noughts: hidden places that are shown, because everybody can tell that they are nought
    """
    hidden = pattern - noughts
    own = len(table.rows) * (len(table.columns) + 1)
    return [
        None if index in hidden else arc.count
        for index, arc in enumerate(table_network(table).arcs[:own])
    ]


def _network(table: Table, pattern: Pattern) -> Network:
    network = table_network(table)
    network.hidden |= pattern
    return network


def _finest(table: Table, threshold: int) -> Pattern | None:
    """Return the pattern of safestats, unless it would hide a sum that other tables show."""
    safe = protect(table, threshold)
    if any(cell.value is None for cell in (*safe.column_totals, safe.total)):
        return None
    return _places(safe)


def _rows_alone(table: Table, threshold: int) -> Pattern | None:
    """Return the pattern that shows the sums of rows where it may, and none of their cells."""
    sums = protect_list(Counts(table.rows, table.row_totals), threshold)
    if sums.total.value is None:
        return None
    cells = len(table.rows) * len(table.columns)
    rows = {cells + place for place, cell in enumerate(sums.cells) if cell.value is None}
    return frozenset(range(cells)) | rows


def _places(safe: ProtectedTable) -> Pattern:
    own = [*(cell for row in safe.cells for cell in row), *safe.row_totals]
    return frozenset(place for place, cell in enumerate(own) if cell.value is None)
