"""The sheet of a household: every assumption with how it is known (plain Python).

It is what the page asks, what a saved version holds, and what the arithmetic reads.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from spean.casework.rules.household import COMES_IN, DURATIONS, GOES_OUT, Household, SocialSecurity
from spean.core.loans import Loan
from spean.core.months import MONTHS, Range

# One number each, not a range: what is in hand, the worker's share and its limits, and how long.
SECURITY: Final = ("nssf_share", "nssf_floor", "nssf_ceiling")
SINGLES: Final = ("cash", *SECURITY, *DURATIONS)
CODES: Final = (*sorted(COMES_IN), *sorted(GOES_OUT), *SINGLES)


@dataclass(frozen=True, slots=True)
class Known:
    """An amount, how it is known, and for a rule its source and whether that was checked."""

    amount: Range
    basis: str
    source: str = ""
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class NamedLoan:
    """A loan, what it is called here, and how it is known."""

    name: str
    loan: Loan
    basis: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that was assumed. `question` is the way of earning that was asked about.

    `begins` and `birth` are first days of months; a birth outside the months counts as none.
    """

    question: str
    begins: date
    known: Mapping[str, Known]
    loans: tuple[NamedLoan, ...] = ()
    harvest_months: tuple[int, ...] = ()
    planting_months: tuple[int, ...] = ()
    school_month: int = 0
    birth: date | None = None

    def single(self, code: str) -> int:
        """Return a single number; nothing, where it is not known."""
        found = self.known.get(code)
        return found.amount.likely if found else 0

    def household(self) -> Household:
        """Return what the arithmetic reads."""
        ranges = COMES_IN | GOES_OUT
        share, floor, ceiling = (self.single(code) for code in SECURITY)
        return Household(
            first_month=self.begins.month,
            cash=self.single("cash"),
            amounts={code: one.amount for code, one in self.known.items() if code in ranges},
            durations={code: self.single(code) for code in DURATIONS},
            loans=tuple(one.loan for one in self.loans),
            harvest_months=frozenset(self.harvest_months),
            planting_months=frozenset(self.planting_months),
            school_month=self.school_month,
            birth=self._birth_month(),
            security=SocialSecurity(share, floor, ceiling),
        )

    def _birth_month(self) -> int | None:
        if self.birth is None:
            return None
        month = (self.birth.year - self.begins.year) * 12 + self.birth.month - self.begins.month
        return month if 0 <= month < MONTHS else None

    def as_plain(self) -> dict[str, Any]:
        """Return the sheet as JSON can hold it."""
        plain = asdict(self)
        plain["begins"] = self.begins.isoformat()
        plain["birth"] = self.birth.isoformat() if self.birth else None
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Sheet":
        """Return the sheet that was kept.

        :raises ValueError: if it holds what cannot be meant
        """
        known = {
            code: Known(**{**one, "amount": Range(**one["amount"])})
            for code, one in plain["known"].items()
        }
        loans = tuple(
            NamedLoan(one["name"], Loan(**one["loan"]), one["basis"]) for one in plain["loans"]
        )
        return cls(
            question=plain["question"],
            begins=date.fromisoformat(plain["begins"]),
            known=known,
            loans=loans,
            harvest_months=tuple(plain["harvest_months"]),
            planting_months=tuple(plain["planting_months"]),
            school_month=plain["school_month"],
            birth=date.fromisoformat(plain["birth"]) if plain["birth"] else None,
        )
