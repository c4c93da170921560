"""A small business on paper: what it needs, when it carries itself, month by month (plain Python).

Whole riel. What cannot be is refused with a reason; what is only unwise is allowed and said.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from spean.core.loans import Loan, schedule
from spean.core.months import LIKELY, MONTHS, VIEWS, Line, Outcome, Range, outcome_of

# Kept with every saved plan, so that an old picture can always be explained.
ARITHMETIC: Final = "2026-1"
EVEN: Final = (100,) * 12
# Percent of an ordinary month, January first. Guesses to begin a talk with: not verified.
SEASONS: Final[dict[str, tuple[int, ...]]] = {
    "rainy": (100, 100, 100, 100, 95, 80, 75, 75, 75, 80, 100, 100),
    "harvest": (120, 105, 100, 100, 95, 90, 90, 90, 90, 95, 115, 125),
    "new_year": (100, 100, 105, 150, 80, 100, 100, 100, 100, 100, 100, 100),
    "pchum_ben": (100, 100, 100, 100, 100, 100, 100, 95, 120, 125, 95, 100),
}


@dataclass(frozen=True, slots=True)
class Product:
    """One thing that is sold: its price, what one of it costs, how many are sold in a month."""

    name: str
    price: int
    unit_cost: int
    sold: Range
    unit: str = ""

    def __post_init__(self) -> None:
        if min(self.price, self.unit_cost) < 0:
            raise ValueError(f"below nothing: {self}")


@dataclass(frozen=True, slots=True)
class Shop:
    """The plan of a small business as it was told. `begins` is the first day of a month."""

    begins: date
    products: tuple[Product, ...]
    start_costs: tuple[tuple[str, int], ...] = ()
    own_money: int = 0
    given: int = 0
    stock_months: int = 0
    opens_after: int = 0
    fixed: int = 0
    owner_pay: int = 0
    family_hours: int = 0
    family_wage: int = 0
    days: int = 26
    seasons: tuple[str, ...] = ()
    own_season: tuple[int, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    risks: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        numbers = (
            self.own_money, self.given, self.stock_months, self.opens_after, self.fixed,
            self.owner_pay, self.family_hours, self.family_wage, *self.own_season,
            *(amount for _name, amount in self.start_costs),
        )  # fmt: skip
        if min(numbers) < 0 or not 1 <= self.days <= 31 or not self.products:
            raise ValueError("a business cannot be so")

    @property
    def start_cost(self) -> int:
        """Return what is paid once to open, without the goods."""
        return sum(amount for _name, amount in self.start_costs)

    @property
    def stock(self) -> int:
        """Return what the first goods cost: bought before anything is sold."""
        return self.stock_months * sum(p.unit_cost * p.sold.likely for p in self.products)

    @property
    def family_labour(self) -> int:
        """Return what the unpaid hours of the family would cost in a month."""
        return self.family_hours * self.family_wage

    def factor(self, month: int) -> int:
        """Return how a month of the plan goes, in percent of an ordinary one."""
        place = (self.begins.month - 1 + month) % 12
        if self.own_season:
            return self.own_season[place]
        percent = 100
        for name in self.seasons:
            percent = percent * SEASONS[name][place] // 100
        return percent

    def as_plain(self) -> dict[str, Any]:
        """Return the plan as JSON can hold it."""
        return {**asdict(self), "begins": self.begins.isoformat()}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Shop":
        """Return the plan that was kept.

        :raises ValueError: if it holds what cannot be meant
        """
        products = (Product(**{**one, "sold": Range(**one["sold"])}) for one in plain["products"])
        pairs = {
            name: tuple((str(first), second) for first, second in plain[name])
            for name in ("start_costs", "risks")
        }
        lists = {name: tuple(plain[name]) for name in ("seasons", "own_season")}
        begins = date.fromisoformat(plain["begins"])
        return cls(**{**plain, **pairs, **lists, "begins": begins, "products": tuple(products)})


@dataclass(frozen=True, slots=True)
class BreakEven:
    """How much must be sold in a month so that nothing is lost: of each product, and in riel."""

    units: tuple[int, ...]
    sales: int

    def units_a_day(self, days: int) -> tuple[int, ...]:
        """Return the same for one working day, rounded up."""
        return tuple(_up(count, days) for count in self.units)

    def sales_a_day(self, days: int) -> int:
        """Return the sales of one working day, rounded up."""
        return _up(self.sales, days)


def monthly_costs(shop: Shop, *, with_family: bool = False) -> int:
    """Return what a month costs before anything is sold; the family's hours only if asked."""
    return shop.fixed + shop.owner_pay + (shop.family_labour if with_family else 0)


