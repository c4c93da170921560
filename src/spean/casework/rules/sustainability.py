"""How well somebody has settled in again (RSS): what the answers are worth, and what has changed.

What an answer is worth is data: a scheme (`casework/data/rss.json`, or one that was published on
the site). Domain notes 3.1: a dimension is the weighted mean of its answered items and counts only
where at least four fifths of what applies to her were answered; "does not wish to answer" is left
out and is never a nought; the whole is the mean of the three dimensions.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

ECONOMIC, SOCIAL, PSYCHOSOCIAL = "economic", "social", "psychosocial"
DIMENSIONS: Final = (ECONOMIC, SOCIAL, PSYCHOSOCIAL)
FULL, SHORT = "full", "short"
NO_ANSWER: Final = "no_answer"
# Student's t at 97.5 % for 1, 2, 3 … pairs more than one; beyond it hardly changes.
_T: Final = (
    *(12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13),
    *(2.12, 2.11, 2.10, 2.09, 2.09, 2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04),
)


class BadScheme(Exception):
    """A scheme cannot be used; `where` names the item or key, `why` the reason."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where, self.why = where, why


@dataclass(frozen=True)
class Item:
    """One item: its dimension, its weight, and what each answer is worth, from 0 to 1.

    `each` is what each ticked answer of several is worth, up to 1. `unless` names another item and
    the answer to it after which this one is not asked, and what it is worth then.
    """

    name: str
    dimension: str
    weight: float
    worth: Mapping[str, float]
    each: float = 0.0
    unless: tuple[str, str, float] | None = None


@dataclass(frozen=True)
class Scheme:
    """What answers are worth, where that comes from, and whether it was held against the source."""

    version: str
    source: str
    is_verified: bool
    items: Mapping[str, Item]
    short: frozenset[str]
    share_needed: float = 0.8
    # Below the first is low, from the second on is high.
    bands: tuple[float, float] = (0.34, 0.66)
    # A dimension of fewer items says too little to raise an alarm.
    fewest_items: int = 3


@dataclass(frozen=True)
class Scores:
    """Each dimension from 0 to 1, None where too little was answered; the whole likewise.

    `answered` is {dimension: (items answered, items that apply)}, `items` what each was worth.
    """

    dimensions: Mapping[str, float | None]
    composite: float | None
    answered: Mapping[str, tuple[int, int]]
    items: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """By how much a dimension moved, and within which margin (95 %) of the items asked twice."""

    value: float
    margin: float
    pairs: int

    @property
    def direction(self) -> str:
        """Return "up", "down", or "same" where the margin is as large as the change."""
        if abs(self.value) <= self.margin:
            return "same"
        return "up" if self.value > 0 else "down"


def score(scheme: Scheme, answers: Mapping[str, str], kind: str = FULL) -> Scores:
    """Return what the answers amount to. Unknown answers count as not given."""
    asked = [one for one in scheme.items.values() if kind == FULL or one.name in scheme.short]
    worth = {one.name: _worth(one, answers) for one in asked}
    dimensions: dict[str, float | None] = {}
    answered: dict[str, tuple[int, int]] = {}
    for dimension in DIMENSIONS:
        applies = [one for one in asked if one.dimension == dimension and _applies(one, answers)]
        said = [(one.weight, worth[one.name]) for one in applies]
        given = [(weight, value) for weight, value in said if value is not None]
        answered[dimension] = len(given), len(applies)
        enough = len(given) >= scheme.share_needed * len(applies) and given
        total = sum(weight for weight, _value in given)
        dimensions[dimension] = (
            sum(weight * value for weight, value in given) / total if enough else None
        )
    values = [value for value in dimensions.values() if value is not None]
    composite = sum(values) / len(values) if len(values) == len(DIMENSIONS) else None
    items = {name: value for name, value in worth.items() if value is not None}
    return Scores(dimensions, composite, answered, items)


def changes(scheme: Scheme, before: Scores, after: Scores) -> dict[str, Change]:
    """Return how each dimension moved, from the items that were answered both times.

    The items stand for all that could have been asked of a dimension: the margin is that of the
    mean of their differences. Three pairs at least, else nothing is said.
    """
    found: dict[str, Change] = {}
    for dimension in DIMENSIONS:
        both = [
            (one.weight, after.items[one.name] - before.items[one.name])
            for one in scheme.items.values()
            if one.dimension == dimension and one.name in before.items and one.name in after.items
        ]
        if len(both) >= scheme.fewest_items:
            found[dimension] = _change(both)
    return found


