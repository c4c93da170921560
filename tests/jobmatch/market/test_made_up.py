from datetime import date

import numpy as np
import pytest

from jobmatch import BadValue, suggest
from jobmatch.clearing.hashing import digest
from jobmatch.engine import build, top
from jobmatch.market.arrays import PLACES_SHARE, make
from jobmatch.market.objects import small_market

TODAY = date(2026, 6, 1)


def test_the_same_seed_makes_the_same_bytes():
    assert digest(make(300, 40, seed=5)) == digest(make(300, 40, seed=5))
    assert digest(make(300, 40, seed=5)) != digest(make(300, 40, seed=6))


def test_places_are_about_four_times_scarcer_than_people():
    made = make(4000, 300)

    assert made.posts.places.sum() == pytest.approx(PLACES_SHARE * 4000, rel=0.15)


def test_a_few_posts_are_on_nearly_everybodys_list():
    made = make(3000, 300)

    firsts = np.bincount(top(build(made.posts), made.people, 1).post, minlength=300)

    assert np.sort(firsts)[-30:].sum() > 0.4 * firsts.sum()
    assert np.count_nonzero(firsts == 0) > 60


def test_somebody_is_stopped_by_a_gate_and_somebody_is_not():
    made = make(500, 60)

    counts = np.diff(top(build(made.posts), made.people, 60).indptr)

    assert counts.min() < 20 < counts.max()


def test_no_group_a_report_compares_is_a_field_of_a_person():
    made = make(50, 5)

    fields = set(type(made.people).__dataclass_fields__)
    assert not fields & set(type(made.groups).__dataclass_fields__)


@pytest.mark.parametrize(("people", "posts"), [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_the_smallest_markets_can_be_made_and_searched(people, posts):
    made = make(people, posts)

    assert len(top(build(made.posts), made.people, 3)) == people


def test_a_market_of_fewer_than_nobody_is_refused():
    with pytest.raises(BadValue, match="market: size"):
        make(-1, 3)


def test_a_small_market_of_values_can_be_matched_one_by_one():
    offered, people = small_market(30, 20, today=TODAY)

    again = small_market(30, 20, today=TODAY)
    listed = [len(suggest(person, offered, today=TODAY)) for person in people]

    assert (offered, people) == again
    assert sum(listed) > 30 and min(listed) < 15
