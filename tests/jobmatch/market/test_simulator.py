import math
from dataclasses import replace

import numpy as np
import pytest

from jobmatch import BadValue
from jobmatch.engine import Lists
from jobmatch.market.arrays import make
from jobmatch.market.measures import gini, overlap, table
from jobmatch.market.methods import METHODS, OPTIMUM, ready
from jobmatch.market.simulator import Setting, simulate
from jobmatch.market.truth import hidden

SMALL = Setting(people=800, posts=80, seed=2, followed=(0.1, 1.0))


@pytest.fixture(scope="module")
def rows():
    return simulate(SMALL)


def row_of(rows, method, followed=1.0):
    return next(row for row in rows if row.method == method and row.followed == followed)


def test_every_method_is_tried_at_every_share_and_the_optimum_once(rows):
    assert len(rows) == len(METHODS) * 2 + 1
    assert [row.method for row in rows][-1] == OPTIMUM


def test_lists_that_know_prices_fill_more_places_than_best_scores(rows):
    best, priced = row_of(rows, "best score"), row_of(rows, "priced rounds")

    assert priced.places > best.places + 0.1
    assert priced.unasked < best.unasked
    assert priced.gini < best.gini


def test_the_more_follow_priced_lists_the_more_places_are_filled(rows):
    assert row_of(rows, "priced rounds").places > row_of(rows, "priced rounds", 0.1).places


def test_no_method_exceeds_what_no_allocation_can(rows):
    assert all(0 <= row.value <= 1 + 1e-6 for row in rows)
    assert row_of(rows, OPTIMUM).value > 0.99


def test_shares_are_shares(rows):
    for row in rows:
        for name in ("places", "posts", "offers", "crowded", "unasked", "gini", "sex", "province"):
            assert 0 <= getattr(row, name) <= 1, (row.method, name)
        assert 0 <= row.same <= 1 and 0 <= row.km < 700


def test_the_same_setting_gives_the_same_rows_on_any_number_of_threads():
    quick = replace(SMALL, people=200, posts=30, stability=False)

    one, other = simulate(quick, threads=1), simulate(quick, threads=3)

    assert [repr(row) for row in one] == [repr(row) for row in other]
    assert math.isnan(one[0].same)


def test_the_table_names_every_column_and_every_method(rows):
    text = table(rows)

    assert text.splitlines()[0].split() == list(rows[0].as_dict())
    assert all(name in text for name in (*METHODS, OPTIMUM))


def test_a_market_of_nobody_is_a_table_of_nothing():
    rows = simulate(Setting(people=0, posts=0, followed=(1.0,)))

    assert all(row.places == row.offers == row.value == 0 for row in rows)


def test_no_list_reads_the_hidden_truth():
    at = ready(make(200, 30, seed=2), k=5, seed="s")
    before = [METHODS[name](at) for name in METHODS]

    hidden(at.made, 9)

    assert all(
        METHODS[name](at).same_as(lists) for name, lists in zip(METHODS, before, strict=True)
    )


def test_every_method_lists_only_what_passes_the_gates():
    at = ready(make(200, 30, seed=2), k=5, seed="s")
    allowed = {
        (person, int(post))
        for person in range(200)
        for post in at.market.post[at.market.indptr[person] : at.market.indptr[person + 1]]
    }

    for name, method in METHODS.items():
        lists = method(at)
        owner = np.repeat(np.arange(200), np.diff(lists.indptr)).tolist()
        assert set(zip(owner, lists.post.tolist(), strict=True)) <= allowed, name
        assert np.diff(lists.indptr).max() <= 5


@pytest.mark.parametrize(
    "values",
    [
        {"people": -1},
        {"k": 0},
        {"followed": ()},
        {"followed": (1.2,)},
        {"methods": ("magic",)},
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(values):
    with pytest.raises(BadValue, match="simulation:"):
        Setting(**values)


def test_inequality_and_overlap_are_what_they_say():
    lists = Lists(np.array([0, 2, 4]), np.array([1, 2, 3, 4], np.int32), np.zeros(4))
    other = Lists(np.array([0, 2, 4]), np.array([1, 5, 4, 3], np.int32), np.zeros(4))

    assert gini(np.ones(5)) == pytest.approx(0)
    assert gini(np.array([0.0, 0, 0, 4])) == pytest.approx(0.75)
    assert overlap(lists, other, 2) == pytest.approx(0.75)
