"""A draft joins the rules: no day without a rule, no day with two, and the past stays as it was."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rulebook import Rulebook, faults, gaps, with_draft
from tests.rulebook.rows import a_rule
from tests.rulebook.situations import chains, has_khmer

NEW = date(2027, 1, 1)
DAYS = st.dates(date(2018, 1, 1), date(2031, 1, 1))
WAGES = [
    a_rule(ref="2025"),
    a_rule(valid_from=date(2026, 1, 1), valid_to=None, value=Decimal(210), ref="2026"),
]


def a_draft(start=NEW, end=None, **changes):
    return a_rule(valid_from=start, valid_to=end, value=Decimal(220), ref="draft", **changes)


def codes(history, draft, **given):
    return [fault.code for fault in faults(history, draft, **given)]


def test_a_law_change_is_one_row_and_the_one_before_ends_the_day_before():
    draft = a_draft()

    assert not faults(WAGES, draft)
    book = Rulebook(with_draft(WAGES, draft))
    assert book.on(draft.code, date(2026, 12, 31)).value == 210
    assert book.on(draft.code, NEW) == draft


@given(chains(), DAYS, st.none() | DAYS)
def test_what_may_be_published_leaves_every_day_with_exactly_one_rule(chain, start, end):
    assume(end is None or end >= start)
    draft = a_draft(start, end)
    found = faults(chain, draft)
    if found:
        return

    stands = with_draft(chain, draft)

    book = Rulebook(stands)
    first = min(rule.valid_from for rule in stands)
    for day in (first + timedelta(days=n) for n in range(0, 4800, 7)):
        assert book.find(draft.code, day) is not None
    assert not gaps(stands)


@given(chains(), DAYS, st.none() | DAYS)
def test_whatever_is_published_the_days_before_it_keep_their_rule(chain, start, end):
    assume(end is None or end >= start)
    draft = a_draft(start, end)
    if faults(chain, draft):
        return
    before, after = Rulebook(chain), Rulebook(with_draft(chain, draft))

    for day in (start - timedelta(days=n) for n in range(1, 3000, 11)):
        was, now = before.find(draft.code, day), after.find(draft.code, day)
        assert (was and was.ref) == (now and now.ref)


@given(chains(), DAYS, st.none() | DAYS)
def test_every_refusal_is_a_sentence_in_both_languages(chain, start, end):
    assume(end is None or end >= start)
    for fault in faults(chain, a_draft(start, end)):
        assert fault.code in {"two-rules", "no-rule"}
        assert has_khmer(fault.said.km)
        assert fault.said.en.endswith(".")


def test_two_rules_from_one_day_are_refused():
    assert codes(WAGES, a_draft(date(2026, 1, 1))) == ["two-rules"]


def test_a_rule_that_runs_into_the_next_is_refused():
    later = [*WAGES[:1], a_rule(valid_from=NEW, valid_to=None, ref="2027")]

    assert codes(later, a_draft(date(2026, 6, 1), NEW)) == [
        "two-rules",
    ]


def test_an_end_with_nothing_after_it_is_refused():
    assert codes(WAGES, a_draft(NEW, date(2027, 6, 30))) == ["no-rule"]


def test_a_temporary_rule_may_stand_before_the_one_that_follows_it():
    with_follower = with_draft(WAGES, a_draft(date(2027, 7, 1)))
    relief = a_draft(NEW, date(2027, 6, 30))

    assert not faults(with_follower, relief)
    ends = [rule.valid_to for rule in with_draft(with_follower, relief)]
    assert ends == [date(2025, 12, 31), date(2026, 12, 31), date(2027, 6, 30), None]


def test_a_gap_before_the_draft_is_refused():
    assert codes(WAGES[:1], a_draft()) == ["no-rule"]


def test_a_draft_between_two_rules_ends_where_the_later_begins():
    far = with_draft(WAGES, a_draft(date(2028, 1, 1)))

    stands = with_draft(far, a_draft())

    assert [rule.valid_to for rule in stands][-2:] == [date(2027, 12, 31), None]
    assert not faults(far, a_draft())


def test_an_amount_in_another_unit_is_refused():
    assert codes(WAGES, a_draft(unit="KHR/month")) == ["other-unit"]


def test_a_correction_takes_the_place_of_the_rule_it_corrects():
    draft = a_draft(date(2026, 1, 1))

    assert not faults(WAGES, draft, instead_of=WAGES[1])
    assert [rule.ref for rule in with_draft(WAGES, draft, instead_of=WAGES[1])] == ["2025", "draft"]


@pytest.mark.parametrize("start", [date(2025, 11, 1), date(2026, 3, 1)])
def test_a_correction_of_the_first_day_moves_the_end_of_the_rule_before(start):
    draft = a_draft(start)

    stands = with_draft(WAGES, draft, instead_of=WAGES[1])

    assert not faults(WAGES, draft, instead_of=WAGES[1])
    assert stands[0].valid_to == start - timedelta(days=1)


def test_the_first_rule_of_a_code_may_be_published():
    assert not faults([], a_draft())
    assert codes([], a_draft(NEW, NEW)) == ["no-rule"]
