"""How far a place is from another, for those who ask without a vacancy."""

from jobmatch.place import kilometres
from spean.directory.models import Area


def is_near(here: Area, there: Area, km: int) -> bool:
    """Tell whether a place lies within so many kilometres; without points, in the same district."""
    if None in (here.latitude, here.longitude, there.latitude, there.longitude):
        return here.code[:4] == there.code[:4]
    points = (here.latitude, here.longitude, there.latitude, there.longitude)
    return kilometres(*map(float, points)) <= km  # type: ignore[arg-type]
