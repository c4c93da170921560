import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue, Experience, Grade, Skill, Wishes, rank, refused, suggest
from tests.jobmatch.builders import TODAY, a_copy, a_person, an_opening, crowds, markets, openings


@given(openings, crowds, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(opening, crowd, dice):
    shuffled = list(crowd)
    dice.shuffle(shuffled)

    assert rank(opening, crowd, today=TODAY) == rank(opening, shuffled, today=TODAY)


@given(openings, crowds)
def test_everybody_is_either_ranked_or_told_the_gate(opening, crowd):
    ranked = {match.profile.id for match in rank(opening, crowd, today=TODAY)}
    stopped = {person.id for person in crowd if refused(opening, person, TODAY)}

    assert ranked | stopped == {person.id for person in crowd}
    assert not ranked & stopped


@given(openings, crowds)
def test_the_best_score_comes_first(opening, crowd):
    scores = [match.score for match in rank(opening, crowd, today=TODAY)]

    assert scores == sorted(scores, reverse=True)


def test_equal_scores_are_drawn_by_the_published_seed():
    crowd = [a_person(id=f"p-{n}") for n in range(20)]
    random.Random(4).shuffle(crowd)

    drawn = [m.profile.id for m in rank(an_opening(), crowd, today=TODAY, seed="1 June")]
    again = [m.profile.id for m in rank(an_opening(), crowd, today=TODAY, seed="1 June")]
    other = [m.profile.id for m in rank(an_opening(), crowd, today=TODAY, seed="2 June")]

    assert drawn == again != other
    assert drawn != sorted(drawn)


def test_the_same_lot_does_not_win_on_every_opening():
    crowd = [a_person(id=f"p-{n}") for n in range(20)]
    firsts = {rank(an_opening(id=f"v-{n}"), crowd, today=TODAY)[0].profile.id for n in range(10)}

    assert len(firsts) > 1


def test_the_same_seed_gives_the_list_that_was_once_published():
    crowd = [a_person(id=f"p-{n}") for n in range(6)]
    drawn = [m.profile.id for m in rank(an_opening(), crowd, today=TODAY, seed="1 June")]

    assert drawn == ["p-0", "p-1", "p-3", "p-2", "p-4", "p-5"]


def test_the_shortest_intake_already_gives_a_useful_list():
    caller = a_person(
        age=31, area_code="22", wanted=Wishes(sectors=frozenset({"F"})), wage_wanted=250.0
    )
    market = [
        an_opening(id="fits", area_code="220101", wage_min=260.0),
        an_opening(id="poorly-paid", area_code="220101", wage_min=150.0),
        an_opening(id="far", area_code="150101", wage_min=260.0),
        an_opening(id="other-sector", occupation="8153", sector="C", area_code="220101"),
        an_opening(id="says-nothing", occupation="", sector=""),
    ]

    listed = [match.opening.id for match in suggest(caller, market, today=TODAY)]

    assert listed[0] == "fits"
    assert set(listed) == {opening.id for opening in market}


def test_six_years_of_the_trade_stand_above_none():
    tiler = a_person(
        id="tiler",
        occupations=(Experience("7122", 72),),
        skills=(Skill("tiling", Grade.COUNSELLOR, "7122"),),
    )
    opening = an_opening(needs=frozenset({"tiling"}))

    ranked = rank(opening, [a_person(id="beginner"), tiler], today=TODAY)

    assert [match.profile.id for match in ranked] == ["tiler", "beginner"]


def test_nobody_and_nothing_give_empty_lists():
    assert rank(an_opening(), [], today=TODAY) == []
    assert suggest(a_person(), [], today=TODAY) == []


def test_two_records_with_one_id_are_refused_by_name():
    with pytest.raises(BadValue, match="profile 'p-1': id is there twice"):
        rank(an_opening(), [a_person(), a_person(age=40)], today=TODAY)
    with pytest.raises(BadValue, match="opening 'v-1': id is there twice"):
        suggest(a_person(), [an_opening(), an_opening()], today=TODAY)


@given(markets)
def test_a_party_or_an_unknown_word_changes_nothing_yet(market):
    alone, together = a_person(), a_person(party="family-7")

    assert [m.opening.id for m in suggest(alone, market, today=TODAY)] == [
        m.opening.id for m in suggest(together, market, today=TODAY)
    ]


def test_a_copy_of_one_post_many_times_is_listed_many_times():
    market = [a_copy(an_opening(), id=f"v-{n}") for n in range(300)]

    assert len(suggest(a_person(), market, today=TODAY)) == 300
