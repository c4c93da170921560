"""How often one address may ask, in memory alone: nothing of who asked what is written down."""

import hashlib
import secrets
from collections import OrderedDict, deque
from threading import Lock
from typing import Final

_KNOWN_MOST: Final = 10_000


class Pace:
    """So many questions from one address in so many seconds, counted in this process."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        # Addresses are kept as hashes under a secret that ends with the process.
        self._secret = secrets.token_bytes(16)
        self._asked: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._lock = Lock()

    def may(self, who: str, now: float) -> bool:
        """Tell whether this address may ask now, and count that it did."""
        key = hashlib.blake2s(who.encode(), key=self._secret, digest_size=16).digest()
        with self._lock:
            times = self._asked.pop(key, deque())
            while times and now - times[0] >= self._seconds:
                times.popleft()
            is_allowed = len(times) < self._most
            if is_allowed:
                times.append(now)
            self._asked[key] = times
            if len(self._asked) > _KNOWN_MOST:
                self._asked.popitem(last=False)
        return is_allowed
