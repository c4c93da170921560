"""What answers to the survey of sustainability (RSS) are worth, and what has changed."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given
from tools.forms.rss_items import DIMENSIONS, NO_ANSWER, SHORT

from spean.casework.rules.sustainability import (
    FULL,
    BadScheme,
    alarms,
    band,
    changes,
    read_scheme,
    score,
)
from spean.casework.rules.sustainability import SHORT as SHORT_FORM
from spean.casework.selectors.assessments import SHIPPED

CONTENT = json.loads(SHIPPED.read_text(encoding="utf-8"))
SCHEME = read_scheme(CONTENT)
ITEMS = {one.name: one for items in DIMENSIONS.values() for one in items}
# {item: its codes}, several only where several may be ticked.
CODES = {name: sorted(one.codes.said) for name, one in ITEMS.items()}
BEST = {
    name: "land animals trees buildings" if item.each else max(item.worth, key=item.worth.get)
    for name, item in SCHEME.items.items()
} | {"rss_e10": "", "rss_p10": ""}
some_answers = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(["", *codes]) for name, codes in CODES.items()}
)


def test_every_item_and_every_answer_of_the_questionnaires_has_a_worth():
    assert set(SCHEME.items) == set(ITEMS)
    assert SCHEME.short == SHORT
    for dimension, items in DIMENSIONS.items():
        for one in items:
            item = SCHEME.items[one.name]
            assert item.dimension == dimension
            known = item.worth.keys() | NO_ANSWER | {"no_children"}
            assert item.each or set(one.codes.said) <= known, one.name


def test_the_best_answers_are_worth_all_and_the_worst_nothing():
    worst = {name: min(one.worth, key=one.worth.get) for name, one in SCHEME.items.items()}

    best, worst = score(SCHEME, BEST), score(SCHEME, worst)

    assert set(best.dimensions.values()) == {1.0} and best.composite == 1.0
    assert set(worst.dimensions.values()) == {0.0} and worst.composite == 0.0


def test_two_of_ten_may_be_left_out_and_a_third_may_not():
    two, three = dict(BEST), dict(BEST)
    for name in ("rss_s1", "rss_s2"):
        two[name] = "no_answer"
    for name in ("rss_s1", "rss_s2", "rss_s3"):
        three[name] = "no_answer"

    assert score(SCHEME, two).dimensions["social"] == 1.0
    assert score(SCHEME, three).dimensions["social"] is None
    assert score(SCHEME, three).composite is None
    assert score(SCHEME, three).answered["social"] == (7, 10)


def test_half_the_answers_are_no_score_at_all():
    half = {name: said for at, (name, said) in enumerate(sorted(BEST.items())) if at % 2}

    assert score(SCHEME, half).composite is None


def test_what_does_not_apply_to_her_is_not_missing():
    childless = {**BEST, "rss_s4": "no_children"}

    assert score(SCHEME, childless).answered["social"] == (9, 9)


def test_who_looks_for_no_work_need_not_say_why():
    looking = score(SCHEME, {**BEST, "rss_e9": "yes", "rss_e10": ""})
    content = score(SCHEME, {**BEST, "rss_e9": "no", "rss_e10": ""})

    assert looking.answered["economic"] == (9, 10)
    assert content.answered["economic"] == (10, 10)


@given(some_answers, st.sampled_from([FULL, SHORT_FORM]))
def test_a_score_is_between_nought_and_one_or_is_none(answers, kind):
    scores = score(SCHEME, answers, kind)

    for value in (*scores.dimensions.values(), scores.composite):
        assert value is None or 0 <= value <= 1
    for done, applies in scores.answered.values():
        assert 0 <= done <= applies


@given(some_answers)
def test_not_wishing_to_answer_counts_as_no_answer_and_never_as_a_nought(answers):
    silent = {name: "" if said == "no_answer" else said for name, said in answers.items()}
    # These two look at the answer before them too: not asked is not the same as not said.
    here, there = (score(SCHEME, one).items for one in (answers, silent))
    for name in SCHEME.items.keys() - {"rss_e10", "rss_p10"}:
        assert here.get(name) == there.get(name)


@given(some_answers, st.sampled_from(sorted(SCHEME.items)))
def test_a_better_answer_never_lowers_a_dimension(answers, name):
    item = SCHEME.items[name]
    if item.each or answers.get(name) not in item.worth or name in ("rss_e9", "rss_p9"):
        return
    better = {**answers, name: max(item.worth, key=item.worth.get)}

    before, after = (score(SCHEME, one).dimensions[item.dimension] for one in (answers, better))

    assert before is None or after >= before


@given(some_answers, some_answers)
def test_a_change_there_and_back_is_the_same_with_the_other_sign(first, second):
    one, two = score(SCHEME, first), score(SCHEME, second)
    there, back = changes(SCHEME, one, two), changes(SCHEME, two, one)

    assert there.keys() == back.keys()
    for name, change in there.items():
        assert change.value == pytest.approx(-back[name].value)
        assert change.margin == pytest.approx(back[name].margin)
        assert {change.direction, back[name].direction} in ({"same"}, {"up", "down"})


def test_the_same_answers_twice_are_no_change():
    scores = score(SCHEME, BEST)

    for change in changes(SCHEME, scores, scores).values():
        assert (change.value, change.margin, change.direction) == (0, 0, "same")


def test_one_item_that_moves_among_ten_is_within_the_margin():
    before = score(SCHEME, {**BEST, "rss_s1": "very_hard"})

    change = changes(SCHEME, before, score(SCHEME, BEST))["social"]

    assert change.value == pytest.approx(0.1)
    assert change.direction == "same"


def test_the_bands_are_those_of_the_field_and_an_alarm_is_below_the_first():
    assert [band(SCHEME, one) for one in (0.0, 0.33, 0.34, 0.65, 0.66, 1.0)] == [
        "low", "low", "middle", "middle", "high", "high",
    ]  # fmt: skip
    hungry = {name: min(one.worth, key=one.worth.get) for name, one in SCHEME.items.items()
              if one.dimension == "economic"}  # fmt: skip
    assert alarms(SCHEME, score(SCHEME, {**BEST, **hungry})) == ("economic",)
    # One item of the short form says too little of a whole dimension.
    assert alarms(SCHEME, score(SCHEME, {**BEST, "rss_s9": "very_hard"}, SHORT_FORM)) == ()


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("items", "rss_e1", "worth", "satisfied"), 1.5, "rss_e1"),
        (("items", "rss_e1", "weight"), 0, "rss_e1"),
        (("items", "rss_e1", "dimension"), "luck", "rss_e1"),
        (("short",), ["rss_e99"], "rss_e99"),
        (("bands",), [0.7, 0.3], "bands"),
        (("version",), " ", "version, source"),
        (("items",), {}, "economic"),
    ],
)
def test_a_scheme_that_cannot_be_used_is_refused_with_its_place(path, value, where):
    broken = json.loads(json.dumps(CONTENT))
    target = broken
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value

    with pytest.raises(BadScheme) as refused:
        read_scheme(broken)

    assert refused.value.where == where
