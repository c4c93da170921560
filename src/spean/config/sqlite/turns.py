"""Whose turn it is to write: in the order in which they came, one at a time.

SQLite itself lets whoever asks in the right moment write, and those who wait ask ten times a
second. Beside a writer that never rests, a counsellor would ask in vain until she is refused.
"""

import threading
import time
from collections import deque
from typing import Final

# Another process asks SQLite every 100 ms: so long a pause lets it in, and so often there is one.
_PAUSE: Final = 0.12
_PAUSE_AFTER: Final = 5.0


class Turns:
    """A lock that serves in the order of asking."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False
        self._busy_since = 0.0

    def take(self, patience: float) -> bool:
        """Wait for a turn; return False if it did not come within so many seconds."""
        with self._guard:
            if not self._is_taken:
                self._is_taken, self._busy_since = True, time.monotonic()
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if not mine.acquire(timeout=patience) and self._gives_up(mine):
            return False
        self._let_others_in()
        return True

    def give_back(self) -> None:
        """Let the next one write."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

    def _gives_up(self, mine: threading.Lock) -> bool:
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return True
        # The turn came in this very moment.
        return False

    def _let_others_in(self) -> None:
        if time.monotonic() - self._busy_since > _PAUSE_AFTER:
            time.sleep(_PAUSE)
            self._busy_since = time.monotonic()
