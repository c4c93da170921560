"""Who has a right to what: an answer for whatever is known, and every answer explained."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook import BadRule, Rulebook, Verdict, eligibility, losing_by_more, schemes_of
from tests.rulebook.rows import a_rule
from tests.rulebook.situations import DAY, GROWING, has_khmer, scheme_rule, situations, texts

RANK = {Verdict.NO: 0, Verdict.UNKNOWN: 1, Verdict.YES: 2}


def asked(text, known, day=DAY):
    return eligibility(Rulebook([scheme_rule(text)]), scheme="TRY", known=known, day=day)


@given(texts(), situations())
def test_every_answer_is_explained_in_both_languages_and_names_its_source(text, known):
    decision = asked(text, known)

    assert decision.rule is not None
    assert len(decision.reasons) >= 3
    assert has_khmer(decision.explanation.km)
    assert decision.rule.source in decision.explanation.km
    assert decision.rule.source in decision.explanation.en


@given(texts(), situations())
def test_needs_checking_says_what_to_ask_or_that_an_office_decides(text, known):
    decision = asked(text, known)

    if decision.verdict is Verdict.UNKNOWN:
        assert decision.missing or "office decides" in decision.explanation.en
        for fact in decision.missing:
            assert fact.question.km in decision.explanation.km
            assert fact.paper.en in decision.explanation.en
    else:
        assert not decision.missing


@given(texts(), situations())
def test_what_is_not_known_never_makes_an_answer_certain(text, known):
    """A yes or a no stays, whatever else comes to be known."""
    for kept in range(len(known) + 1):
        less = dict(list(known.items())[:kept])
        before, after = asked(text, less).verdict, asked(text, known).verdict
        if before is not Verdict.UNKNOWN:
            assert after is before


@given(texts(orders=(">=", ">")), situations(), st.sampled_from(GROWING), st.integers(1, 5))
def test_more_children_never_make_a_household_lose(text, known, code, more):
    now = Decimal(known.get(code) or 0)

    few = asked(text, {**known, code: now})
    many = asked(text, {**known, code: now + more})

    assert not losing_by_more(scheme_rule(text))
    assert RANK[many.verdict] >= RANK[few.verdict]


def test_a_rule_by_which_more_children_lose_is_pointed_out():
    (found,) = losing_by_more(scheme_rule("children-under-2 <= 2 and nssf-member"))

    assert found.fact.code == "children-under-2"
    assert not losing_by_more(scheme_rule("age <= 30"))
    assert not losing_by_more(a_rule())


def test_before_the_first_rule_it_needs_checking_and_says_so():
    decision = asked("nssf-member", {"nssf-member": True}, date(2019, 12, 31))

    assert (decision.verdict, decision.rule) == (Verdict.UNKNOWN, None)
    assert has_khmer(decision.explanation.km)


def test_a_decision_keeps_the_rule_of_its_day():
    old = scheme_rule("nssf-member", valid_to=date(2026, 12, 31), ref="old")
    new = scheme_rule("never", valid_from=date(2027, 1, 1), ref="new")
    book = Rulebook([old, new])

    def on(day):
        return eligibility(book, scheme="TRY", known={"nssf-member": True}, day=day)

    assert (on(date(2026, 12, 31)).verdict, on(date(2026, 12, 31)).rule) == (Verdict.YES, old)
    assert (on(date(2027, 1, 1)).verdict, on(date(2027, 1, 1)).rule) == (Verdict.NO, new)
    assert len(on(date(2027, 1, 1)).reasons) >= 3


def test_a_rule_that_was_not_checked_says_so_and_a_checked_one_does_not():
    known = {"nssf-member": True}
    checked = Rulebook([scheme_rule("nssf-member", verified=True)])

    assert "not been checked" in asked("nssf-member", known).explanation.en
    sure = eligibility(checked, scheme="TRY", known=known, day=DAY)
    assert "not been checked" not in sure.explanation.en


def test_an_office_that_decides_never_makes_it_a_yes():
    text = "equity-card is poor-1\nperhaps equity-card is expired"

    assert asked(text, {"equity-card": "poor-1"}).verdict is Verdict.YES
    assert asked(text, {"equity-card": "expired"}).verdict is Verdict.UNKNOWN
    assert asked(text, {"equity-card": "none"}).verdict is Verdict.NO


def test_a_number_is_no_condition():
    book = Rulebook([a_rule(code="eligible.TRY", valid_to=None)])
    with pytest.raises(BadRule):
        eligibility(book, scheme="TRY", known={}, day=DAY)


def test_the_schemes_of_a_book_are_named():
    assert schemes_of(Rulebook([scheme_rule("always"), a_rule()])) == ("TRY",)
