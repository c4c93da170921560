"""The gates, written before any figure was known, and the figures of the peer they came from.

ODK Central's backend (Node, PostgreSQL, fsync on, its client on the same two quiet cores) takes 91
submissions a second of this kind at p95 131 ms and p99 161 to 197 ms in 433 MiB; a replay costs it
as much as a first post; it answers 37 % of a storm of equal posts with a false 409; its CSV of
10,000 answers takes 6.5 to 10.2 s and 432 to 445 MiB. It applies nothing to a register.
"""

from dataclasses import dataclass
from typing import Final, Literal

CENTRAL_RATE: Final = 91.0
CENTRAL_P95: Final = 131.0


@dataclass(frozen=True)
class Gate:
    """One promise: the figure, the side it must lie on, and how far."""

    figure: str
    says: str
    side: Literal["at least", "at most"]
    limit: float
    unit: str = ""

    def holds(self, figure: float) -> bool:
        """Return whether a figure keeps the promise."""
        return figure >= self.limit if self.side == "at least" else figure <= self.limit


def _ingest(base: str, name: str, times: float) -> tuple[Gate, ...]:
    return (
        Gate(f"{base}_rate", f"{name}: first posts", "at least", CENTRAL_RATE * times, "/s"),
        Gate(f"{base}_p95", f"{name}: p95 of first posts", "at most", CENTRAL_P95, "ms"),
        Gate(f"{base}_peak", f"{name}: memory of the server", "at most", 250, "MB"),
        Gate(f"{base}_replay", f"{name}: replays beside first posts", "at least", 2, "×"),
        Gate(f"{base}_wrong", f"{name}: lost, twice, or without effect", "at most", 0),
        Gate(f"{base}_storm_rows", f"{name}: rows after the storm", "at most", 200),
        Gate(f"{base}_storm_ok", f"{name}: good answers in the storm", "at least", 4000),
        Gate(f"{base}_backlog_lost", f"{name}: lost of the backlog", "at most", 0),
        Gate(f"{base}_backlog_twice", f"{name}: twice of the backlog", "at most", 0),
        Gate(f"{base}_backlog_faults", f"{name}: errors told to telephones", "at most", 0),
    )


GATES: Final = (
    *_ingest("sqlite", "SQLite", 3),
    *_ingest("postgres", "PostgreSQL", 2),
    Gate("export_small_peak", "CSV of 10,000 answers: memory", "at most", 300, "MB"),
    Gate("export_large_peak", "CSV of 100,000 answers: memory", "at most", 300, "MB"),
)
