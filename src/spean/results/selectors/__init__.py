"""Whom the viewer may count, and how people are taken apart.

Results reads all rooms and is told by none. Every count starts from the people who may be counted:
sealed and merged files are not there, and whoever asked not to stand in statistics is left out.
"""

from spean.results.selectors.counting import (
    First,
    Ways,
    common_ways,
    end_of,
    events_by_centre,
    people_by_row,
    people_until,
)
from spean.results.selectors.promises import indicators, targets, targets_ahead
from spean.results.selectors.reach import Reach, reach_of
from spean.results.selectors.who_counts import left_out, people_who_count

__all__ = [
    "First",
    "Reach",
    "Ways",
    "common_ways",
    "end_of",
    "events_by_centre",
    "indicators",
    "left_out",
    "people_by_row",
    "people_until",
    "people_who_count",
    "reach_of",
    "targets",
    "targets_ahead",
]
