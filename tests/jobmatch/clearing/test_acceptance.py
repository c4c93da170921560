import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue
from jobmatch.clearing.acceptance import accept, blocking_pairs
from jobmatch.clearing.auction import auction
from jobmatch.clearing.graph import Graph
from jobmatch.clearing.lots import keys_of
from tests.jobmatch.clearing.builders import a_crowd, a_market, best_total, is_allowed, markets

seeds = st.sampled_from(["1 June", "2 June"])


def priorities_of(market, seed, levels=4):
    """Return priorities of which many are equal."""
    return np.random.default_rng(seed).integers(0, levels, market.edges).astype(float)


@given(markets(people=12, posts=5), st.integers(0, 99), seeds)
def test_no_pair_would_both_rather_have_each_other(market, dice, seed):
    priority = priorities_of(market, dice)

    accepted = accept(market, priority, seed=seed)

    assert is_allowed(market, accepted.post)
    assert blocking_pairs(market, accepted, priority, seed=seed) == 0


@given(markets(people=12, posts=5), st.integers(0, 99))
def test_an_allocation_for_the_highest_total_may_be_found_blocked(market, dice):
    solved = auction(market)
    taken = np.bincount(solved.post[solved.post >= 0], minlength=market.posts)
    wanting = [
        (person, edge)
        for person in np.flatnonzero(solved.post < 0)
        for edge in range(market.indptr[person], market.indptr[person + 1])
        if taken[market.post[edge]] < market.places[market.post[edge]]
    ]

    assert blocking_pairs(market, solved, priorities_of(market, dice)) >= len(wanting)


def test_a_pair_that_was_passed_over_is_counted():
    market = a_market([{0: 0.9}, {0: 0.8}], places=[1])
    wrong = accept(market, np.array([0.0, 1.0]))

    assert wrong.post.tolist() == [-1, 0]
    assert blocking_pairs(market, wrong, np.array([1.0, 0.0])) == 1


@given(markets())
def test_its_total_never_exceeds_the_best_there_is(market):
    accepted = accept(market)

    held = accepted.edge[accepted.edge >= 0]
    assert market.score[held].astype(float).sum() <= best_total(market) + 1e-6


@given(markets(people=12, posts=5), st.randoms(use_true_random=False))
def test_the_order_of_the_people_does_not_matter_when_lots_are_drawn_by_id(market, dice):
    names = [f"p-{n}" for n in range(market.people)]
    order = list(range(market.people))
    dice.shuffle(order)
    lengths = np.diff(market.indptr)[order]
    spots = [np.arange(market.indptr[i], market.indptr[i + 1]) for i in order]
    spots = np.concatenate(spots) if spots else np.zeros(0, int)
    indptr = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    shuffled = Graph(indptr, market.post[spots], market.score[spots], market.places)

    first = accept(market, seed="x", people=keys_of(names))
    second = accept(shuffled, seed="x", people=keys_of([names[i] for i in order]))

    assert first.post[order].tolist() == second.post.tolist()


def test_equal_people_are_drawn_by_the_published_seed():
    market = a_market([{0: 0.5}] * 40, places=[3])
    drawn = {seed: accept(market, seed=seed).post.tolist() for seed in ("a", "b", "c")}

    assert drawn["a"] == accept(market, seed="a").post.tolist()
    assert drawn["a"] != drawn["b"] != drawn["c"]
    assert all(row.count(0) == 3 for row in drawn.values())


def test_a_lot_lost_on_one_post_is_not_lost_on_every_post():
    firsts = set()
    for post in range(12):
        market = a_market([{post: 0.5}] * 24, places=[int(p == post) for p in range(12)])
        firsts.add(int(np.argmax(accept(market).post)))

    assert len(firsts) > 4


def test_places_at_a_post_without_places_are_given_to_nobody():
    assert accept(a_market([{0: 0.9, 1: 0.1}], places=[0, 1])).post.tolist() == [1]


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_priority_that_is_no_number_is_refused_by_its_row(bad):
    market = a_market([{0: 0.9}, {0: 0.8}], places=[1])

    with pytest.raises(BadValue, match="person row 1: priority must be a number"):
        accept(market, np.array([0.5, bad]))


def test_priorities_for_other_pairs_are_refused():
    with pytest.raises(BadValue, match="priority: length must be 1"):
        accept(a_market([{0: 0.9}], places=[1]), np.zeros(3))


def test_an_id_that_is_there_twice_is_refused_by_its_row():
    with pytest.raises(BadValue, match="row 2: id is there twice: 'p-1'"):
        keys_of(["p-1", "p-2", "p-1"])


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
def test_it_is_the_result_of_the_matching_package():
    games = pytest.importorskip("matching.games")
    market = a_crowd(300, 60, candidates=6)
    priority = np.random.default_rng(7).permutation(market.edges).astype(float)

    accepted = accept(market, priority)

    assert accepted.post.tolist() == _oracle(games, market, priority)


def _oracle(games, market, priority):
    open_posts = market.places > 0
    wishes, ranks = {}, {}
    for person in range(market.people):
        edges = range(market.indptr[person], market.indptr[person + 1])
        edges = sorted(
            (e for e in edges if open_posts[market.post[e]]), key=lambda e: -market.score[e]
        )
        if edges:
            wishes[person] = [int(market.post[e]) for e in edges]
        for edge in edges:
            ranks.setdefault(int(market.post[edge]), []).append((-priority[edge], person))
    ranked = {post: [person for _, person in sorted(rows)] for post, rows in ranks.items()}
    places = {post: int(market.places[post]) for post in ranked}
    game = games.HospitalResident.create_from_dictionaries(wishes, ranked, places)
    result = [-1] * market.people
    for post, residents in game.solve(optimal="resident").items():
        for resident in residents:
            result[int(resident.name)] = int(post.name)
    return result
