"""What invented people look for: by the preferred paths of the population's description."""

from decimal import Decimal
from random import Random
from typing import Any

from spean.people.models import Person

# Wage work near home 41 of 100, wage work elsewhere 9; the others want a farm, a shop or a course.
NEAR, ELSEWHERE = 0.41, 0.09


def draw_wishes(seed: int, person: Person) -> dict[str, Any] | None:
    """Return the wishes of somebody who looks for wage work, or None for all others."""
    chance = Random(f"spean-wishes:{seed}:{person.pk}")
    path = chance.random()
    if path >= NEAR + ELSEWHERE:
        return None
    moves = path >= NEAR
    return {
        "radius_km": chance.choice([10, 15, 25, 40]),
        "accepts_dormitory": moves or chance.random() < 0.2,
        "will_relocate": moves,
        "wage_wanted": Decimal(chance.choice([180, 200, 220, 250, 280])),
    }
