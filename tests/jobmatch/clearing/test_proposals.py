from dataclasses import replace

import numpy as np

from jobmatch.clearing.night import solve
from jobmatch.clearing.proposals import proposals
from jobmatch.clearing.rounds import Plan
from jobmatch.codes import NEXT_STEPS, SHORT_CODES
from jobmatch.engine import build, pair_scores
from jobmatch.market.arrays import make

MADE = make(200, 25, seed=8)
INDEX = build(MADE.posts)
NIGHT = solve(INDEX, MADE.people, plan=Plan(listed=4, found=4, rounds=3))


def test_everybody_has_three_live_proposals_or_a_reason_and_a_next_step():
    found = proposals(NIGHT, INDEX, MADE.people)

    counts = np.diff(found.lists.indptr)
    short = {one.person for one in found.short}
    assert short == set(np.flatnonzero(counts < 3).tolist())
    assert 0 < len(short) < 200
    assert all(
        one.reason in SHORT_CODES and one.next_step in NEXT_STEPS.values() for one in found.short
    )


def test_every_proposal_passes_the_gates():
    lists = proposals(NIGHT, INDEX, MADE.people).lists
    owner = np.repeat(np.arange(200), np.diff(lists.indptr))

    assert np.isfinite(pair_scores(MADE.posts, MADE.people, owner, lists.post)).all()


def test_the_post_of_the_night_stands_first():
    for k in (3, 10):
        lists = proposals(NIGHT, INDEX, MADE.people, k=k).lists
        held = np.flatnonzero(NIGHT.post >= 0)
        assert (lists.post[lists.indptr[held]] == NIGHT.post[held]).all()


def test_a_proposal_is_named_once():
    lists = proposals(NIGHT, INDEX, MADE.people, k=4).lists

    for person in range(200):
        own = lists.of(person)[0].tolist()
        assert len(set(own)) == len(own)


def test_only_who_is_ready_is_owed_three():
    found = proposals(NIGHT, INDEX, MADE.people, ready=np.zeros(200, bool))

    assert found.short == ()


def test_a_market_where_nothing_is_open_says_so():
    shut = replace(MADE.posts, is_open=np.zeros(25, np.bool_))
    index = build(shut)

    found = proposals(solve(index, MADE.people), index, MADE.people)

    assert {one.reason for one in found.short} == {"nothing-open"}
    assert len(found.short) == 200