def band(scheme: Scheme, value: float) -> str:
    """Return "low", "middle" or "high" (domain notes 3.1)."""
    low, high = scheme.bands
    return "low" if value < low else "high" if value >= high else "middle"


def alarms(scheme: Scheme, scores: Scores) -> tuple[str, ...]:
    """Return the dimensions in which she does badly: a supervisor looks at any of them."""
    return tuple(
        dimension
        for dimension, value in scores.dimensions.items()
        if value is not None
        and scores.answered[dimension][0] >= scheme.fewest_items
        and band(scheme, value) == "low"
    )


def read_scheme(content: Mapping[str, Any]) -> Scheme:
    """Return a scheme that was written down as JSON.

    :raises BadScheme: if it cannot be used, with the place
    """
    items = {name: _item(name, said) for name, said in dict(content.get("items") or {}).items()}
    for dimension in DIMENSIONS:
        if not any(one.dimension == dimension for one in items.values()):
            raise BadScheme(dimension, "no item")
    short = frozenset(content.get("short") or ())
    unknown = sorted(short - items.keys()) + sorted(
        one.unless[0] for one in items.values() if one.unless and one.unless[0] not in items
    )
    if unknown:
        raise BadScheme(unknown[0], "no such item")
    bands = tuple(_number("bands", one) for one in content.get("bands") or (0.34, 0.66))
    if len(bands) != 2 or not 0 < bands[0] < bands[1] < 1:
        raise BadScheme("bands", "two numbers between 0 and 1, the lower one first")
    version, source = (str(content.get(key) or "").strip() for key in ("version", "source"))
    if not version or not source:
        raise BadScheme("version, source", "both are needed")
    return Scheme(
        version=version[:40],
        source=source[:500],
        is_verified=content.get("verified") is True,
        items=items,
        short=short,
        share_needed=_number("share_needed", content.get("share_needed", 0.8)),
        bands=(bands[0], bands[1]),
    )


def _item(name: str, said: Any) -> Item:
    if not isinstance(said, Mapping) or said.get("dimension") not in DIMENSIONS:
        raise BadScheme(name, "its dimension is none of the three")
    worth = {str(code): _number(name, value) for code, value in dict(said.get("worth", {})).items()}
    unless = said.get("unless")
    weight = said.get("weight", 1)
    if not isinstance(weight, int | float) or not 0 < weight < 1_000:
        raise BadScheme(name, "its weight is no number above nought")
    return Item(
        name=str(name),
        dimension=str(said["dimension"]),
        weight=float(weight),
        worth=worth,
        each=_number(name, said.get("each", 0)),
        unless=(str(unless[0]), str(unless[1]), _number(name, unless[2])) if unless else None,
    )


def _number(where: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadScheme(where, "not a number from 0 to 1")
    return float(value)


def _applies(item: Item, answers: Mapping[str, str]) -> bool:
    """Tell whether an item could be answered by her: a childless person has no child at school."""
    said = answers.get(item.name, "").strip()
    if item.unless and not said:
        # Not asked: that counts where the other answer says why; without one nobody can tell.
        return answers.get(item.unless[0], "").strip() not in {"", NO_ANSWER}
    return not said or said == NO_ANSWER or _is_known(item, said)


def _is_known(item: Item, said: str) -> bool:
    return bool(item.each) or said in item.worth


def _worth(item: Item, answers: Mapping[str, str]) -> float | None:
    said = answers.get(item.name, "").strip()
    if item.unless and not said and answers.get(item.unless[0], "").strip() == item.unless[1]:
        return item.unless[2]
    if not said or said == NO_ANSWER:
        return None
    if item.each:
        ticked = [one for one in said.split() if one != NO_ANSWER]
        return min(1.0, sum(item.worth.get(one, item.each) for one in ticked)) if ticked else None
    return item.worth.get(said)


def _change(both: Sequence[tuple[float, float]]) -> Change:
    total = sum(weight for weight, _value in both)
    mean = sum(weight * value for weight, value in both) / total
    pairs = len(both)
    spread = sum((weight * (value - mean)) ** 2 for weight, value in both)
    error = math.sqrt(spread * pairs / (pairs - 1)) / total
    return Change(mean, _T[min(pairs - 2, len(_T) - 1)] * error, pairs)
