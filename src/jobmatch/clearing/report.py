"""Who got what, group by group, and the alarm of the four fifths.

Shares are compared within one grouping at a time. Where a group's share is below four fifths of
the highest (Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D, 1978), an alarm
asks a person to look; it accuses nobody. Groups too small to tell are marked and not alarmed, and
never set the measure for others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jobmatch.checks import BadValue

FOUR_FIFTHS = 0.8
SMALL = 30


@dataclass(frozen=True, slots=True)
class Share:
    """One group of one grouping, such as sex: its size, its share with a place, its mean score.

    `ratio` is the share over the highest of the grouping's large groups, `None` where there is
    nothing to compare with. `listed` is the mean number of proposals, where they were given.
    """

    grouping: str
    group: str
    people: int
    placed: int
    share: float
    score: float
    listed: float | None
    ratio: float | None
    is_small: bool

    @property
    def alarm(self) -> bool:
        """Return whether the share is below four fifths of the highest."""
        return not self.is_small and self.ratio is not None and self.ratio < FOUR_FIFTHS


def shares(
    post: Any,
    score: Any,
    groupings: Mapping[str, Any],
    *,
    listed: Any = None,
    ready: Any = None,
    small: int = SMALL,
) -> list[Share]:
    """Return the report of an allocation, grouping by grouping, groups in their own order.

    `post[i]` is the post of person i or -1, `score[i]` its score, `listed[i]` how many proposals
    the person has, `ready` who counts at all (everybody, if not given). `groupings` holds one
    label a person under each name; a label of `None` or an empty text is not known, and counted
    as a group of its own that is never alarmed.

    :raises BadValue: if a grouping does not have one label a person
    """
    placed = np.asarray(post) >= 0
    counted = np.ones(len(placed), np.bool_) if ready is None else np.asarray(ready, np.bool_)
    given = None if listed is None else np.asarray(listed, np.float64)
    values = np.asarray(score, np.float64)
    lines: list[Share] = []
    for grouping, labels in groupings.items():
        if len(labels) != len(placed):
            raise BadValue(
                f"grouping {grouping!r}", "labels", f"must be {len(placed)}, not {len(labels)}"
            )
        lines.extend(_one(grouping, _texts(labels), placed, values, given, counted, small))
    return lines


def _texts(labels: Any) -> Any:
    if isinstance(labels, np.ndarray) and labels.dtype.kind in "biuf":
        return labels
    return np.array(["" if label is None else str(label) for label in labels])


def _one(
    grouping: str, labels: Any, placed: Any, values: Any, given: Any, counted: Any, small: int
) -> list[Share]:
    rows: list[tuple[str, int, int, float, float | None]] = []
    for label in np.unique(labels):
        own = counted & (labels == label)
        people, has = int(own.sum()), own & placed
        if people:
            mean = float(values[has].mean()) if has.any() else 0.0
            proposals = None if given is None else float(given[own].mean())
            rows.append((str(label), people, int(has.sum()), mean, proposals))
    large = [row[2] / row[1] for row in rows if row[1] >= small and row[0]]
    highest = max(large, default=0.0)
    return [
        Share(
            grouping=grouping,
            group=name,
            people=people,
            placed=has,
            share=has / people,
            score=mean,
            listed=proposals,
            ratio=has / people / highest if highest > 0 else None,
            is_small=people < small or not name,
        )
        for name, people, has, mean, proposals in rows
    ]


@dataclass(frozen=True, slots=True)
class Difference:
    """A list that changed though only something changed that must not count."""

    field: str
    value: object
    before: tuple[object, ...]
    after: tuple[object, ...]


def swap_differences(
    list_of: Callable[[Mapping[str, object]], Sequence[object]],
    record: Mapping[str, object],
    swaps: Mapping[str, Sequence[object]],
) -> list[Difference]:
    """Change one fact of a person at a time and return every list that came out differently.

    `list_of` makes the list of a record as the programme keeps it; `swaps` names the facts that
    must not count and the values to try, such as `{"sex": ["f", "m"], "age": [19, 58]}`. An empty
    answer is the proof asked for.
    """
    before = tuple(list_of(record))
    found = []
    for field, values in swaps.items():
        for value in values:
            after = tuple(list_of({**record, field: value}))
            if after != before:
                found.append(Difference(field, value, before, after))
    return found
