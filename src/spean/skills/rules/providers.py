"""How well a training provider does, said with care where few people were taught (plain Python)."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

# 95 of a hundred such ranges hold the truth.
_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Measure:
    """So many of so many; `low` and `high` of ten are where the truth likely lies.

    Of fewer people than `few` nothing is said: neither good nor bad, and nobody is known by it.
    """

    name: str
    count: int
    of: int
    few: int

    @property
    def is_said(self) -> bool:
        """Tell whether there are enough people to say something."""
        return self.of >= max(1, self.few)

    @property
    def low(self) -> int:
        """Return the lower end of the range, in tenths."""
        return int(10 * wilson(self.count, self.of)[0])

    @property
    def high(self) -> int:
        """Return the upper end of the range, in tenths."""
        return min(10, -int(-10 * wilson(self.count, self.of)[1] // 1))


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval of a share: honest also for few people, for none and for all."""
    if not of:
        return 0.0, 1.0
    share, square = count / of, _Z * _Z
    middle = share + square / (2 * of)
    reach = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = ((middle + side * reach) / (1 + square / of) for side in (-1, 1))
    return max(0.0, low), min(1.0, high)
