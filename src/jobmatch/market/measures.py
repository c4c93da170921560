"""What is measured of a simulated market, and how it is printed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np

from jobmatch.clearing.graph import Floats, Ints
from jobmatch.clearing.report import Share, shares
from jobmatch.engine import Lists
from jobmatch.market.methods import Ready
from jobmatch.market.truth import kilometres, true_scores

CROWDED = 5
"""Applications for each place above which a post counts as crowded."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; shares lie between 0 and 1.

    `places` and `posts` are the shares filled (a post counts with its first place), `offers` the
    share of people with an offer, `value` the true scores of those hired over what no allocation
    exceeds, `crowded` the share of posts with more than five applications a place, `unasked` of
    those with none, `gini` the inequality of applications, `km` the mean way to work, `sex` and
    `province` the lowest ratio of a group's share with a post to the highest, `same` the share of
    first proposals kept when one post in twenty closes (nan where it was not tried).
    """

    method: str
    followed: float
    places: float
    posts: float
    offers: float
    value: float
    crowded: float
    unasked: float
    gini: float
    km: float
    sex: float
    province: float
    same: float

    def as_dict(self) -> dict[str, str | float]:
        """Return the row as plain values."""
        return asdict(self)


def measured(
    method: str,
    followed: float,
    at: Ready,
    applied: tuple[Ints, Ints],
    hired: tuple[Ints, Ints],
    same: float | None,
) -> Row:
    """Measure what became of one market."""
    post, offered = hired
    places = at.made.posts.places.astype(np.int64)
    held = np.flatnonzero(post >= 0)
    taken = np.bincount(post[held], minlength=len(places))
    asked = np.bincount(applied[1], minlength=len(places))
    score = true_scores(at.made, held, post[held])
    groups = at.made.groups
    lines = shares(
        post,
        np.zeros(len(post)),
        {"sex": groups.woman.astype(int), "province": groups.province},
    )
    return Row(
        method=method,
        followed=followed,
        places=_ratio(int(taken.sum()), int(places.sum())),
        posts=_ratio(int(np.count_nonzero(taken)), len(places)),
        offers=_ratio(int(offered.sum()), len(post)),
        value=_ratio(float(score.sum()), at.bound),
        crowded=_ratio(int(np.count_nonzero(asked > CROWDED * places)), len(places)),
        unasked=_ratio(int(np.count_nonzero(asked == 0)), len(places)),
        gini=gini(asked / np.maximum(places, 1)),
        km=float(kilometres(at.made, held, post[held]).mean()) if len(held) else 0.0,
        sex=_lowest(lines, "sex"),
        province=_lowest(lines, "province"),
        same=float("nan") if same is None else same,
    )


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _lowest(lines: Sequence[Share], grouping: str) -> float:
    ratios = [
        line.ratio
        for line in lines
        if line.grouping == grouping and not line.is_small and line.ratio is not None
    ]
    return min(ratios, default=1.0)


def gini(values: Floats) -> float:
    """Return the Gini coefficient of numbers of 0 or more: 0 all equal, towards 1 one has all."""
    if not len(values) or values.sum() <= 0:
        return 0.0
    ordered = np.sort(values)
    rank = np.arange(1, len(ordered) + 1)
    return float((2 * rank - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))


def overlap(lists: Lists, other: Lists, first: int) -> float:
    """Return the mean share of each person's first posts that both lists name."""
    total, counted = 0.0, 0
    for person in range(len(lists)):
        own = lists.of(person)[0][:first]
        if len(own):
            again = set(other.of(person)[0][:first].tolist())
            total += len(again.intersection(own.tolist())) / len(own)
            counted += 1
    return total / counted if counted else 1.0


def table(rows: Sequence[Row]) -> str:
    """Return the rows as lines of text, columns in step."""
    names = [field.name for field in fields(Row)]
    lines = [names]
    for row in rows:
        values = row.as_dict()
        lines.append([_said(name, values[name]) for name in names])
    widths = [max(len(line[at]) for line in lines) for at in range(len(names))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if at == 0 else text.rjust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _said(name: str, value: str | float) -> str:
    if isinstance(value, str):
        return value
    if np.isnan(value):
        return "-"
    if name == "km":
        return f"{value:.0f}"
    return f"{value:.0%}" if name == "followed" else f"{value:.3f}"
