"""Disclosure control: publish a table of counts so that nobody in it can be recognised.

Small counts are suppressed, and with them as few others as keep every suppressed cell from being
worked out from the sums; an exact check, not a rule of thumb, says when that is reached.
"""

from safestats.suppress import THRESHOLD, protect, protect_list
from safestats.table import (
    BadTable,
    Cell,
    Counts,
    ProtectedCounts,
    ProtectedTable,
    State,
    Table,
)

__all__ = [
    "THRESHOLD",
    "BadTable",
    "Cell",
    "Counts",
    "ProtectedCounts",
    "ProtectedTable",
    "State",
    "Table",
    "protect",
    "protect_list",
]
