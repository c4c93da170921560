from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jobmatch import DEFAULT, Benefits, Grade, Opening, Profile, Skill, Weights, rank, suggest
from jobmatch.place import between, kilometres
from jobmatch.score import Standing, terms
from tests.jobmatch.builders import (
    TODAY,
    a_person,
    an_opening,
    crowds,
    held,
    markets,
    openings,
    people,
    worked,
)


def score(opening: Opening, person: Profile) -> float:
    parts = terms(opening, Standing(person, DEFAULT), DEFAULT)
    return parts.weighed(DEFAULT)


@given(openings, people, held)
def test_one_more_skill_never_lowers_a_score(opening, person, skill):
    richer = replace(person, skills=(*person.skills, skill))

    assert score(opening, richer) >= score(opening, person)


@given(openings, people, held, st.sampled_from(Grade))
def test_better_evidence_never_lowers_a_score(opening, person, skill, better):
    order = list(Grade)
    assume(order.index(better) > order.index(skill.grade))
    before = replace(person, skills=(*person.skills, skill))
    after = replace(person, skills=(*person.skills, replace(skill, grade=better)))

    assert score(opening, after) >= score(opening, before)


@given(openings, people, worked)
def test_more_experience_never_lowers_a_score(opening, person, experience):
    richer = replace(person, occupations=(*person.occupations, experience))

    assert score(opening, richer) >= score(opening, person)


@given(openings, people)
def test_a_score_lies_between_nought_and_one(opening, person):
    assert 0 <= score(opening, person) <= 1


@given(openings, crowds, st.integers(18, 90), st.data())
def test_another_legal_age_gives_the_identical_list(opening, crowd, age, data):
    flipped = [replace(person, age=age) if data.draw(st.booleans()) else person for person in crowd]

    assert _lines(rank(opening, crowd, today=TODAY)) == _lines(rank(opening, flipped, today=TODAY))


@given(openings, crowds, st.data())
def test_a_higher_need_after_debt_service_never_moves_anybody_in_a_list(opening, crowd, data):
    lowest = opening.wage_max or opening.wage_min or 0.0
    indebted = [replace(person, wage_floor=data.draw(st.floats(0, lowest))) for person in crowd]

    assert _lines(rank(opening, crowd, today=TODAY)) == _lines(rank(opening, indebted, today=TODAY))


def test_a_profile_has_no_field_for_sex_disability_ethnicity_debt_or_poverty_card():
    words = ("sex", "gender", "disab", "ethnic", "debt", "loan", "poor", "name", "phone")

    assert not [f for f in Profile.__slots__ if any(word in f for word in words)]


@given(people, markets)
def test_both_directions_give_one_score(person, market):
    for match in suggest(person, market, today=TODAY):
        assert rank(match.opening, [person], today=TODAY)[0].score == match.score


def test_a_skill_practised_in_a_neighbouring_trade_counts_a_little():
    opening = an_opening(needs=frozenset({"tiling"}))
    stranger = a_person(skills=(Skill("sewing", Grade.RPL, "8153"),))
    neighbour = a_person(skills=(Skill("parquet", Grade.RPL, "7123"),))
    holder = a_person(skills=(Skill("tiling", Grade.SELF, "7122"),))

    assert score(opening, stranger) < score(opening, neighbour) < score(opening, holder)


@pytest.mark.parametrize(
    ("opening", "person"),
    [
        ({"needs": frozenset({"tiling"})}, {}),
        ({"wage_min": None}, {"wage_wanted": 250.0}),
        ({"area_code": ""}, {"area_code": "22"}),
        ({"benefits": Benefits()}, {}),
    ],
)
def test_what_is_not_known_leaves_every_part_above_nought(opening, person):
    parts = rank(an_opening(**opening), [a_person(**person)], today=TODAY)[0].terms

    assert min(getattr(parts, part) for part in parts.__slots__) > 0


def test_a_missing_wage_stands_where_the_wanted_wage_stands():
    wanting = a_person(wage_wanted=250.0)

    assert score(an_opening(), wanting) == score(an_opening(wage_min=250.0), wanting)
    assert score(an_opening(wage_min=200.0), wanting) < score(an_opening(), wanting)
    assert score(an_opening(wage_min=300.0), wanting) > score(an_opening(), wanting)


def test_the_way_is_measured_on_the_globe():
    assert kilometres(11.5564, 104.9282, 13.3633, 103.8564) == pytest.approx(232, abs=2)


@pytest.mark.parametrize(
    ("home", "work", "km"),
    [
        ("15010101", "22010101", 150),
        ("22", "220101", 50),
        ("220201", "220101", 50),
        ("2201", "220102", 20),
        ("220101", "220101", 5),
        ("22010101", "22010101", 2),
    ],
)
def test_without_coordinates_the_area_codes_give_an_estimate(home, work, km):
    away = between(an_opening(area_code=work), a_person(area_code=home))

    assert away is not None and away.km == km and away.estimated


@pytest.mark.parametrize(
    "changes",
    [
        {"skills": 0.5},
        {"skills": -0.25, "occupation": 0.65},
        {"unknown": 1.5},
        {"decay_km": 0.0},
        {"grades": {**DEFAULT.grades, Grade.RPL: 0.1}},
    ],
)
def test_weights_that_would_break_a_promise_are_refused(changes):
    with pytest.raises(ValueError, match=r"\."):
        replace(Weights(), **changes)


def _lines(matches):
    return [(match.profile.id, match.score) for match in matches]
