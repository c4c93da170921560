"""Bars lying on their side: how many places need a skill, and for how many nobody here has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spean.pathways.training import Demand

WIDTH, ROW, BAR = 320, 60, 22


@dataclass(frozen=True, slots=True)
class Bar:
    """One skill: where its bar stands, how long it is, and how much of it is covered."""

    name: str
    posts: int
    missing: int
    y: int
    length: int
    covered: int

    @property
    def text_y(self) -> int:
        """Return the line of the name, above the bar."""
        return self.y - 8

    @property
    def number_x(self) -> int:
        """Return where the number stands, at the end of the bar."""
        return self.length + 8

    @property
    def number_y(self) -> int:
        """Return the line of the number."""
        return self.y + 17


def bars(rows: Sequence[Demand]) -> dict[str, object]:
    """Return the drawing of the demand, in its own units."""
    top = max((one.posts for one in rows), default=1) or 1
    longest = WIDTH - 60
    drawn = [
        Bar(
            one.skill.label,
            one.posts,
            one.missing,
            ROW * place + 30,
            max(one.posts * longest // top, 2),
            (one.posts - one.missing) * longest // top,
        )
        for place, one in enumerate(rows)
    ]
    return {"rows": drawn, "width": WIDTH, "height": ROW * len(rows) + 8, "bar": BAR}
