"""What the arrays promise beyond being exact: bad rows named, nobody's sex or age in a list."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import BadValue, Grade, Profile, Skill
from jobmatch.engine import Vocabulary, build, encode, pair_scores, top
from jobmatch.market.arrays import make
from tests.jobmatch.markets import FAMILIES, SKILLS, TODAY, crowds, markets
from tests.often import often

REPEATED = (
    "places",
    "occupation",
    "sector",
    "location",
    "wage_low",
    "wage_top",
    "conditions",
    "minimum_age",
    "starts_by",
    "need",
    "need_more",
    "dormitory",
    "is_open",
    "key",
)


def arrays_of(openings, profiles):
    return encode(openings, profiles, today=TODAY, vocabulary=Vocabulary(FAMILIES))


def scores(openings, profiles):
    posts, people = arrays_of(openings, profiles)
    i, j = np.divmod(np.arange(len(people) * len(posts)), max(1, len(posts)))
    return pair_scores(posts, people, i, j)


@often(100)
@given(markets, crowds, st.sampled_from(SKILLS), st.sampled_from(Grade))
def test_holding_more_never_lowers_a_score(openings, profiles, code, grade):
    more = [replace(p, skills=(*p.skills, Skill(code, grade, "7122"))) for p in profiles]

    assert (scores(openings, more) >= scores(openings, profiles)).all()


@often(100)
@given(markets, crowds)
def test_an_age_above_the_laws_changes_no_list(openings, profiles):
    young = [replace(p, age=21) for p in profiles]
    old = [replace(p, age=64) for p in profiles]

    assert np.array_equal(scores(openings, young), scores(openings, old))


def test_a_profile_has_no_field_for_who_somebody_is():
    forbidden = {"sex", "gender", "disability", "ethnicity", "debt", "id_poor"}

    assert not forbidden & {field.name for field in fields(Profile)}


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("places", -1, "post row 2"),
        ("wage_low", -5.0, "post row 2"),
        ("wage_top", np.nan, "post row 2"),
        ("conditions", np.nan, "post row 2"),
        ("location", 10**6, "post row 2"),
        ("occupation", -2, "post row 2"),
        ("ids", 0, "is there twice"),
    ],
)
def test_a_bad_row_of_posts_is_named(field, value, says):
    posts = make(3, 5, seed=1).posts
    column = getattr(posts, field).copy()
    column[2] = value

    with pytest.raises(BadValue, match=says):
        replace(posts, **{field: column})


@pytest.mark.parametrize(
    ("field", "value"),
    [("radius", np.nan), ("radius", -1.0), ("wage_wanted", 0.0), ("age", -2), ("location", 10**6)],
)
def test_a_bad_row_of_people_is_named(field, value):
    people = make(3, 5, seed=1).people
    column = getattr(people, field).copy()
    column[1] = value

    with pytest.raises(BadValue, match=f"person row 1.*{field}"):
        replace(people, **{field: column})


def test_unknown_skills_and_pointers_that_fall_are_named():
    posts = make(3, 5, seed=1).posts
    skill = posts.skill.copy()
    skill[-1] = 10**6
    ptr = posts.skill_ptr.copy()
    ptr[2] = ptr[3] + 1

    with pytest.raises(BadValue, match="post row 4.*skill"):
        replace(posts, skill=skill)
    with pytest.raises(BadValue, match="skill_ptr"):
        replace(posts, skill_ptr=ptr)


def test_prices_floors_rows_and_k_that_cannot_be_meant_are_refused():
    made = make(3, 5, seed=1)
    index = build(made.posts)

    for wrong in (
        {"prices": np.full(5, np.nan)},
        {"prices": np.zeros(4)},
        {"floor": np.nan},
        {"rows": np.array([3])},
    ):
        with pytest.raises(BadValue):
            top(index, made.people, 2, **wrong)
    with pytest.raises(BadValue):
        top(index, made.people, -1)


def test_empty_markets_and_posts_nobody_can_take_give_empty_lists():
    for people, posts in ((0, 5), (3, 0), (0, 0)):
        made = make(people, posts, seed=1)
        assert len(top(build(made.posts), made.people, 3).post) == 0
    made = make(3, 5, seed=1)
    closed = replace(made.posts, minimum_age=np.full(5, 120, np.int16))
    assert len(top(build(closed), made.people, 3).post) == 0


@pytest.mark.parametrize("count", [20_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_clones_of_one_post_neither_hang_nor_change_the_order(count):
    one = make(20, 1, seed=2)
    posts = one.posts
    length = len(posts.skill)
    repeated = {name: np.repeat(getattr(posts, name), count, axis=0) for name in REPEATED}
    clones = replace(
        posts,
        **repeated,
        ids=np.arange(count),
        skill_ptr=np.arange(count + 1) * length,
        skill=np.tile(posts.skill, count),
        share=np.tile(posts.share, count),
    )

    lists = top(build(clones), one.people, 5)

    for person in range(20):
        found, _ = lists.of(person)
        assert list(found) == list(range(len(found))) and len(found) in (0, 5)
