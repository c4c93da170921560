"""How far an opening is from home."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from jobmatch.model import Opening, Profile
from jobmatch.weights import TYPICAL_KM

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Distance:
    """Kilometres as the crow flies; `estimated` when only the area codes were known."""

    km: float
    estimated: bool

    @property
    def across_provinces(self) -> bool:
        """Return whether all that is known is that the provinces differ."""
        return self.estimated and self.km == TYPICAL_KM[0]


ESTIMATES = tuple(Distance(km, estimated=True) for km in TYPICAL_KM)


def between(opening: Opening, profile: Profile) -> Distance | None:
    """Return the distance from home to the opening, or `None` when a place is not known."""
    here, there = profile.latitude, opening.latitude
    if here is not None and there is not None:
        # Checked at the border: a latitude never comes without its longitude.
        return Distance(
            kilometres(here, profile.longitude or 0.0, there, opening.longitude or 0.0),
            estimated=False,
        )
    if profile.area_code and opening.area_code:
        return ESTIMATES[shared_levels(profile.area_code, opening.area_code)]
    return None


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in kilometres between two points in decimal degrees."""
    half_lat, half_lon = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2
    chord += cos(radians(lat_a)) * cos(radians(lat_b)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def shared_levels(code_a: str, code_b: str) -> int:
    """Return how many levels two area codes share: 0 for two provinces, 4 for one village."""
    level = 0
    shortest = min(len(code_a), len(code_b))
    while level * 2 < shortest and code_a[: level * 2 + 2] == code_b[: level * 2 + 2]:
        level += 1
    return level
