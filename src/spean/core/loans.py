"""What a loan asks of each month, in whole riel (plain Python).

Interest is added each month and rounded to the riel, half up. A pause moves the whole schedule;
interest goes on meanwhile and is added to what is owed, as lenders reckon it.
"""

from dataclasses import dataclass, replace
from typing import Final

# Rates are whole hundredths of a percent a month: 150 is 1.5 percent.
WHOLE: Final = 10_000
# Nobody plans further; a loan that outlives this never ends.
LIFE: Final = 360


@dataclass(frozen=True, slots=True)
class Loan:
    """What is owed today, and when how much of it is to be paid.

    `payment` is paid every `every` months from month `first` on; 0 means the interest alone.
    In month `last` all that is still owed is due; `None` where the payments end it.

    :raises ValueError: if it cannot be meant
    """

    owed: int
    rate: int = 0
    payment: int = 0
    first: int = 0
    every: int = 1
    last: int | None = None
    pause: int = 0

    def __post_init__(self) -> None:
        if min(self.owed, self.rate, self.payment, self.first, self.pause) < 0 or self.every < 1:
            raise ValueError(f"a loan cannot be so: {self}")
        if self.last is not None and self.last < 0:
            raise ValueError(f"a loan cannot end before it is asked about: {self}")


@dataclass(frozen=True, slots=True)
class Due:
    """One month of a loan: interest added, paid, and still owed at its end."""

    interest: int
    paid: int
    owed: int


def schedule(loan: Loan, months: int) -> tuple[Due, ...]:
    """Return the months of a loan; money is conserved in each of them."""
    owed, unpaid_interest, dues = loan.owed, 0, []
    for month in range(months):
        interest = (owed * loan.rate + WHOLE // 2) // WHOLE
        owed += interest
        unpaid_interest += interest
        place = month - loan.pause
        paid = _due(loan, place, owed, unpaid_interest)
        if paid or place < 0:
            unpaid_interest = 0
        owed -= paid
        dues.append(Due(interest, paid, owed))
    return tuple(dues)


def _due(loan: Loan, place: int, owed: int, unpaid_interest: int) -> int:
    if place < 0:
        return 0
    if loan.last is not None and place >= loan.last:
        return owed
    if place < loan.first or (place - loan.first) % loan.every:
        return 0
    return min(owed, loan.payment or unpaid_interest)


def paid_in_all(loan: Loan) -> int | None:
    """Return what the loan takes until nothing is owed; `None` if it never ends."""
    dues = schedule(loan, LIFE)
    return sum(due.paid for due in dues) if dues[-1].owed == 0 else None


def paused(loan: Loan, months: int) -> Loan:
    """Return the same loan with its schedule moved by some months."""
    return replace(loan, pause=loan.pause + months)


def cost_of_pause(loan: Loan, months: int) -> int | None:
    """Return what a pause adds to all that will be paid; `None` if the loan never ends."""
    before, after = paid_in_all(loan), paid_in_all(paused(loan, months))
    return None if before is None or after is None else after - before
