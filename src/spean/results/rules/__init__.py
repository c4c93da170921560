"""Plain arithmetic of results: periods, counts taken apart, and what of them may be read."""

from spean.results.rules.cube import EARLIER, WHOLE, Cube, Split
from spean.results.rules.disclosure import Grid, Published, published, sizes_published
from spean.results.rules.periods import (
    AGE_BANDS,
    Quarter,
    born_between,
    last_closed_day,
    quarter_of,
    quarters_until,
)

__all__ = [
    "AGE_BANDS",
    "EARLIER",
    "WHOLE",
    "Cube",
    "Grid",
    "Published",
    "Quarter",
    "Split",
    "born_between",
    "last_closed_day",
    "published",
    "quarter_of",
    "quarters_until",
    "sizes_published",
]