def break_even(shop: Shop, *, with_family: bool = False) -> BreakEven | None:
    """Return how much must be sold; `None` if no number of sales is enough.

    Several products keep the shares they are thought to sell in; where nobody knows how many, one
    of each.
    """
    costs = monthly_costs(shop, with_family=with_family)
    mix = [product.sold.likely for product in shop.products]
    if not any(mix):
        mix = [1] * len(mix)
    margin = sum(
        (p.price - p.unit_cost) * count for p, count in zip(shop.products, mix, strict=True)
    )
    if margin <= 0:
        return None
    # What loses money on each piece is never rounded up: then what is said here is enough.
    units = tuple(
        _up(costs * count, margin) if p.price >= p.unit_cost else costs * count // margin
        for p, count in zip(shop.products, mix, strict=True)
    )
    sales = sum(p.price * count for p, count in zip(shop.products, units, strict=True))
    return BreakEven(units, sales)


def profit_of(shop: Shop, units: tuple[int, ...], *, with_family: bool = False) -> int:
    """Return what a month leaves when so many of each product are sold."""
    margin = sum(
        (p.price - p.unit_cost) * count for p, count in zip(shop.products, units, strict=True)
    )
    return margin - monthly_costs(shop, with_family=with_family)


def _up(amount: int, by: int) -> int:
    return -(-amount // by)


def lines_of(shop: Shop, loan: Loan | None = None) -> Iterator[Line]:
    """Return every line of the shop's 24 months; its own money is where they begin."""
    yield _once("given", True, shop.given, 0)
    yield _once("start", False, shop.start_cost, 0)
    yield _once("stock", False, shop.stock, 0)
    yield Line("sales", True, _sold(shop, "price"))
    yield Line("goods", False, _sold(shop, "unit_cost"))
    is_open = [month >= shop.opens_after for month in range(MONTHS)]
    yield Line("fixed", False, (tuple(shop.fixed * one for one in is_open),) * 3)
    yield Line("owner_pay", False, (tuple(shop.owner_pay * one for one in is_open),) * 3)
    if loan is not None:
        yield _once("loan_in", True, loan.owed, 0)
        paid = tuple(due.paid for due in schedule(loan, MONTHS))
        yield Line("loan", False, (paid,) * 3, 0)


def _once(code: str, comes_in: bool, amount: int, when: int) -> Line:
    return Line(code, comes_in, (tuple(amount * (m == when) for m in range(MONTHS)),) * 3)


def _sold(shop: Shop, column: str) -> tuple[tuple[int, ...], ...]:
    """Return sales or goods in each view; a season below one thing sold counts as none."""

    def of(month: int, view: int) -> int:
        if month < shop.opens_after:
            return 0
        factor = shop.factor(month)
        return sum(
            product.sold.seen(view, comes_in=True) * factor // 100 * getattr(product, column)
            for product in shop.products
        )

    return tuple(tuple(of(month, view) for month in range(MONTHS)) for view in VIEWS)


def brought_home(shop: Shop, loan: Loan | None = None) -> Iterator[Line]:
    """Return the shop's lines as the household sees them: one purse, so its own pay is no line."""
    return (line for line in lines_of(shop, loan) if line.code != "owner_pay")


def reckon_shop(shop: Shop, loan: Loan | None = None) -> Outcome:
    """Return the 24 months of the shop's own cash box."""
    return outcome_of(shop.own_money, "shop", lines_of(shop, loan))


def short_in(outcome: Outcome, view: int = LIKELY) -> int | None:
    """Return the first month in which money is missing; `None` if the start money lasts."""
    cash = outcome.views[view].cash
    return next((month for month, left in enumerate(cash) if left < 0), None)


def carries_from(outcome: Outcome, view: int = LIKELY) -> int | None:
    """Return the month from which a year's months together leave money; `None` if never.

    A single good month is not yet a business: the months that follow, up to twelve, count too.
    """
    one = outcome.views[view]
    steps = [i - o for i, o in zip(one.comes_in, one.goes_out, strict=True)]
    for month in range(1, MONTHS):
        if steps[month] > 0 and sum(steps[month : month + 12]) > 0:
            return month
    return None


def warnings_of(shop: Shop, outcome: Outcome) -> list[str]:
    """Return the codes of what should be said plainly before anybody spends money."""
    found = []
    if any(p.price <= p.unit_cost for p in shop.products):
        found.append("below_cost")
    if not any(p.sold.likely for p in shop.products):
        found.append("no_sales")
    if break_even(shop) is None:
        found.append("never")
    elif profit_of(shop, tuple(p.sold.likely for p in shop.products)) < 0:
        found.append("too_few")
    if short_in(outcome) is not None:
        found.append("runs_out")
    if shop.owner_pay == 0:
        found.append("no_pay")
    return found


# GYB before there is an idea, SYB before there is a business, IYB once it lives.
_NEXT: Final = {"": ("gyb",), "idea": ("gyb", "syb"), "started": ("iyb",), "ended": ("gyb", "syb")}


def next_package(stage: str, taken: frozenset[str], *, reads: bool = True) -> str:
    """Return the package that fits next, "" if none; who does not read takes GET Ahead first."""
    if not reads and "get_ahead" not in taken:
        return "get_ahead"
    return next((code for code in _NEXT.get(stage, ()) if code not in taken), "")


# Asked after so many months: is it alive, what does it leave (employment notes 5.8).
CHECKS: Final = (1, 3, 6, 12)
