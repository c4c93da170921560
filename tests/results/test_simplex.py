"""The attacker's own arithmetic, against trying everything."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.often import often
from tests.results.simplex import Unknowns

NAMES = "abcd"
ENDLESS = Fraction(10**6)
sums = st.lists(st.sets(st.sampled_from(NAMES), min_size=1), min_size=1, max_size=4)


@often(150)
@given(sums, st.tuples(*[st.integers(0, 4)] * 4), st.sampled_from(NAMES))
def test_no_filling_lies_outside_the_range(groups, truth, asked):
    filled = dict(zip(NAMES, truth, strict=True))
    known = [({n: 1 for n in g}, sum(filled[n] for n in g)) for g in [*groups, set(NAMES)]]
    low, high = Unknowns(known).range_of({asked: 1}, enough=ENDLESS)

    fits = [
        values[NAMES.index(asked)]
        for values in product(range(sum(truth) + 1), repeat=4)
        if all(sum(values[NAMES.index(n)] for n in terms) == value for terms, value in known)
    ]
    assert low <= min(fits) and max(fits) <= high


def test_a_cell_that_follows_from_its_sums_is_found():
    known = [({"a": 1, "b": 1}, 7), ({"b": 1}, 4)]

    assert Unknowns(known).range_of({"a": 1}, enough=ENDLESS) == (3, 3)


def test_two_unknowns_with_a_known_sum_range_over_all_of_it():
    assert Unknowns([({"a": 1, "b": 1}, 7)]).range_of({"a": 1}, enough=ENDLESS) == (0, 7)
