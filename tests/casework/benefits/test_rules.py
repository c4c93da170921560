"""Refusals foretold, papers listed, days that come: plain rules, tried on many stories."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rulebook.conditions import parse
from spean.casework import flows
from spean.casework.choices import BenefitRefusal, BenefitState
from spean.casework.rules.benefits import (
    LEAD_DAYS,
    OPEN_SCHEMES,
    BenefitWords,
    Dates,
    Paper,
    Taken,
    as_plain,
    dues_of,
    is_private,
    papers_for,
    read,
    turns_sixty,
)
from spean.casework.rules.refusals import (
    QUESTIONS,
    REASONS,
    TOLD_FROM,
    Prospect,
    likely_refusals,
)

DAYS = st.dates(min_value=date(1930, 1, 1), max_value=date(2090, 12, 31))
MAYBE = st.one_of(st.none(), DAYS)
DATES = st.builds(
    Dates,
    next_visit_on=MAYBE,
    visits_done=st.integers(0, 20),
    birth_on=MAYBE,
    child_born_on=MAYBE,
    next_payment_on=MAYBE,
)
STEPS = st.builds(
    Taken,
    move=st.sampled_from(sorted(flows.BENEFIT.moves)),
    on=DAYS,
    note=st.text(max_size=20),
    amount=st.one_of(st.none(), st.decimals(0, 10**8, places=2)),
    until=MAYBE,
)
WORDS = st.builds(
    BenefitWords,
    scheme=st.sampled_from(["IDPOOR", "HEF", "MATERNITY-CASH", "NSSF-VOLUNTARY"]),
    verdict=st.sampled_from(["yes", "no", "unknown"]),
    reasons=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9))).map(tuple),
    asked_on=DAYS,
    papers=st.lists(st.builds(Paper, st.text(max_size=5), st.just("ក"), st.just("a"))).map(tuple),
    prospects=st.dictionaries(st.sampled_from(sorted(QUESTIONS)), st.booleans()),
    steps=st.lists(STEPS, max_size=4).map(tuple),
    dates=DATES,
)
PROSPECTS = st.builds(
    Prospect,
    scheme=st.sampled_from(["IDPOOR", "HEF", "FP-SCHOOL"]),
    card=st.sampled_from([None, "none", "expired", "poor-1"]),
    needs_card=st.booleans(),
    papers_missing=st.integers(0, 5),
    answers=st.dictionaries(st.sampled_from(sorted(QUESTIONS)), st.booleans()),
    counts=st.dictionaries(st.sampled_from(REASONS), st.integers(0, 40)),
)


@given(WORDS)
def test_what_is_sealed_comes_back_as_it_was(words):
    assert read(as_plain(words)) == words


@given(PROSPECTS)
def test_every_reason_foretold_is_known_once_and_in_one_order(known):
    found = [risk.reason for risk in likely_refusals(known)]

    assert found == [reason for reason in REASONS if reason in found]
    assert set(found) <= set(BenefitRefusal.values)


@given(PROSPECTS)
def test_few_refusals_are_never_spoken_of(known):
    often = {risk.reason for risk in likely_refusals(known) if risk.basis == "often"}

    assert all(known.counts[reason] >= TOLD_FROM for reason in often)


@given(PROSPECTS)
def test_gathering_the_papers_never_adds_a_reason(known):
    gathered = Prospect(
        scheme=known.scheme,
        card=known.card,
        needs_card=known.needs_card,
        papers_missing=0,
        answers=known.answers,
        counts=known.counts,
    )

    before = {risk.reason for risk in likely_refusals(known)}
    assert {risk.reason for risk in likely_refusals(gathered)} <= before


def test_the_decent_house_is_foretold_until_somebody_said_how_it_looks():
    def reasons(**answers):
        known = Prospect(scheme="IDPOOR", answers=answers)
        return [(risk.reason, risk.basis) for risk in likely_refusals(known)]

    assert reasons() == [("decent_house", "field")]
    assert reasons(looks_decent=True) == [("decent_house", "answer")]
    assert reasons(looks_decent=False) == []
    assert reasons(looks_decent=False, at_home=False) == [("not_at_home", "answer")]


def test_an_expired_card_speaks_only_where_a_card_is_asked_for():
    with_card = Prospect(scheme="HEF", card="expired", needs_card=True)
    without = Prospect(scheme="SCHOOL", card="expired")

    assert [risk.reason for risk in likely_refusals(with_card)] == ["card_expired"]
    assert likely_refusals(without) == ()


def test_a_scheme_that_comes_later_is_private_until_somebody_says_otherwise():
    assert is_private("SOMETHING-NEW") and is_private("DISABILITY-CARD") and is_private("HEF")
    assert not any(is_private(one) for one in OPEN_SCHEMES)


def test_each_paper_is_listed_once_and_none_that_she_is_known_to_lack():
    ways = parse(
        "equity-card in none poor-1 and children-under-2 >= 1\n"
        "equity-card is expired\nnot has-birth-certificate\nself-employed and not has-employees"
    )

    assert [one.code for one in papers_for(ways, {})] == ["equity-card", "children-under-2"]
    assert [one.code for one in papers_for(ways, {"equity-card": "none"})] == ["children-under-2"]


@given(WORDS, st.sampled_from(BenefitState.values))
def test_what_is_over_or_not_there_yet_asks_for_nothing(words, state):
    found = dues_of(words, state, 4)

    assert state in ("received", "refused") or found == ()
    assert list(found) == sorted(found, key=lambda due: (due.on, due.kind))
    assert all(due.remind_on == due.on - timedelta(days=LEAD_DAYS[due.kind]) for due in found)


def test_four_payments_before_birth_and_no_more_word_of_check_ups():
    born = date(2026, 6, 30)
    visit, birth = date(2026, 12, 1), date(2027, 1, 9)

    def kinds(payments=4, **dates):
        words = BenefitWords(
            scheme="MATERNITY-CASH",
            verdict="yes",
            reasons=(),
            asked_on=born,
            dates=Dates(**dates),
        )
        return [due.kind for due in dues_of(words, "received", payments)]

    assert kinds(next_visit_on=visit, visits_done=3, birth_on=birth) == ["visit", "birth"]
    assert kinds(next_visit_on=visit, visits_done=4, birth_on=birth) == ["birth"]
    # Without a rule nobody counts them.
    assert kinds(None, next_visit_on=visit, visits_done=9) == ["visit"]
    assert kinds(next_visit_on=visit, birth_on=birth, child_born_on=born) == ["two"]


def test_an_age_that_was_guessed_has_no_sixtieth_birthday():
    assert turns_sixty(date(1968, 2, 29), is_exact=True) == date(2028, 2, 29)
    assert turns_sixty(date(1967, 2, 28), is_exact=False) is None
    assert turns_sixty(None, is_exact=True) is None


def test_amounts_keep_their_decimals():
    words = BenefitWords(
        scheme="HEF",
        verdict="yes",
        reasons=(),
        asked_on=date(2026, 1, 1),
        steps=(Taken(move="receive", on=date(2026, 1, 2), amount=Decimal("80000.50")),),
    )

    assert read(as_plain(words)).steps[0].amount == Decimal("80000.50")


def test_every_state_can_be_reached_and_no_no_is_the_end():
    reached = {flows.BENEFIT.start} | {move.target for move in flows.BENEFIT.moves.values()}

    assert reached == set(BenefitState.values)
    for state in BenefitState.values:
        assert flows.BENEFIT.actions_from(state), state
