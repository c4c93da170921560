"""Conditions as a lawyer writes them: read, said in words, and refused with a sentence."""

from decimal import Decimal

import pytest
from hypothesis import given

from rulebook import BadCondition, BadRule, parse, unparse
from tests.rulebook.situations import has_khmer, scheme_rule, situations, texts


@given(texts())
def test_a_condition_that_was_read_is_written_as_it_stood(text):
    assert unparse(parse(text)) == text


@given(texts())
def test_every_condition_can_be_said_in_both_languages(text):
    for way in parse(text):
        assert has_khmer(way.said.km)
        assert way.said.en


@given(texts(), situations())
def test_more_knowledge_never_turns_an_answer_round(text, known):
    """What is yes or no while something is unknown stays so, whatever the unknown turns out."""
    for way in parse(text):
        before = way.holds({})
        assert before is None or before == way.holds(known)


@pytest.mark.parametrize(
    ("text", "known", "holds"),
    [
        ("children-under-2 >= 1", {"children-under-2": Decimal(1)}, True),
        ("children-under-2 > 1", {"children-under-2": Decimal(1)}, False),
        ("children-under-2 < 1", {"children-under-2": Decimal(0)}, True),
        ("children-under-2 <= 1", {"children-under-2": Decimal(2)}, False),
        ("equity-card in poor-1 poor-2", {"equity-card": "poor-2"}, True),
        ("equity-card is expired", {"equity-card": "none"}, False),
        ("not has-employees", {"has-employees": False}, True),
        ("nssf-member", {}, None),
        ("nssf-member and displaced", {"displaced": False}, False),
        ("nssf-member and displaced", {"displaced": True}, None),
        ("nssf-member", {"nssf-member": None}, None),
    ],
)
def test_each_kind_of_condition_says_yes_no_or_not_known(text, known, holds):
    (way,) = parse(text)

    assert way.holds(known) is holds


def test_nobody_and_everybody_can_be_said():
    assert parse("never") == ()
    (everybody,) = parse("always")
    assert everybody.holds({}) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n ",
        "rich",
        "not age",
        "age",
        "age >= many",
        "age >= -1",
        "age >= NaN",
        "age is poor-1",
        "equity-card",
        "equity-card is gold",
        "equity-card is poor-1 poor-2",
        "equity-card >= 1",
        "nssf-member is yes",
        "nssf-member >= 1",
        "never\nnssf-member",
        "nssf-member or displaced",
        "nssf-member and",
        "perhaps",
    ],
)
def test_what_cannot_be_meant_is_refused_in_both_languages(text):
    with pytest.raises(BadCondition) as refused:
        parse(text)

    assert has_khmer(refused.value.said.km)
    assert refused.value.said.en
    with pytest.raises(BadRule):
        scheme_rule(text or " ")


def test_a_condition_is_a_text():
    with pytest.raises(BadRule):
        scheme_rule("age >= 1", value=Decimal(3))
