"""Bars drawn on the server: where each stands and how high, in the units of the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spean.desk.results.words import quarter_short
from spean.results.rules import Quarter

# The height of a hidden bar says nothing: it is the same for all.
HIDDEN_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place, its value above it or `None`, and the words below."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    value: int | None
    label: str
    year: int

    @property
    def above(self) -> int:
        """Return the line on which the value is written."""
        return self.y - 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the drawing, with its number."""

    y: int
    value: int

    @property
    def text_y(self) -> int:
        """Return the line on which the number is written."""
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart at one width; the phone has its own, because 15 px must stay 15 px."""

    name: str
    width: int
    height: int
    left: int
    right: int
    foot: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def drawings(quarters: Sequence[Quarter], sizes: Mapping[str, int | None]) -> list[Drawing]:
    """Return the wide and the slim drawing of the same numbers."""
    return [
        _drawing("wide", quarters, sizes, width=540, height=312, left=52, bar=54),
        _drawing("slim", quarters, sizes, width=296, height=264, left=46, bar=34),
    ]


def small_bars(quarters: Sequence[str], sizes: Mapping[str, int | None]) -> list[Bar]:
    """Return the four bars beside a figure of the list, in a drawing of 96 by 44."""
    top = max([sizes[q] or 0 for q in quarters] + [1])
    bars = []
    for place, quarter in enumerate(quarters):
        value = sizes[quarter]
        height = max(_height(value, top, 38), 1)
        x = 2 + place * 24
        bars.append(Bar(x, 42 - height, 18, height, x + 9, value, "", 0))
    return bars


def _drawing(
    name: str,
    quarters: Sequence[Quarter],
    sizes: Mapping[str, int | None],
    **room: int,
) -> Drawing:
    left, bar = room["left"], room["bar"]
    right, foot, head = room["width"] - 8, room["height"] - 56, 34
    step = _step(max([sizes[q.code] or 0 for q in quarters] + [1]))
    top = step * 4
    pitch = (right - left) / len(quarters)
    bars = []
    for place, quarter in enumerate(quarters):
        value = sizes[quarter.code]
        height = _height(value, top, foot - head)
        middle = round(left + pitch * (place + 0.5))
        label = quarter_short(quarter) if name == "wide" else str(quarter.number)
        place_of_bar = (middle - bar // 2, foot - height, bar, height, middle)
        bars.append(Bar(*place_of_bar, value, label, quarter.year))
    ticks = tuple(Tick(foot - round((foot - head) * n / 4), step * n) for n in range(5))
    return Drawing(name, room["width"], room["height"], left, right, foot, tuple(bars), ticks)


def _height(value: int | None, top: int, room: int) -> int:
    return round(room * (HIDDEN_SHARE if value is None else value / top))


def _step(most: int) -> int:
    """Return the distance of four lines that hold the highest bar: 1, 2, 5, 10, 20, 25, 50, …"""
    scale = 1
    while True:
        for step in (1, 2, 5) if scale == 1 else (1, 2, 2.5, 5):
            if step * scale * 4 >= most:
                return int(step * scale)
        scale *= 10
