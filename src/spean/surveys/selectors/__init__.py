"""Questions to this room; a centre's lists are seen by those who import there, and nobody else."""

from spean.surveys.selectors.batches import (
    batches_visible_to,
    original_of,
    remembered_headings,
    same_file,
)
from spean.surveys.selectors.gazetteer import Gazetteer
from spean.surveys.selectors.rows import (
    Alike,
    Tally,
    alike_questions,
    applied_row_ids,
    ready_row_ids,
    sample_values,
    tally_of,
    waiting_rows,
)

__all__ = [
    "Alike",
    "Gazetteer",
    "Tally",
    "alike_questions",
    "applied_row_ids",
    "batches_visible_to",
    "original_of",
    "ready_row_ids",
    "remembered_headings",
    "same_file",
    "sample_values",
    "tally_of",
    "waiting_rows",
]
