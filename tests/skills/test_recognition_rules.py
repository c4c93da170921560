"""The arithmetic of recognition: published, and the same for everybody."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from spean.skills.choices import Competence, OwnWord, Part
from spean.skills.rules import recognition as rules

LEVELS = st.lists(st.none() | st.integers(0, 3), min_size=1, max_size=8)


def test_the_rules_and_the_words_speak_of_the_same():
    assert set(rules.PARTS) == set(Part.values)
    assert set(Competence.values) == {rules.COMPETENT, rules.NOT_YET}
    assert max(OwnWord.values) == rules.BEST


def test_alone_and_two_pieces_of_proof_are_a_hundred_percent():
    assert rules.standing_of([2, 3, 2], 2).ready == 100
    assert rules.standing_of([2, 3, 2], 0).ready == 50
    assert rules.standing_of([], 0).ready == 0


@given(LEVELS, st.integers(0, 9))
def test_readiness_lies_within_a_hundred_and_more_never_lowers_it(levels, accepted):
    now = rules.standing_of(levels, accepted)
    assert 0 <= now.ready <= 100
    assert rules.standing_of(levels, accepted + 1).ready >= now.ready
    better = [min(3, (level or 0) + 1) for level in levels]
    assert rules.standing_of(better, accepted).ready >= now.ready


@given(LEVELS)
def test_a_unit_is_a_gap_as_long_as_a_task_is_not_done_alone(levels):
    assert rules.standing_of(levels, 0).is_gap == any((level or 0) < 2 for level in levels)
    assert rules.standing_of(levels, 0).is_rated == (None not in levels)


@given(st.dictionaries(st.sampled_from(rules.PARTS), st.sampled_from(["c", "nyc", ""])))
def test_a_unit_is_competent_exactly_if_every_part_is(parts):
    result = rules.result_of(parts, rules.PARTS)
    assert (result == "c") == ([parts.get(name) for name in rules.PARTS] == ["c"] * 3)
    assert (result == "") == any(not parts.get(name) for name in rules.PARTS)


def test_no_part_is_no_result():
    assert rules.result_of({}, []) == ""


@given(st.sampled_from(sorted(rules.LATE_AFTER)), st.integers(0, 400))
def test_late_begins_the_day_after_the_days_are_over(state, days):
    start = date(2026, 1, 1)
    late = rules.late_days(state, start, start + timedelta(days=days))
    assert late == max(0, days - rules.LATE_AFTER[state])
    assert rules.late_days("certified", start, start + timedelta(days=days)) == 0


def test_names_are_compared_without_their_spelling_and_never_when_empty():
    assert rules.shares_family_name(["SOK"], [" sok "])
    assert not rules.shares_family_name(["", "Sok"], ["", "Chea"])
