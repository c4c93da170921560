"""Months of money, of a household or a shop, drawn on the server: a line, and the range around it.

Nothing depends on hue: the likely months are a solid line, the range is hatched between dashed
lines, the hardest month is a triangle with its amount. The phone has a drawing of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.dates import MONTHS as MONTH_NAMES

from spean.casework.rules import add_months
from spean.core.months import BAD, GOOD, LIKELY, MONTHS, Outcome
from spean.core.wording import digits_text, money_text

THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the drawing with its words."""

    at: int
    text: str
    below: str = ""

    @property
    def text_at(self) -> int:
        """Return the line on which the words of a height are written."""
        return self.at + 5


@dataclass(frozen=True, slots=True)
class Mark:
    """The hardest month: a triangle that points at it, and the amount."""

    path: str
    x: int
    y: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing at one width."""

    name: str
    width: int
    height: int
    left: int
    right: int
    zero: int
    foot: int
    band: str
    bad: str
    likely: str
    good: str
    heights: tuple[Tick, ...] = ()
    months: tuple[Tick, ...] = ()
    mark: Mark | None = None

    @property
    def words_at(self) -> tuple[int, int]:
        """Return the lines of the month's name and of its year."""
        return self.foot + 26, self.foot + 48


@dataclass(frozen=True, slots=True)
class _Room:
    """Where in the drawing a month and an amount stand."""

    left: int
    right: int
    head: int
    foot: int
    least: int
    most: int

    def x(self, month: int) -> int:
        return round(self.left + (self.right - self.left) * month / (MONTHS - 1))

    def y(self, amount: int) -> int:
        share = (self.most - amount) / (self.most - self.least)
        return round(self.head + (self.foot - self.head) * share)

    def line(self, cash: Sequence[int]) -> str:
        points = (f"{self.x(month)} {self.y(amount)}" for month, amount in enumerate(cash))
        return "M" + "L".join(points)

    def band(self, low: Sequence[int], high: Sequence[int]) -> str:
        back = [f"{self.x(m)} {self.y(low[m])}" for m in reversed(range(MONTHS))]
        return f"{self.line(high)}L{'L'.join(back)}Z"


def drawings(begins: date, outcome: Outcome) -> list[Drawing]:
    """Return the wide and the slim drawing of the same months."""
    return [_drawing("wide", begins, outcome), _drawing("slim", begins, outcome)]


def small(outcome: Outcome, bounds: tuple[int, int]) -> Drawing:
    """Return the drawing beside a way of earning in the list; all share one scale."""
    room = _Room(2, 158, 4, 52, *bounds)
    return _drawn("small", outcome, room, (160, 56))


def bounds_of(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """Return the least and the most of all these months; never the same."""
    cash = [amount for one in outcomes for view in one.views for amount in view.cash]
    return min([0, *cash]), max([1, *cash])


def _drawing(name: str, begins: date, outcome: Outcome) -> Drawing:
    width, height, left = (720, 340, 84) if name == "wide" else (292, 300, 62)
    least, most = bounds_of([outcome])
    step = _step(most - least)
    least, most = (least // step) * step, -(-most // step) * step
    room = _Room(left, width - 14, 20, height - 58, least, most)
    if room.foot - room.y(outcome.views[LIKELY].lowest[1]) < 30:
        # Room for the words under the hardest month.
        least -= step
        room = replace(room, least=least)
    heights = tuple(
        Tick(room.y(amount), f"{amount // THOUSAND:,}") for amount in range(least, most + 1, step)
    )
    pace = 3 if name == "wide" else 6
    months = tuple(
        Tick(room.x(month), str(MONTH_NAMES[day.month]), digits_text(day.year))
        for month in range(0, MONTHS - 1, pace)
        if (day := add_months(begins, month))
    )
    return _drawn(name, outcome, room, (width, height), heights, months)


def _drawn(
    name: str,
    outcome: Outcome,
    room: _Room,
    size: tuple[int, int],
    heights: tuple[Tick, ...] = (),
    months: tuple[Tick, ...] = (),
) -> Drawing:
    bad, likely, good = (outcome.views[view].cash for view in (BAD, LIKELY, GOOD))
    return Drawing(
        name=name,
        width=size[0],
        height=size[1],
        left=room.left,
        right=room.right,
        zero=room.y(0),
        foot=room.foot,
        band=room.band(bad, good),
        bad=room.line(bad),
        likely=room.line(likely),
        good=room.line(good),
        heights=heights,
        months=months,
        mark=_mark(outcome, room) if months else None,
    )


def _mark(outcome: Outcome, room: _Room) -> Mark:
    """Return the triangle under the hardest month: below it no likely line runs through words."""
    month, least = outcome.views[LIKELY].lowest
    x, y = room.x(month), room.y(least)
    is_left = x < (room.left + room.right) / 2
    words = x + 12 if is_left else x - 12
    path = f"M{x} {y + 5}l7 13h-14z"
    return Mark(path, words, y + 20, money_text(least, "KHR"), "start" if is_left else "end")


def _step(span: int) -> int:
    """Return the distance of four or five lines: 1, 2, 2.5 or 5 and noughts, in riel."""
    scale = THOUSAND
    while True:
        for step in (scale, 2 * scale, 5 * scale // 2, 5 * scale):
            if step * 5 >= span:
                return step
        scale *= 10
