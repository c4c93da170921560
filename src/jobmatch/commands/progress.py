"""How far a long run is, on the error stream, and only where somebody watches."""

import sys
import time
from types import TracebackType

EVERY = 0.5
"""Seconds between two lines."""


class Progress:
    """A line that says how many of how many are done."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._next = 0.0
        self._shown = False

    def __enter__(self) -> "Progress":
        self._next = time.monotonic() + EVERY
        return self

    def at(self, done: int) -> None:
        """Say how many are done, if the last word is old enough."""
        now = time.monotonic()
        if now >= self._next and sys.stderr.isatty():
            self._next, self._shown = now + EVERY, True
            sys.stderr.write(f"\r{done:,} of {self._total:,} {self._what}")
            sys.stderr.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            sys.stderr.write("\n")
