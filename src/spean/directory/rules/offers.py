"""When what is known of a service is fresh enough to send somebody there."""

from datetime import date, timedelta
from typing import Final

# Half a year: numbers and hours change, and somebody who travels for nothing does not come back.
FRESH_DAYS: Final = 180


def is_fresh(verified_on: date | None, today: date, days: int = FRESH_DAYS) -> bool:
    """Tell whether a service was checked within so many days."""
    return verified_on is not None and verified_on >= today - timedelta(days=days)
