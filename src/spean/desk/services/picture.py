"""Where services are given, drawn on the server: circles by number, filled or dashed.

Points come from the register of places: the commune or district, not a house. There is no border
in the drawing, so none can be wrong. The phone has a drawing of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians, sqrt

from spean.directory.models import Area, ServiceOffer
from spean.directory.rules.offers import is_fresh

# Degrees: a drawing of one place alone still shows some land around it.
LEAST_SPAN = 0.4
LEAST_RADIUS, RADIUS, MOST_RADIUS = 9, 7, 30


@dataclass(frozen=True, slots=True)
class Group:
    """The services of one place: how many, and how many of them were checked lately."""

    area: Area
    count: int
    fresh: int

    @property
    def point(self) -> tuple[float, float] | None:
        """Return where the place lies, (longitude, latitude), or None if that is not known."""
        if self.area.latitude is None or self.area.longitude is None:
            return None
        return self.area.longitude, self.area.latitude

    @property
    def is_fresh(self) -> bool:
        """Tell whether at least half of the services were checked lately."""
        return self.fresh * 2 >= self.count


@dataclass(frozen=True, slots=True)
class Circle:
    """One place in the drawing; without a name where it would run over another."""

    x: int
    y: int
    radius: int
    group: Group
    words_x: int
    anchor: str
    is_named: bool

    @property
    def words_y(self) -> int:
        """Return the line of the name."""
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing at one width."""

    name: str
    width: int
    height: int
    circles: tuple[Circle, ...]


def groups_of(offers: Iterable[ServiceOffer], today: date) -> list[Group]:
    """Return the services by place, in the order of the codes."""
    found: dict[str, list[ServiceOffer]] = {}
    for one in offers:
        found.setdefault(one.area.code, []).append(one)
    return [
        Group(rows[0].area, len(rows), sum(is_fresh(one.verified_on, today) for one in rows))
        for _code, rows in sorted(found.items())
    ]


def drawings(groups: Sequence[Group]) -> list[Drawing]:
    """Return the wide and the slim drawing of the same places; none if no place has a point."""
    placed = [group for group in groups if group.point]
    if not placed:
        return []
    return [_drawing("wide", placed, 720, 460), _drawing("slim", placed, 296, 340)]


def _drawing(name: str, groups: Sequence[Group], width: int, height: int) -> Drawing:
    side, head = (120, 44) if name == "wide" else (52, 40)
    points = [group.point or (0.0, 0.0) for group in groups]
    east, north = [x for x, _y in points], [y for _x, y in points]
    # A degree of longitude is shorter than one of latitude; so the shape of the land is kept.
    squeeze = cos(radians(sum(north) / len(north)))
    mid_x, mid_y = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
    span_x = max(max(east) - min(east), LEAST_SPAN) * squeeze
    span_y = max(max(north) - min(north), LEAST_SPAN)
    scale = min((width - 2 * side) / span_x, (height - 2 * head) / span_y)
    circles: list[Circle] = []
    taken: list[tuple[int, int, int, int]] = []
    order = sorted(zip(groups, points, strict=True), key=lambda one: -one[0].count)
    spots = [
        (
            round(width / 2 + (x - mid_x) * squeeze * scale),
            round(height / 2 - (y - mid_y) * scale),
            _radius(group.count),
            group,
        )
        for group, (x, y) in order
    ]
    taken += [(x - r, y - r, x + r, y + r) for x, y, r, _group in spots]
    for x, y, radius, group in spots:
        circles.append(_named(x, y, radius, group, width, taken))
    return Drawing(name, width, height, tuple(circles))


def _named(
    x: int, y: int, radius: int, group: Group, width: int, taken: list[tuple[int, int, int, int]]
) -> Circle:
    length = 9 * len(group.area.label) + 4
    for anchor, left in (("start", x + radius + 6), ("end", x - radius - 6 - length)):
        box = (left, y - 13, left + length, y + 13)
        if left < 2 or left + length > width - 2 or _hits(box, taken):
            continue
        taken.append(box)
        words_x = left if anchor == "start" else left + length
        return Circle(x, y, radius, group, words_x, anchor, is_named=True)
    return Circle(x, y, radius, group, x, "start", is_named=False)


def _hits(box: tuple[int, int, int, int], taken: list[tuple[int, int, int, int]]) -> bool:
    left, top, right, foot = box
    return any(left < r and right > x and top < f and foot > t for x, t, r, f in taken)


def _radius(count: int) -> int:
    return min(MOST_RADIUS, max(LEAST_RADIUS, round(RADIUS * sqrt(count))))
