from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook import BadRule, NoRuleInForce, Rule, Rulebook, explain
from tests.rulebook.rows import GARMENT, a_rule

LAST = a_rule(valid_from=date(2026, 1, 1), valid_to=None, value=Decimal(210))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
periods = st.tuples(days, st.none() | st.integers(0, 900).map(timedelta))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 1, 1), 208),
        (date(2025, 12, 31), 208),
        (date(2026, 1, 1), 210),
        (date(2099, 1, 1), 210),
    ],
)
def test_both_the_first_and_the_last_day_are_in_force(day, value):
    assert Rulebook([LAST, a_rule()]).on(GARMENT, day).value == value


def test_a_day_before_the_first_rule_says_when_rules_begin():
    with pytest.raises(NoRuleInForce, match=r"in force on 2024-12-31 .*2025-01-01, 2026-01-01"):
        Rulebook([LAST, a_rule()]).on(GARMENT, date(2024, 12, 31))


def test_a_gap_between_two_rules_is_not_filled():
    book = Rulebook([a_rule(valid_to=date(2025, 6, 30)), LAST])

    with pytest.raises(NoRuleInForce):
        book.on(GARMENT, date(2025, 7, 1))


def test_an_unknown_code_is_said():
    with pytest.raises(NoRuleInForce, match="'sick-leave'.*begin on: none"):
        Rulebook([LAST]).on("sick-leave", date(2026, 1, 1))


def test_two_rules_on_one_day_are_refused():
    with pytest.raises(BadRule, match="still in force"):
        Rulebook([a_rule(valid_to=date(2026, 1, 1)), LAST])


def test_a_rule_without_an_end_blocks_every_later_one():
    with pytest.raises(BadRule, match="still in force"):
        Rulebook([a_rule(valid_to=None), LAST])


@given(st.lists(periods, max_size=5), days)
def test_a_book_is_accepted_exactly_when_no_day_has_two_rules(spans, day):
    rules = [
        a_rule(valid_from=start, valid_to=None if length is None else start + length)
        for start, length in spans
    ]
    starts = [rule.valid_from for rule in rules]
    clash = any(sum(rule.covers(start) for rule in rules) > 1 for start in starts)

    try:
        book = Rulebook(rules)
    except BadRule:
        assert clash
    else:
        assert not clash
        assert book.find(GARMENT, day) == next((r for r in rules if r.covers(day)), None)


def test_a_book_lists_codes_and_history_in_order():
    book = Rulebook([LAST, a_rule(code="a-code"), a_rule()])

    assert book.codes == ("a-code", GARMENT)
    assert [rule.value for rule in book.history(GARMENT)] == [208, 210]
    assert book.history("nothing") == ()
    assert len(book) == len(list(book)) == 3


def test_an_explanation_holds_what_a_page_must_say():
    facts = explain(a_rule(source="Prakas 211/24", note="probation 206"))

    assert (facts.code, facts.value, facts.unit) == (GARMENT, 208, "USD/month")
    assert (facts.since, facts.until) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (facts.source, facts.verified, facts.note) == ("Prakas 211/24", False, "probation 206")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"code": ""}, "must not be empty"),
        ({"code": " x"}, "begin or end with a space"),
        ({"valid_to": date(2024, 12, 31)}, "before it begins"),
        ({"value": Decimal("NaN")}, "must be finite"),
        ({"value": Decimal("Infinity")}, "must be finite"),
        ({"value": 208.0}, "must be a Decimal"),
        ({"unit": ""}, "needs a unit"),
        ({"source": ""}, "source must be named"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(changes, problem):
    with pytest.raises(BadRule, match=problem):
        a_rule(**changes)


def test_a_rule_is_unverified_until_somebody_says_otherwise():
    assert Rule("x", date(2026, 1, 1), None, True, "", "sample").verified is False
