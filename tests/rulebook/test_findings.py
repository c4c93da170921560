from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook import (
    BadRule,
    Basis,
    Finding,
    Rulebook,
    Verdict,
    WrongUnit,
    legal_age,
    meets_minimum_wage,
)
from tests.rulebook.rows import a_rule, an_age

DAY = date(2025, 6, 1)
COMPARATOR = a_rule(code="wage-comparator")
garment = partial(
    meets_minimum_wage, Rulebook([a_rule()]), sector="garment", unit="USD/month", day=DAY
)


@given(st.decimals(0, 1000, places=2))
def test_a_wage_meets_the_minimum_exactly_from_the_minimum_on(wage):
    finding = garment(wage=wage)

    assert finding.verdict is (Verdict.YES if wage >= 208 else Verdict.NO)
    assert finding.numbers == {"minimum": 208, "wage": wage, "difference": wage - 208}
    assert finding.basis is Basis.LAW


def test_a_wage_nobody_told_is_unknown_and_still_shows_the_minimum():
    finding = garment(wage=None)

    assert (finding.verdict, finding.numbers) == (Verdict.UNKNOWN, {"minimum": 208})


def test_a_sector_without_a_minimum_is_compared_but_never_judged():
    book = Rulebook([a_rule(), COMPARATOR])
    finding = meets_minimum_wage(
        book, sector="construction", wage=Decimal(150), unit="USD/month", day=DAY
    )

    assert (finding.verdict, finding.basis) == (Verdict.UNKNOWN, Basis.COMPARATOR)
    assert finding.rule == COMPARATOR
    assert finding.numbers == {"comparator": 208, "wage": 150, "difference": -58}


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2026, 1, 1)])
def test_a_day_without_any_rule_is_unknown_and_not_an_error(day):
    assert garment(wage=Decimal(500), day=day) == Finding(Verdict.UNKNOWN, None)


def test_a_day_wage_is_not_held_against_a_month():
    with pytest.raises(WrongUnit, match=r"counts USD/month, the amount counts USD/day"):
        garment(wage=Decimal(10), unit="USD/day")


def test_a_wage_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="finite"):
        garment(wage=Decimal("NaN"))


BOOK = Rulebook([an_age(), an_age("minimum-age.hazardous", 18)])


@pytest.mark.parametrize(("work", "minimum"), [("hazardous", 18), ("office", 15), ("", 15)])
def test_work_without_a_line_of_its_own_takes_the_general_age(work, minimum):
    finding = legal_age(BOOK, work, DAY)

    assert (finding.verdict, finding.numbers) == (Verdict.UNKNOWN, {"minimum": minimum})


@pytest.mark.parametrize(("age", "verdict"), [(17, Verdict.NO), (18, Verdict.YES)])
def test_an_age_is_reached_on_the_birthday(age, verdict):
    assert legal_age(BOOK, "hazardous", DAY, age=age).verdict is verdict


def test_without_any_rule_an_age_is_unknown_and_never_allowed():
    assert legal_age(Rulebook([]), "hazardous", DAY, age=60).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "rule", [a_rule(code="minimum-age"), a_rule(code="minimum-age", value="fifteen", unit="years")]
)
def test_a_row_that_does_not_count_years_is_refused(rule):
    with pytest.raises(BadRule):
        legal_age(Rulebook([rule]), "office", DAY)


@pytest.mark.parametrize("verified", [True, False])
def test_a_finding_says_whether_its_rule_was_checked(verified):
    book = Rulebook([an_age(verified=verified)])

    assert legal_age(book, "office", DAY).verified is verified
    assert not legal_age(Rulebook([]), "office", DAY).verified
