import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.core.loans import (
    LIFE,
    Loan,
    cost_of_pause,
    paid_in_all,
    paused,
    schedule,
)
from tests.casework.money.households import LOANS


@given(LOANS, st.integers(0, 6))
def test_a_loan_neither_loses_nor_makes_money(loan, pause):
    owed = loan.owed
    for due in schedule(paused(loan, pause), 60):
        assert due.owed == owed + due.interest - due.paid
        assert min(due.interest, due.paid, due.owed) >= 0
        owed = due.owed


@given(LOANS, st.integers(1, 6))
def test_nothing_is_paid_during_a_pause_and_it_never_makes_a_loan_cheaper(loan, months):
    assert not any(due.paid for due in schedule(paused(loan, months), months))
    cost = cost_of_pause(loan, months)
    assert cost is None or cost >= 0


def test_instalments_end_with_what_is_left():
    loan = Loan(250_000, rate=100, payment=100_000)

    # 1 percent: 2,500, then 1,525, then 540.
    assert [due.paid for due in schedule(loan, 4)] == [100_000, 100_000, 54_565, 0]
    assert paid_in_all(loan) == 254_565


def test_interest_alone_and_all_at_the_end():
    loan = Loan(1_000_000, rate=200, last=3)

    assert [due.paid for due in schedule(loan, 5)] == [20_000, 20_000, 20_000, 1_020_000, 0]


def test_payments_every_six_months_after_the_harvest():
    loan = Loan(600_000, payment=300_000, first=1, every=6)

    paid = [due.paid for due in schedule(loan, 12)]

    assert [month for month, amount in enumerate(paid) if amount] == [1, 7]


def test_interest_of_a_pause_is_added_to_what_is_owed():
    loan = Loan(1_000_000, rate=200, payment=340_000)

    dues = schedule(paused(loan, 2), 6)

    assert [due.paid for due in dues[:2]] == [0, 0]
    assert dues[1].owed == 1_040_400
    assert cost_of_pause(loan, 2) == paid_in_all(paused(loan, 2)) - paid_in_all(loan) > 0


def test_a_loan_whose_payments_are_less_than_its_interest_never_ends():
    loan = Loan(1_000_000, rate=300, payment=20_000)

    assert paid_in_all(loan) is None
    assert cost_of_pause(loan, 3) is None
    assert schedule(loan, LIFE)[-1].owed > 1_000_000


@pytest.mark.parametrize("wrong", [{"owed": -1}, {"owed": 1, "every": 0}, {"owed": 1, "last": -1}])
def test_a_loan_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(ValueError, match="loan"):
        Loan(**wrong)
