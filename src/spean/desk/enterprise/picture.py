"""Where sales and costs cross, drawn on the server: two lines, a triangle, and the words.

Sales are a solid line, costs a dashed one, and a legend names them; where the shop carries itself
stands a triangle with the number. The phone has a drawing of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spean.core.wording import digits_text
from spean.desk.enterprise.words import a_day
from spean.skills.rules.enterprise import Shop, break_even, monthly_costs

THOUSAND: Final = 1_000
# So far beyond the crossing the lines are drawn.
_BEYOND: Final = Fraction(8, 5)
_LEAST: Final = Fraction(5, 4)


@dataclass(frozen=True, slots=True)
class Mark:
    """The crossing: a triangle under it, and its words."""

    path: str
    x: int
    y: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """One drawing at one width."""

    name: str
    width: int
    height: int
    left: int
    right: int
    foot: int
    sales: str
    costs: str
    heights: tuple[tuple[int, str], ...]
    widths: tuple[tuple[int, str], ...]
    mark: Mark | None = None

    @property
    def words_at(self) -> int:
        """Return the line of the words under the drawing."""
        return self.foot + 26


@dataclass(frozen=True, slots=True)
class _Month:
    """One month as straight lines: at 1 as much is sold as is likely (or one of each)."""

    sales: int
    goods: int
    costs: int
    # Where the lines cross, and where the drawing ends.
    cross: Fraction | None
    end: Fraction

    @property
    def top(self) -> Fraction:
        """Return the highest amount that is drawn."""
        return max(self.end * self.sales, self.costs + self.end * self.goods, Fraction(1))


def crossings(shop: Shop) -> list[Crossing]:
    """Return the wide and the slim drawing of sales and costs in a month."""
    month = _month(shop)
    return [_drawn("wide", shop, month), _drawn("slim", shop, month)]


def _month(shop: Shop) -> _Month:
    likely = [one.sold.likely for one in shop.products]
    mix = likely if any(likely) else [1] * len(likely)
    pairs = list(zip(shop.products, mix, strict=True))
    sales = sum(one.price * count for one, count in pairs)
    goods = sum(one.unit_cost * count for one, count in pairs)
    costs = monthly_costs(shop)
    cross = Fraction(costs, sales - goods) if sales > goods else None
    end = max(_LEAST if any(likely) else Fraction(0), (cross or Fraction(1)) * _BEYOND)
    return _Month(sales, goods, costs, cross, end or Fraction(1))


def _drawn(name: str, shop: Shop, month: _Month) -> Crossing:
    width, height, left = (720, 320, 84) if name == "wide" else (292, 280, 62)
    right, head, foot = width - 14, 20, height - 50
    step = step_of(int(month.top) + 1)
    top = -(-(int(month.top) + 1) // step) * step

    def place(at: Fraction, amount: Fraction | int) -> tuple[int, int]:
        x = left + (right - left) * at / month.end
        return round(x), round(foot - (foot - head) * Fraction(amount) / top)

    def line(first: Fraction | int, last: Fraction | int) -> str:
        (x1, y1), (x2, y2) = place(Fraction(0), first), place(month.end, last)
        return f"M{x1} {y1}L{x2} {y2}"

    mark = None
    if month.cross is not None:
        mark = _mark(shop, place(month.cross, month.cross * month.sales), (left, right, foot))
    return Crossing(
        name=name,
        width=width,
        height=height,
        left=left,
        right=right,
        foot=foot,
        sales=line(0, month.end * month.sales),
        costs=line(month.costs, month.costs + month.end * month.goods),
        heights=tuple(
            (place(Fraction(0), one)[1] + 5, f"{one // THOUSAND:,}")
            for one in range(0, top + 1, step)
        ),
        widths=tuple(_widths(shop, month, (left, right))),
        mark=mark,
    )


def _mark(shop: Shop, at: tuple[int, int], room: tuple[int, int, int]) -> Mark:
    (x, y), (left, right, foot) = at, room
    is_left = x < (left + right) / 2
    found = break_even(shop)
    text = a_day(shop, found) if found else ""
    words = (x + 12, "start") if is_left else (x - 12, "end")
    return Mark(f"M{x} {y + 5}l7 13h-14z", words[0], min(y + 34, foot - 6), text, words[1])


def _widths(shop: Shop, month: _Month, room: tuple[int, int]) -> Iterator[tuple[int, str]]:
    """Return the words under the drawing: sold in a day, of one product, or sales of several."""
    left, right = room
    one = shop.products[0] if len(shop.products) == 1 else None
    for part in (0, 1, 2):
        at = month.end * Fraction(part, 2)
        if one is not None:
            a_month = at * (one.sold.likely or 1)
            text = digits_text(round(a_month / shop.days))
        else:
            text = f"{round(at * month.sales / shop.days / THOUSAND):,}"
        yield left + (right - left) * part // 2, text


def step_of(span: int) -> int:
    """Return the distance of four or five lines: 1, 2, 2.5 or 5 and noughts, in riel."""
    scale = THOUSAND
    while True:
        for step in (scale, 2 * scale, 5 * scale // 2, 5 * scale):
            if step * 5 >= span:
                return step
        scale *= 10
