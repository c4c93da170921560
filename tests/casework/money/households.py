"""Households for the arithmetic of money: one that is plain to reckon, and any at all."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from spean.casework.rules.household import COMES_IN, DURATIONS, GOES_OUT, Household, SocialSecurity
from spean.casework.rules.sheet import Known, Sheet
from spean.core.loans import Loan
from spean.core.months import MONTHS, Range


def sure(amount: int) -> Range:
    return Range(amount, amount, amount)


def household(**changes: Any) -> Household:
    """Return a household whose course is 400,000 short each month for four months."""
    amounts = {
        "living": sure(600_000),
        "other_income": sure(300_000),
        "stipend": sure(280_000),
        "childcare": sure(100_000),
        "wage_trained": sure(1_200_000),
        **changes.pop("amounts", {}),
    }
    values = {"first_month": 12, "cash": 0, "durations": {"course_months": 4}, **changes}
    return Household(amounts=amounts, **values)


def sheet(**changes: Any) -> Sheet:
    """Return what that household told, with 80,000 in hand."""
    home = household(cash=80_000)
    known = {code: Known(amount, "told") for code, amount in home.amounts.items()}
    known |= {"cash": Known(sure(80_000), "told"), "course_months": Known(sure(4), "rule")}
    values = {"question": "course", "begins": date(2026, 12, 1), "known": known, **changes}
    return Sheet(**values)


AMOUNT = st.integers(0, 2_000_000)
RANGES = st.lists(AMOUNT, min_size=3, max_size=3).map(lambda three: Range(*sorted(three)))
YEAR = st.frozensets(st.integers(1, 12), max_size=4)
LOANS = st.builds(
    Loan,
    owed=st.integers(0, 20_000_000),
    rate=st.integers(0, 500),
    payment=st.integers(0, 2_000_000),
    first=st.integers(0, 12),
    every=st.integers(1, 6),
    last=st.none() | st.integers(0, 40),
)


def households() -> st.SearchStrategy[Household]:
    """Return any household that can be reckoned in every way of earning."""
    codes = sorted(COMES_IN | GOES_OUT)
    return st.builds(
        Household,
        first_month=st.integers(1, 12),
        cash=st.integers(0, 10_000_000),
        amounts=st.fixed_dictionaries({code: RANGES for code in codes}),
        durations=st.fixed_dictionaries({code: st.integers(0, 12) for code in DURATIONS}),
        loans=st.lists(LOANS, max_size=2).map(tuple),
        harvest_months=YEAR,
        planting_months=YEAR,
        school_month=st.integers(0, 12),
        birth=st.none() | st.integers(0, MONTHS - 1),
        security=st.builds(
            SocialSecurity,
            share=st.integers(0, 500),
            floor=st.integers(0, 200_000),
            ceiling=st.sampled_from([0, 1_200_000]),
        ),
    )
