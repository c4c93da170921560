"""Who got what in a night, group by group. The night itself knows of no group."""

from datetime import date

from jobmatch.clearing.report import FOUR_FIFTHS, Share, shares
from spean.jobs.models import MatchRun
from spean.jobs.selectors import outcomes_of
from spean.people.selectors import GROUPINGS, groups_of

__all__ = ["FOUR_FIFTHS", "report_of"]

AT_ONCE = 2_000


def report_of(run: MatchRun, day: date) -> list[Share]:
    """Return for each group its share with a place kept in mind, and its mean list.

    An alarm (four fifths) asks a person to look; it accuses nobody. People who left the register
    since that night are not counted.
    """
    outcomes = list(outcomes_of(run))
    labels: dict[str, list[str]] = {grouping: [] for grouping in GROUPINGS}
    held: list[int] = []
    listed: list[int] = []
    for start in range(0, len(outcomes), AT_ONCE):
        part = outcomes[start : start + AT_ONCE]
        groups = dict(groups_of([one.person_id for one in part], day))
        for one in part:
            hers = groups.get(one.person_id)
            if hers is None:
                continue
            held.append(0 if one.is_held else -1)
            listed.append(one.listed)
            for grouping, group in hers.items():
                labels[grouping].append(group)
    return shares(held, [0.0] * len(held), labels, listed=listed)
