"""How a list is read and understood, in plain Python; the reading half runs in the sandbox."""

from spean.surveys.rules.columns import (
    COLUMN_FIELDS,
    guessed,
    heading_key,
    is_known,
    lacking,
)
from spean.surveys.rules.draft import EMPTY, KEEP, WRITE, YES, Draft
from spean.surveys.rules.limon import khmer_of, looks_legacy
from spean.surveys.rules.places import Find, Place
from spean.surveys.rules.refusals import (
    LARGEST_FILE,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    NotAList,
)
from spean.surveys.rules.rows import Surroundings, same_keys, shown_name, understand

__all__ = [
    "COLUMN_FIELDS",
    "EMPTY",
    "KEEP",
    "LARGEST_FILE",
    "LONGEST_CELL",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "WRITE",
    "YES",
    "Draft",
    "Find",
    "NotAList",
    "Place",
    "Surroundings",
    "guessed",
    "heading_key",
    "is_known",
    "khmer_of",
    "lacking",
    "looks_legacy",
    "same_keys",
    "shown_name",
    "understand",
]
