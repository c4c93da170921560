from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.casework.rules.segments import (
    ASK,
    NO,
    ORDER,
    PACKAGES,
    WAGE,
    YES,
    Facts,
    Limits,
    options_for,
)

LIMITS = Limits(older_age=45, trade_months=12)
THREE = st.sampled_from([None, True, False])
FACTS = st.builds(
    Facts,
    age=st.none() | st.integers(14, 90),
    wants=st.sampled_from(["", "wage", "farm", "business", "change"]),
    relocates=THREE,
    is_job_near=THREE,
    months_in_trade=st.none() | st.integers(0, 400),
    is_trade_wanted_here=THREE,
    has_base=THREE,
    is_carer=THREE,
    is_red=THREE,
    leaves_soon=THREE,
)
READY = Facts(age=30, wants=WAGE, relocates=True, is_red=False)


def verdicts(facts, limits=LIMITS):
    return {one.segment: one.verdict for one in options_for(facts, limits)}


def test_nothing_known_proposes_nothing_and_asks_for_everything():
    assert set(verdicts(Facts()).values()) == {ASK}


@pytest.mark.parametrize(
    ("segment", "facts"),
    [
        ("A", READY),
        ("A", replace(READY, relocates=False, is_job_near=True)),
        ("B", Facts(months_in_trade=12)),
        ("C", Facts(is_trade_wanted_here=False)),
        ("C", Facts(wants="change")),
        ("D", Facts(has_base=True)),
        ("D", Facts(is_carer=True)),
        ("E", Facts(age=45)),
        ("E", Facts(wants="farm")),
        ("F", Facts(is_red=True)),
        ("G", Facts(leaves_soon=True)),
    ],
)
def test_each_option_follows_from_its_facts(segment, facts):
    assert verdicts(facts)[segment] == YES


@pytest.mark.parametrize(
    ("segment", "facts"),
    [
        ("A", replace(READY, age=45)),
        ("A", replace(READY, is_red=True)),
        ("A", replace(READY, relocates=False, is_job_near=False)),
        ("B", Facts(months_in_trade=11)),
        ("F", Facts(is_red=False)),
    ],
)
def test_each_option_is_not_proposed_against_its_facts(segment, facts):
    assert verdicts(facts)[segment] == NO


def test_without_the_dated_figures_the_age_decides_nothing():
    assert verdicts(replace(READY, age=60), Limits())["E"] == ASK


@given(FACTS)
def test_protection_comes_first_and_no_option_is_ever_taken_away(facts):
    assert [one.segment for one in options_for(facts, LIMITS)] == list(ORDER)
    assert ORDER[0] == "F" and all(PACKAGES[segment] for segment in ORDER)


@given(FACTS)
def test_every_proposal_has_a_reason_and_every_question_a_name(facts):
    names = {field.name for field in fields(Facts)}
    for one in options_for(facts, LIMITS):
        assert bool(one.reasons) or one.verdict != YES
        assert bool(one.missing) == (one.verdict == ASK)
        assert set(one.missing) <= names


@given(FACTS)
def test_an_answer_never_turns_a_yes_or_a_no_into_a_question(facts):
    before = verdicts(facts)
    given_now = replace(facts, is_carer=facts.is_carer if facts.is_carer is not None else False)
    after = verdicts(given_now)
    assert all(after[one] == said for one, said in before.items() if said != ASK)


def test_neither_sex_nor_disability_nor_ethnicity_nor_consent_is_a_fact():
    names = " ".join(field.name for field in fields(Facts))

    assert not [word for word in ("sex", "disab", "ethn", "consent") if word in names]
