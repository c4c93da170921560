"""The gates, written before any figure was known. Lowering one to pass it is a defect.

A figure is a ratio of processor time in the same minute, unless its unit says otherwise.
"""

from dataclasses import dataclass

AT_LEAST, AT_MOST = "at least", "at most"


@dataclass(frozen=True)
class Gate:
    """One promise: the figure's name, the side it must lie on, and how far."""

    figure: str
    says: str
    side: str
    limit: float
    unit: str = "×"

    def holds(self, figure: float) -> bool:
        """Return whether a figure keeps the promise."""
        return figure >= self.limit if self.side == AT_LEAST else figure <= self.limit


GATES = (
    Gate("pure_large", "pure sparse top-50, 100,000 posts, beside sparse_dot_topn", AT_LEAST, 5),
    Gate("pure_middle", "pure sparse top-50, 10,000 posts, beside sparse_dot_topn", AT_LEAST, 1.5),
    Gate("pure_recall", "the same scores as sparse_dot_topn", AT_LEAST, 1.0, ""),
    Gate("full_scipy", "full score, 100,000 × 10,000, beside scipy", AT_LEAST, 15),
    Gate("full_polars", "full score, 100,000 × 10,000, beside Polars", AT_LEAST, 30),
    Gate("full_duckdb", "full score, 100,000 × 10,000, beside DuckDB", AT_LEAST, 200),
    Gate("full_postgres", "full score, 100,000 × 10,000, beside PostgreSQL", AT_LEAST, 100),
    Gate("full_recall", "lists equal to scipy, Polars, DuckDB and PostgreSQL", AT_LEAST, 1.0, ""),
    Gate("one_p99", "one person, 100,000 posts, p99 of 2,000 calls", AT_MOST, 20, "ms"),
    Gate("auction", "allocation beside OR-tools min-cost flow", AT_LEAST, 5),
    Gate("auction_share", "share of the optimum on the same graph", AT_LEAST, 0.9999, ""),
    Gate("acceptance", "deferred acceptance beside `matching`", AT_LEAST, 1000),
    Gate("acceptance_same", "the same result as `matching`", AT_LEAST, 1.0, ""),
    Gate("gap_middle", "certified global gap, 100,000 × 10,000", AT_MOST, 1e-3, ""),
    Gate("gap_large", "certified global gap, 1,000,000 × 100,000", AT_MOST, 6e-2, ""),
    Gate("night_memory", "the whole night, 1,000,000 × 100,000", AT_MOST, 2.0, "GB"),
)
