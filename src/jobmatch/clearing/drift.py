"""How a price moves between two nights, as places are taken and given back.

The rule is a straight line and has no memory. With `t` of the `n` places of a post taken since the
night (given back places count less), and `base` the night's price, the price is

    base + drift * (highest - base) * t / n     while more are taken than given back,
    base * (1 + t / n)                          otherwise,

held between 0 and `highest`. Taking a place and giving it back leads to the same price again.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

DRIFT = 0.5
HIGHEST = 1.0


def price_after(
    base: npt.ArrayLike,
    taken: npt.ArrayLike,
    places: npt.ArrayLike,
    *,
    drift: float = DRIFT,
    highest: float = HIGHEST,
) -> Any:
    """Return the price now: one number, or float64[m] where arrays of m posts are given."""
    night, gone = np.asarray(base, np.float64), np.asarray(taken, np.float64)
    share = gone / np.maximum(places, 1)
    rise = drift * (highest - night) * share
    return np.clip(night + np.where(gone > 0, rise, night * share), 0.0, highest)
