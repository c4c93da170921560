from dataclasses import replace

import numpy as np
import pytest

from jobmatch import BadValue
from jobmatch.clearing.fairness import Fair
from jobmatch.clearing.night import solve
from jobmatch.clearing.rounds import Plan
from jobmatch.engine import build, pair_scores
from jobmatch.market.arrays import make

MADE = make(400, 60, seed=3)
INDEX = build(MADE.posts)
PLAN = Plan(listed=4, found=4, rounds=12)


def a_night(**changes):
    return solve(INDEX, MADE.people, **{"plan": PLAN, "seed": "1 June", **changes})


def test_every_proposal_passes_the_gates_and_no_post_is_over_its_places():
    night = a_night()

    held = np.flatnonzero(night.post >= 0)
    scores = pair_scores(MADE.posts, MADE.people, held, night.post[held])
    assert len(held) > 50
    assert np.isfinite(scores).all()
    assert night.score[held] == pytest.approx(scores, abs=1e-6)
    assert (np.bincount(night.post[held], minlength=60) <= MADE.posts.places).all()


def test_the_proof_holds_over_the_whole_market():
    proof = a_night().certificate

    assert proof.whole_market and proof.gap <= PLAN.target
    assert a_night().total == pytest.approx(proof.total, abs=1e-3)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_same_seed_gives_the_same_bytes_on_any_number_of_threads(threads):
    one, other = a_night(), a_night(threads=threads)

    assert one.post.tobytes() == other.post.tobytes()
    assert one.score.tobytes() == other.score.tobytes()
    assert one.price.tobytes() == other.price.tobytes()


def test_the_order_of_the_rows_does_not_show():
    order = np.random.default_rng(1).permutation(len(MADE.people))
    turned = turned_people(MADE.people, order)

    night = a_night()
    again = solve(INDEX, turned, plan=PLAN, seed="1 June")

    assert again.post.tolist() == night.post[order].tolist()


def turned_people(people, order, ids=None):
    changes = {}
    for start, *columns in (
        ("skill_ptr", "skill", "credit"),
        ("work_ptr", "work_code", "work_digits", "work_value"),
        ("fact_ptr", "fact_kind", "fact_low", "fact_high"),
    ):
        ptr = getattr(people, start)
        spots = np.concatenate([np.arange(ptr[i], ptr[i + 1]) for i in order])
        changes[start] = np.concatenate(([0], np.cumsum(np.diff(ptr)[order]))).astype(np.int64)
        changes.update({name: getattr(people, name)[spots] for name in columns})
    for name in (
        "ids",
        "location",
        "radius",
        "moves",
        "dormitory",
        "free_from",
        "wage_wanted",
        "wage_floor",
        "age",
        "have",
        "have_more",
    ):
        changes[name] = getattr(people, name)[order]
    return replace(people, **{**changes, "ids": changes["ids"] if ids is None else ids})


def test_another_seed_draws_others_among_equals():
    twins = turned_people(MADE.people, np.full(30, 5), ids=np.arange(30))

    nights = [solve(INDEX, twins, plan=PLAN, seed=seed).post for seed in ("a", "b")]

    assert sorted(nights[0]) == sorted(nights[1])
    assert nights[0].tolist() != nights[1].tolist()


def test_nobody_is_proposed_less_than_staying_out_is_worth():
    night = a_night(plan=replace(PLAN, outside=0.45))

    held = night.post >= 0
    assert 0 < np.count_nonzero(held) < a_night().matched
    assert night.score[held].min() >= 0.45 - 1e-6


def test_a_bonus_wins_places_and_changes_no_score():
    bonus = np.where(np.arange(400) < 80, 0.3, 0.0)

    plain, lifted = a_night(), a_night(fair=Fair(bonus=bonus))

    assert np.count_nonzero(lifted.post[:80] >= 0) > np.count_nonzero(plain.post[:80] >= 0)
    held = np.flatnonzero(lifted.post >= 0)
    scores = pair_scores(MADE.posts, MADE.people, held, lifted.post[held])
    assert lifted.score[held] == pytest.approx(scores, abs=1e-6)


@pytest.mark.parametrize("bad", [-0.1, float("nan")])
def test_a_bonus_that_cannot_be_meant_is_refused_by_its_row(bad):
    bonus = np.zeros(400)
    bonus[7] = bad

    with pytest.raises(BadValue, match="person row 7: bonus must be 0 or more"):
        a_night(fair=Fair(bonus=bonus))


def test_groups_are_evened_out_with_a_table_to_publish():
    far = MADE.posts.locations.latitude[MADE.people.location] > 13
    groups = np.where(far, "north", "south")

    night = a_night(fair=Fair(groups=groups, largest_cost=0.05))

    table = night.bonuses
    assert {line.group for line in table.lines} == {"north", "south"}
    assert table.spread_after <= table.spread_before and table.cost <= 0.05
    assert night.certificate.gap <= PLAN.target
    held = np.flatnonzero(night.post >= 0)
    scores = pair_scores(MADE.posts, MADE.people, held, night.post[held])
    assert night.score[held] == pytest.approx(scores, abs=1e-6)


def test_groups_and_bonuses_together_are_refused():
    with pytest.raises(BadValue, match="night: bonus and groups"):
        a_night(fair=Fair(bonus=np.zeros(400), groups=["a"] * 400))
    with pytest.raises(BadValue, match="groups: length must be 400"):
        a_night(fair=Fair(groups=["a"]))


def test_a_market_without_people_or_without_posts_is_one_quiet_night():
    nobody, nothing = make(0, 5), make(5, 0)

    assert solve(build(nobody.posts), nobody.people).matched == 0
    assert solve(build(nothing.posts), nothing.people).post.tolist() == [-1] * 5
