"""What a household's months are reckoned from: ranges, months, loans (plain Python, whole riel)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from spean.core.loans import Loan
from spean.core.months import Range

# Kept with every saved reckoning, so that an old picture can always be explained.
ARITHMETIC: Final = "2026-1"

# What must be asked before anything is said at all, and before a way is reckoned.
ESSENTIAL: Final = ("living",)
PATHS: Final[Mapping[str, tuple[str, ...]]] = {
    "work_now": ("wage_now",),
    "rpl": ("wage_rpl",),
    "course": ("stipend", "wage_trained"),
    "farm": ("farm_more",),
    "shop": ("shop_profit",),
    "migrate": ("sent_home",),
}

# What comes in and what goes out, each a range; which of them each way of earning asks for.
COMES_IN: Final = frozenset(
    {
        "other_income", "casual", "harvest", "checkup", "at_birth", "child_cash", "wage_now",
        "wage_rpl", "stipend", "weekend_work", "wage_trained", "farm_more", "shop_profit",
        "sent_home",
    }
)  # fmt: skip
GOES_OUT: Final = frozenset(
    {
        "living", "planting", "school_start", "school_month", "transport_work", "childcare",
        "rpl_fee", "transport_course", "course_cost", "farm_start", "farm_planting",
        "nssf_voluntary", "shop_start", "leave_cost", "care_home",
    }
)  # fmt: skip
# Whole months, one number each: how long something lasts or is waited for.
DURATIONS: Final = ("wait_now", "rpl_months", "wait_rpl", "course_months", "wait_trained",
                    "shop_wait", "leave_wait")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SocialSecurity:
    """The worker's share: hundredths of a percent of the wage between a floor and a ceiling."""

    share: int = 0
    floor: int = 0
    ceiling: int = 0

    def of(self, wage: int) -> int:
        """Return the share of one month's wage, never more than the wage itself."""
        counted = max(min(wage, self.ceiling), self.floor) if self.ceiling else wage
        return min(wage, counted * self.share // 10_000)


@dataclass(frozen=True, slots=True)
class Household:
    """The household as it was told: what is in hand, and what comes and goes.

    `first_month` is the month of the year (1 to 12) with which the reckoning begins; seasons and
    the start of school (0 if nobody goes) are months of the year; the birth is a month from the
    beginning, or `None`.
    """

    first_month: int
    cash: int
    amounts: Mapping[str, Range]
    durations: Mapping[str, int] = field(default_factory=dict)
    loans: tuple[Loan, ...] = ()
    harvest_months: frozenset[int] = frozenset()
    planting_months: frozenset[int] = frozenset()
    school_month: int = 0
    birth: int | None = None
    security: SocialSecurity = SocialSecurity()

    def month_of_year(self, month: int) -> int:
        """Return the month of the year (1 to 12) of a month of the reckoning."""
        return (self.first_month - 1 + month) % 12 + 1

    def lasts(self, code: str) -> int:
        """Return how many months something lasts, none if it is not known."""
        return self.durations.get(code, 0)

    def unknown_for(self, path: str) -> tuple[str, ...]:
        """Return what must still be asked before this way can be reckoned."""
        return tuple(code for code in ESSENTIAL + PATHS[path] if code not in self.amounts)
