import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestats import BadTable, Counts, State, Table, protect, protect_list

HIDDEN = None


def table_of(*counts):
    rows = tuple(f"r{i}" for i in range(len(counts)))
    return Table(rows, tuple(f"c{j}" for j in range(len(counts[0]))), counts)


def values(cells):
    return [cell.value for cell in cells]


def test_a_table_without_small_counts_is_published_whole():
    published = protect(table_of((5, 0), (7, 12)))

    assert [values(row) for row in published.cells] == [[5, 0], [7, 12]]
    assert values(published.row_totals) == [5, 19]
    assert values(published.column_totals) == [12, 12]
    assert published.total.value == 24


def test_one_small_count_hides_the_cheapest_rectangle_and_no_margin():
    published = protect(table_of((12, 3, 40), (20, 15, 31), (0, 0, 7)))

    assert [values(row) for row in published.cells] == [
        [HIDDEN, HIDDEN, 40],
        [HIDDEN, HIDDEN, 31],
        [0, 0, 7],
    ]
    assert values(published.row_totals) == [55, 66, 7]
    assert values(published.column_totals) == [32, 18, 78]
    assert published.total.value == 128


def test_a_small_margin_is_hidden_like_any_other_count():
    published = protect(table_of((1, 2, 0), (20, 15, 31)))

    assert published.row_totals[0].state is State.SUPPRESSED


def test_a_nought_is_published_as_a_nought():
    published = protect(table_of((3, 9, 9), (8, 0, 6)))

    assert [values(row) for row in published.cells] == [[HIDDEN, 9, HIDDEN], [HIDDEN, 0, HIDDEN]]


def test_a_nought_is_hidden_when_only_that_keeps_the_margins():
    published = protect(table_of((3, 20), (20, 0)))

    assert values([cell for row in published.cells for cell in row]) == [HIDDEN] * 4
    assert HIDDEN not in values(published.row_totals) + values(published.column_totals)


def test_a_cell_does_not_say_why_it_is_hidden():
    published = protect(table_of((12, 3, 40), (20, 15, 31)))
    hidden = {cell for row in published.cells for cell in row if cell.value is None}

    assert len(hidden) == 1


def test_a_list_hides_a_second_count_beside_a_small_one():
    published = protect_list(Counts(("a", "b", "c"), (3, 9, 12)))

    assert values(published.cells) == [HIDDEN, HIDDEN, 12]
    assert published.total.value == 24


def test_a_list_of_one_small_count_shows_nothing():
    assert values(protect_list(Counts(("a",), (4,)))) == [HIDDEN, HIDDEN]


def test_nobody_is_shown_as_nobody():
    assert values(protect_list(Counts(("a", "b"), (0, 0)))) == [0, 0, 0]
    assert set(values(protect(table_of((0, 0), (0, 0))))) == {0}


def test_the_threshold_of_a_public_table_hides_up_to_nine():
    counts = Counts(("a", "b", "c"), (9, 12, 30))

    assert values(protect_list(counts, 10).cells) == [HIDDEN, HIDDEN, 30]
    assert values(protect_list(counts).cells) == [9, 12, 30]


def test_rounding_touches_only_what_is_shown():
    published = protect(table_of((12, 3, 40), (20, 16, 32), (0, 0, 7)), rounding=5)

    assert [values(row) for row in published.cells] == [
        [HIDDEN, HIDDEN, 40],
        [HIDDEN, HIDDEN, 30],
        [0, 0, 5],
    ]
    assert values(published.row_totals) == [55, 70, 5]


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=6),
    st.integers(2, 10),
    st.data(),
)
def test_rounding_hides_the_same_cells_and_never_makes_a_nought(numbers, threshold, data):
    base = data.draw(st.integers(2, 2 * threshold))
    counts = Counts(tuple(map(str, range(len(numbers)))), tuple(numbers))

    plain = protect_list(counts, threshold)
    rounded = protect_list(counts, threshold, rounding=base)

    for before, after in zip(plain, rounded, strict=True):
        assert before.state is after.state
        if before.value is not None and after.value is not None:
            assert after.value % base == 0 and abs(after.value - before.value) * 2 <= base
            assert (after.value == 0) == (before.value == 0)


def test_most_of_a_table_of_provinces_is_still_published():
    dice = random.Random(1)
    counts = tuple(tuple(int(dice.expovariate(1 / 60)) for _ in range(8)) for _ in range(25))
    cells = list(protect(table_of(*counts)))

    assert sum(cell.value is not None for cell in cells) >= 0.85 * len(cells)


def test_the_same_table_is_always_protected_the_same_way():
    table = table_of((1, 2, 9), (4, 8, 8), (9, 9, 1))

    assert protect(table) == protect(table)


@pytest.mark.parametrize(
    ("rows", "columns", "counts", "problem"),
    [
        ((), ("a",), (), "no row"),
        (("x",), (), ((),), "no column"),
        (("x", "x"), ("a",), ((1,), (2,)), "'x' is there twice"),
        (("",), ("a",), ((1,),), "is empty"),
        (("x",), ("a",), ((1,), (2,)), "1 row labels for 2 rows"),
        (("x",), ("a", "b"), ((1,),), "1 counts for 2 labels"),
        (("x",), ("a",), ((-1,),), "-1 is not a count"),
        (("x",), ("a",), ((1.5,),), "1.5 is not a count"),
        (("x",), ("a",), ((True,),), "True is not a count"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(rows, columns, counts, problem):
    with pytest.raises(BadTable, match=problem):
        Table(rows, columns, counts)


@pytest.mark.parametrize(
    ("threshold", "rounding"), [(1, None), (0, None), (-5, None), (5, 1), (5, 11), (5, 0)]
)
def test_a_threshold_or_rounding_that_protects_nobody_is_refused(threshold, rounding):
    with pytest.raises(BadTable, match=r"must be"):
        protect(table_of((5,)), threshold, rounding=rounding)
