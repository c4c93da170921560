"""Where places lie: towns by name from GeoNames, everything else by the nearest known point."""

from collections import defaultdict
from typing import Final
from uuid import UUID

from spean.directory.gateways.packages import Town, towns
from spean.directory.models import Area
from spean.directory.rules.search import search_key

# latitude, longitude, where they come from
Point = tuple[float | None, float | None, str]

_OWN: Final = ("self", "town")
_FIELDS: Final = ["latitude", "longitude", "point_from"]
_LEVEL_WORDS: Final = {1: "province", 2: "district", 3: "commune"}


def place_towns() -> None:
    """Give districts and communes the point of the town of their name in the same province.

    A province has the point of its largest town (`point_from` is "town").
    """
    by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
    largest: dict[str, Town] = {}
    for town in towns():
        largest.setdefault(town.province, town)
        for name in town.names:
            by_name[town.province, name].append(town)
    placed: list[Area] = []
    for area in Area.objects.filter(valid_to=None, level__lte=3, latitude=None):
        province = area.code[:2]
        named = by_name.get((province, search_key(area.label_en)), [])
        if area.level == 1 and province in largest:
            town = largest[province]
            placed.append(_at(area, town.latitude, town.longitude, "town"))
        elif area.level > 1 and named:
            placed.append(_at(area, named[0].latitude, named[0].longitude, "self"))
    Area.objects.bulk_update(placed, _FIELDS, batch_size=300)


def borrow_points() -> None:
    """Let a place without a point borrow: of the place it replaces, or of the nearest above."""
    past = {
        area.replaced_by_id: area
        for area in Area.objects.filter(point_from__in=_OWN, replaced_by__isnull=False)
    }
    points: dict[str, Area] = {}
    borrowed: dict[Point, list[UUID]] = defaultdict(list)
    rows = Area.objects.filter(valid_to=None).order_by("level", "code")
    for area in rows.only("code", "level", *_FIELDS).iterator(chunk_size=2_000):
        lender = past.get(area.pk)
        above = points.get(area.code[:-2])
        if area.latitude is None and lender is not None:
            point = (lender.latitude, lender.longitude, lender.point_from)
            borrowed[point].append(_at(area, *point).pk)
        elif area.latitude is None and above is not None:
            source = above.point_from
            source = _LEVEL_WORDS[above.level] if source in _OWN else source
            point = (above.latitude, above.longitude, source)
            borrowed[point].append(_at(area, *point).pk)
        if area.latitude is not None and area.level < 4:
            points[area.code] = area
    for (latitude, longitude, source), ids in borrowed.items():
        Area.objects.filter(pk__in=ids).update(
            latitude=latitude, longitude=longitude, point_from=source
        )


def _at(area: Area, latitude: float | None, longitude: float | None, source: str) -> Area:
    area.latitude, area.longitude, area.point_from = latitude, longitude, source
    return area
