"""Places for rows: each name is looked up once, however many rows it stands in."""

from collections.abc import Collection
from functools import cached_property
from uuid import UUID

from django.utils.translation import get_language

from spean.core.text import fold
from spean.directory.models import Area, AreaName
from spean.directory.rules.search import search_key, spoken_forms
from spean.directory.selectors import find_areas
from spean.people.rules import FAMILY_NAMES
from spean.surveys.rules import Place

_MOST = 8


class Gazetteer:
    """Find places by name, and remember the answers for as long as one job runs."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], list[Place]] = {}
        self._areas: dict[str, Area | None] = {}

    def find(self, name: str, level: int, within: str) -> list[Place]:
        """Return the places of a level that fit a name, inside the place of a code."""
        key = (fold(name), level, within)
        if key not in self._found:
            self._found[key] = self._look_up(name, level, within)
        return self._found[key]

    @cached_property
    def known(self) -> Collection[str]:
        """Names that decide how a text in a legacy font is read: places and families."""
        labels = Area.objects.filter(level__lte=3, valid_to=None).values_list("label_km", flat=True)
        return {*labels, *FAMILY_NAMES}

    def _look_up(self, name: str, level: int, within: str) -> list[Place]:
        holder = self._area(within) if within else None
        areas = [
            area
            for area in find_areas(name, level, holder, _MOST)
            if area.valid_to is None and area.level == level
        ]
        forms = spoken_forms(name)
        listed = AreaName.objects.filter(area__in=areas, folded__in=forms)
        exact = set(listed.values_list("area_id", flat=True))
        return [_place(area, forms, exact) for area in areas]

    def _area(self, code: str) -> Area | None:
        if code not in self._areas:
            self._areas[code] = Area.objects.filter(code=code, valid_to=None).first()
        return self._areas[code]


def _place(area: Area, forms: tuple[str, ...], exact: set[UUID]) -> Place:
    own = {search_key(area.label_km), search_key(area.label_en)}
    is_english = (get_language() or "km").startswith("en")
    path = area.path_en if is_english else area.path_km
    is_exact = area.pk in exact or bool(own & set(forms))
    return Place(str(area.pk), area.code, area.label, path, is_exact)
