"""Every finding has its sentence in Khmer and English, with its source, checked or not."""

from datetime import date
from decimal import Decimal

import pytest

from rulebook import (
    Finding,
    Rulebook,
    Verdict,
    legal_age,
    meets_minimum_wage,
    said_amount,
    said_day,
    said_unit,
    stays_within,
    told,
)
from tests.rulebook.rows import a_rule, an_age
from tests.rulebook.situations import DAY, has_khmer

WAGE = a_rule(valid_from=date(2026, 1, 1), valid_to=None, value=Decimal(210))
COMPARATOR = a_rule(code="wage-comparator", valid_to=None, value=Decimal(210))
HOURS = a_rule(code="hours-per-week", value=Decimal(48), unit="hours", valid_to=None)
BOOK = Rulebook([WAGE, COMPARATOR, HOURS, an_age()])


def wage(amount, sector="garment"):
    return meets_minimum_wage(BOOK, sector=sector, wage=amount, unit="USD/month", day=DAY)


FINDINGS = {
    "a wage that reaches it": (wage(Decimal(215)), "Yes: 215 US dollars a month; at least 210"),
    "a wage below it": (wage(Decimal("209.50")), "No: 209.5 US dollars a month; at least 210"),
    "a wage not known": (wage(None), "Needs checking: it must be at least 210"),
    "a sector without a law": (wage(Decimal(215), "fishing"), "the law sets no figure here"),
    "hours within": (stays_within(BOOK, "hours-per-week", Decimal(44), day=DAY), "at most 48"),
    "hours beyond": (stays_within(BOOK, "hours-per-week", Decimal(50), day=DAY), "No: 50"),
    "hours not known": (stays_within(BOOK, "hours-per-week", None, day=DAY), "at most 48"),
    "an age not reached": (legal_age(BOOK, "", DAY, age=14), "No: 14 years; at least 15"),
    "no rule": (Finding(Verdict.UNKNOWN, None), "no rule about this"),
    "a rule without numbers": (Finding(Verdict.UNKNOWN, WAGE), "no rule about this"),
}


@pytest.mark.parametrize("case", FINDINGS)
def test_every_outcome_is_told_in_both_languages(case):
    finding, english = FINDINGS[case]
    said = told(finding)

    assert english in said.en
    assert has_khmer(said.km)


def test_a_comparison_is_never_told_as_the_law():
    finding = wage(Decimal(100), "fishing")

    assert finding.verdict is Verdict.UNKNOWN
    assert told(finding).en.count("Needs checking") == 2


def test_the_source_and_whether_it_was_checked_are_told():
    said = told(wage(Decimal(215)))

    assert "In force since 1 January 2026. Source: sample." in said.en
    assert "not been checked" in said.en


def test_days_units_and_amounts_are_said_as_people_say_them():
    assert said_day(date(2027, 1, 1)).km == "១ មករា ២០២៧"
    assert said_unit("pigs").en == "pigs"
    assert said_amount(Decimal("15600.00"), "KHR/month").en == "15,600 riel a month"
