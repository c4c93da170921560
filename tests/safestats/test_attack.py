from hypothesis import given
from hypothesis import strategies as st

from safestats import Cell, Counts, ProtectedTable, State, Table, protect, protect_list
from safestats.suppress import list_network, protect_network, table_network
from tests.often import often
from tests.safestats.attacker import attack, attack_list

K = 3
small_counts = st.integers(0, 7)


@st.composite
def tables(draw, most=3):
    height, width = draw(st.integers(1, most)), draw(st.integers(1, most))
    row = st.tuples(*[small_counts] * width)
    counts = draw(st.tuples(*[row] * height))
    return table_of(*counts)


def table_of(*counts):
    rows = tuple(f"r{i}" for i in range(len(counts)))
    return Table(rows, tuple(f"c{j}" for j in range(len(counts[0]))), counts)


def only_small_ones_hidden(table, threshold):
    """What a careless publisher does: suppress the small counts and stop."""

    def cell(count):
        if 0 < count < threshold:
            return Cell(None, State.SUPPRESSED)
        return Cell(count, State.SHOWN)

    return ProtectedTable(
        table.rows,
        table.columns,
        tuple(tuple(map(cell, row)) for row in table.counts),
        tuple(map(cell, table.row_totals)),
        tuple(map(cell, table.column_totals)),
        cell(table.total),
    )


@often(150)
@given(tables())
def test_no_suppressed_cell_has_a_range_narrower_than_the_threshold(table):
    ranges = attack(table, protect(table, K), reach=K)

    assert all(high - low >= K for low, high in ranges.values()), ranges


@often(60)
@given(tables(most=2))
def test_the_usual_threshold_of_five_holds_too(table):
    ranges = attack(table, protect(table), reach=5)

    assert all(high - low >= 5 for low, high in ranges.values()), ranges


@given(tables())
def test_no_shown_cell_is_small(table):
    assert not [c for c in protect(table, K) if c.value is not None and 0 < c.value < K]


@given(tables())
def test_what_is_shown_is_true(table):
    published = protect(table, K)
    truth = [c for row in table.counts for c in row]
    truth += [*table.row_totals, *table.column_totals, table.total]

    for cell, count in zip(published, truth, strict=True):
        assert cell.value in (None, count)
        assert (cell.state is State.SUPPRESSED) == (cell.value is None)


def test_hiding_only_the_small_counts_is_caught():
    table = table_of((12, 3, 40), (20, 15, 31), (9, 8, 7))

    ranges = attack(table, only_small_ones_hidden(table, 5), reach=5)

    assert ranges == {"cell 0 1": (3, 3)}


@often(50)
@given(st.tuples(*[st.integers(5, 9)] * 5), st.integers(1, 4))
def test_one_small_count_alone_is_always_caught(others, small):
    a, b, c, d, e = others
    table = table_of((small, a, b), (c, d, e))

    low, high = attack(table, only_small_ones_hidden(table, 5), reach=5)["cell 0 0"]

    assert low == high == small


def test_two_small_counts_in_a_row_are_not_safe_by_themselves():
    table = table_of((1, 1, 40), (20, 15, 31), (9, 8, 7))
    careless = attack(table, only_small_ones_hidden(table, 5), reach=5)

    assert careless["cell 0 0"] == (1, 1)
    assert all(high - low >= 5 for low, high in attack(table, protect(table), reach=5).values())


@often(150)
@given(st.lists(small_counts, min_size=1, max_size=5))
def test_no_count_of_a_list_can_be_worked_out(values):
    counts = Counts(tuple(map(str, range(len(values)))), tuple(values))
    ranges = attack_list(values, protect_list(counts, K), reach=K)

    assert all(high - low >= K for low, high in ranges.values()), ranges


@often(80)
@given(tables(most=2))
def test_the_exact_ranges_agree_with_counting(table):
    network = table_network(table)
    protect_network(network, K)
    reach = table.total + K
    height, width = len(table.rows), len(table.columns)
    names = [f"cell {i} {j}" for i in range(height) for j in range(width)]
    names += [f"row {i}" for i in range(height)] + [f"column {j}" for j in range(width)]
    if table.total > 14 or table.total in range(K):
        return

    counted = attack(table, protect(table, K), reach=reach)

    for name, (low, high) in counted.items():
        least, most = network.range_of([*names, "total"].index(name))
        assert least == low
        assert most == high or most is None


@often(80)
@given(st.lists(small_counts, min_size=1, max_size=4))
def test_the_exact_ranges_of_a_list_agree_with_counting(values):
    counts = Counts(tuple(map(str, range(len(values)))), tuple(values))
    network = list_network(counts)
    protect_network(network, K)

    counted = attack_list(values, protect_list(counts, K), reach=sum(values) + K)

    for name, (low, high) in counted.items():
        index = len(values) if name == "total" else int(name.split()[-1])
        least, most = network.range_of(index)
        assert least == low and most in (high, None)
