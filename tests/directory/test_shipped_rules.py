"""The rules that come with the site: one for each day, sourced, in Khmer, and never made up."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from rulebook import (
    FACTS,
    FactKind,
    Rulebook,
    Verdict,
    eligibility,
    gaps,
    losing_by_more,
    meets_minimum_wage,
    rules_from,
    schemes_of,
    told,
    ways_of,
)
from spean.directory.choices import RuleKind, RuleTopic
from spean.directory.gateways.tables import table
from tests.rulebook.situations import GROWING, has_khmer

COLUMNS = ("code", "valid_from", "valid_to", "value", "unit", "source", "note")
ROWS = list(table("rules"))
RULES = rules_from(
    [{**{name: row[name] for name in COLUMNS}, "verified": row["is_verified"]} for row in ROWS]
)
BOOK = Rulebook(RULES)
TODAY = date(2026, 6, 1)
ASKED_FOR = {
    *("IDPOOR", "HEF", "FAMILY-PACKAGE", "FP-SCHOOL", "FP-DISABILITY", "FP-ELDERLY"),
    *("MATERNITY-CASH", "NSSF-VOLUNTARY", "NSSF-INJURY", "NSSF-HEALTH", "NSSF-PENSION"),
    *("TVET-1.5M", "DISABILITY-CARD", "SCHOOL", "CIVIL-DOCUMENTS"),
}
POOR = {"equity-card": "poor-1"}


def asked(scheme, day=TODAY, **known):
    facts = {code.replace("_", "-"): value for code, value in known.items()}
    return eligibility(BOOK, scheme=scheme, known=facts, day=day)


@pytest.mark.parametrize("code", BOOK.codes)
def test_from_its_first_day_on_every_day_has_exactly_one_rule(code):
    history = BOOK.history(code)

    assert not gaps(history)
    assert history[-1].valid_to is None
    for earlier, later in zip(history, history[1:], strict=False):
        assert earlier.valid_to + timedelta(days=1) == later.valid_from


def test_every_scheme_of_the_list_has_a_rule():
    schemes = {row["code"] for row in table("schemes")}

    assert set(schemes_of(BOOK)) == schemes
    assert schemes >= ASKED_FOR


def test_every_rule_has_a_subject_in_both_languages_that_counts_the_same():
    subjects = {row["code"]: row for row in table("rule_subjects")}

    for rule in RULES:
        subject = subjects[rule.code]
        assert subject["unit"] == rule.unit
        assert subject["topic"] in RuleTopic.values
        assert subject["kind"] in RuleKind.values
        assert has_khmer(subject["label_km"]) and subject["label_en"]
        is_number = isinstance(rule.value, Decimal) and rule.unit != "telephone"
        assert is_number == (subject["kind"] == RuleKind.NUMBER)


def test_no_household_of_the_rules_loses_by_having_more():
    assert not [rule.code for rule in RULES if losing_by_more(rule)]


@pytest.mark.parametrize("scheme", schemes_of(BOOK))
def test_nothing_known_is_needs_checking_and_never_a_yes(scheme):
    decision = asked(scheme)

    expected = Verdict.NO if scheme == "COVID-CASH" else Verdict.UNKNOWN
    assert decision.verdict is expected
    assert has_khmer(decision.explanation.km)


def everything_about(scheme):
    """Yield every combination of the facts that a scheme asks, unknown among them."""
    rule = BOOK.on(f"eligible.{scheme}", TODAY)
    facts = {one.fact.code for way in ways_of(rule) for one in way.conditions}
    choices = []
    for code in sorted(facts):
        kind = FACTS[code].kind
        words = sorted(FACTS[code].words)
        values = {FactKind.YES_NO: [True, False], FactKind.NUMBER: [Decimal(0), Decimal(3)]}
        choices.append([(code, value) for value in [None, *values.get(kind, words)]])
    return map(dict, product(*choices))


@pytest.mark.parametrize("scheme", schemes_of(BOOK))
def test_every_outcome_of_every_scheme_is_explained_in_both_languages(scheme):
    for known in everything_about(scheme):
        decision = eligibility(BOOK, scheme=scheme, known=known, day=TODAY)
        assert len(decision.reasons) >= 3
        assert all(has_khmer(said.km) and said.en for said in decision.reasons)


@pytest.mark.parametrize("scheme", schemes_of(BOOK))
def test_more_children_never_make_a_household_lose_a_scheme(scheme):
    rank = {Verdict.NO: 0, Verdict.UNKNOWN: 1, Verdict.YES: 2}
    for known, code in product(everything_about(scheme), GROWING):
        few = eligibility(BOOK, scheme=scheme, known={**known, code: Decimal(1)}, day=TODAY)
        more = eligibility(BOOK, scheme=scheme, known={**known, code: Decimal(4)}, day=TODAY)
        assert rank[more.verdict] >= rank[few.verdict]


@pytest.mark.parametrize(
    ("scheme", "known", "verdict"),
    [
        ("IDPOOR", {"equity_card": "none"}, Verdict.YES),
        ("IDPOOR", {"equity_card": "expired"}, Verdict.YES),
        ("IDPOOR", {"equity_card": "poor-1"}, Verdict.NO),
        ("HEF", {"equity_card": "poor-2"}, Verdict.YES),
        ("HEF", {"equity_card": "at-risk"}, Verdict.UNKNOWN),
        ("HEF", {"equity_card": "none"}, Verdict.NO),
        ("FAMILY-PACKAGE", POOR_CARD := {"equity_card": "poor-1"}, Verdict.YES),
        ("FP-SCHOOL", {**POOR_CARD, "children_at_school": Decimal(2)}, Verdict.YES),
        ("FP-SCHOOL", POOR_CARD, Verdict.UNKNOWN),
        ("FP-ELDERLY", {**POOR_CARD, "elderly": Decimal(0)}, Verdict.NO),
        ("FP-DISABILITY", {**POOR_CARD, "members_with_disability": Decimal(1)}, Verdict.YES),
        ("MATERNITY-CASH", {**POOR_CARD, "pregnant_at_home": True}, Verdict.YES),
        (
            "MATERNITY-CASH",
            {"equity_card": "none", "nssf_member": True, "children_under_2": Decimal(1)},
            Verdict.YES,
        ),
        ("MATERNITY-CASH", {"equity_card": "none", "nssf_member": False}, Verdict.NO),
        ("NSSF-VOLUNTARY", {"self_employed": True, "has_employees": False}, Verdict.YES),
        ("NSSF-VOLUNTARY", {"self_employed": True}, Verdict.UNKNOWN),
        ("NSSF-VOLUNTARY", {"self_employed": True, "has_employees": True}, Verdict.NO),
        ("NSSF-HEALTH", {"works_for_employer": True}, Verdict.YES),
        ("TVET-1.5M", {"returned_from_thailand": True}, Verdict.YES),
        ("TVET-1.5M", {"returned_from_thailand": False, **POOR_CARD}, Verdict.UNKNOWN),
        ("DISABILITY-CARD", {"members_with_disability": Decimal(1)}, Verdict.UNKNOWN),
        ("DISABILITY-CARD", {"members_with_disability": Decimal(0)}, Verdict.NO),
        ("SCHOOL", {"children_out_of_school": Decimal(1)}, Verdict.YES),
        ("CIVIL-DOCUMENTS", {"has_birth_certificate": False}, Verdict.YES),
        ("LOAN-RELIEF", {"returned_worker": True, "has_loan": True}, Verdict.UNKNOWN),
    ],
)
def test_the_schemes_answer_as_the_notes_say(scheme, known, verdict):
    assert asked(scheme, **known).verdict is verdict


def test_before_a_scheme_began_there_is_no_rule_to_decide_by():
    decision = asked("FAMILY-PACKAGE", day=date(2024, 3, 31), equity_card="poor-1")

    assert (decision.verdict, decision.rule) == (Verdict.UNKNOWN, None)


@pytest.mark.parametrize(
    ("year", "least"),
    [(2019, 182), (2020, 190), (2021, 192), (2022, 194), (2023, 200), (2024, 204), (2025, 208),
     (2026, 210), (2027, 210)],
)  # fmt: skip
def test_each_year_has_its_minimum_wage_of_the_notes(year, least):
    day = date(year, 6, 1)
    for wage, verdict in ((least, Verdict.YES), (least - 1, Verdict.NO)):
        given = {"sector": "garment", "wage": Decimal(wage), "unit": "USD/month", "day": day}
        finding = meets_minimum_wage(BOOK, **given)
        assert finding.verdict is verdict
        assert has_khmer(told(finding).km)


def test_where_the_law_sets_no_minimum_the_figure_is_only_to_compare_with():
    given = {"wage": Decimal(500), "unit": "USD/month", "day": TODAY}
    for sector in ("construction", "agriculture", "service"):
        finding = meets_minimum_wage(BOOK, sector=sector, **given)
        assert finding.verdict is Verdict.UNKNOWN
        assert "only to compare" in told(finding).en


def test_what_is_general_knowledge_or_assumed_is_never_verified():
    doubtful = re.compile("general knowledge|assum|to be read|disagree", re.IGNORECASE)
    wrong = [r.code for r in RULES if r.verified and doubtful.search(f"{r.source} {r.note}")]

    assert not wrong
