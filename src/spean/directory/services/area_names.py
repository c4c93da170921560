"""The spellings and the paths of the register of places, written after each load."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from spean.core.text import tidy
from spean.core.writing import insert_values
from spean.directory.gateways.tables import listed, table
from spean.directory.models import Area, AreaName
from spean.directory.rules.search import search_key

_BATCH: Final = 2_000

# area, key, text, source
Spelling = tuple[UUID, str, str, str]


def name_areas() -> None:
    """Give every place in force its spellings; those it had before stay for ever."""
    known = set(AreaName.objects.values_list("area_id", "folded").iterator(chunk_size=_BATCH))
    fresh: list[Spelling] = []
    for area_id, key, text, source in _spellings():
        if (area_id, key) not in known:
            known.add((area_id, key))
            fresh.append((area_id, key, text, source))
    insert_values(AreaName, ("area_id", "folded", "text", "source"), fresh)


def _spellings() -> Iterator[Spelling]:
    ids: dict[str, UUID] = {}
    rows = Area.objects.filter(valid_to=None).order_by("level", "code")
    for pk, code, km, en, source in rows.values_list(
        "pk", "code", "label_km", "label_en", "source"
    ).iterator(chunk_size=_BATCH):
        ids[code] = pk
        for text in filter(None, (km, en)):
            yield pk, search_key(text), text, source[:60]
    for code, text, source in _aliases():
        if code in ids:
            yield ids[code], search_key(text), tidy(text), source


def _aliases() -> Iterator[tuple[str, str, str]]:
    for row in table("province_names"):
        for text in (row["name_km"], row["name_en"], *listed(row["aliases"])):
            yield row["code"], text, "spelling found in records"
    for row in table("area_aliases"):
        yield row["code"], row["text"], row["why"]


def write_paths() -> None:
    """Write "province, district, …" on every place in force, where it has changed."""
    paths: dict[str, tuple[str, str]] = {"": ("", "")}
    changed: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    fields = ("code", "level", "label_km", "label_en", "kind_km", "path_km", "path_en")
    rows = Area.objects.filter(valid_to=None).order_by("level", "code").only(*fields)
    for area in rows.iterator(chunk_size=_BATCH):
        path_km, path_en = paths[area.code[:-2]]
        if area.level < 4:
            here_km = f"{path_km} {area.kind_km}{area.label_km}".strip()
            here_en = ", ".join(filter(None, (path_en, area.label_en)))
            paths[area.code] = (here_km, here_en)
        if (area.path_km, area.path_en) != (path_km, path_en):
            changed[path_km, path_en].append(area.pk)
    # The villages of a commune share one path: a statement for each, not for each village.
    for (path_km, path_en), ids in changed.items():
        Area.objects.filter(pk__in=ids).update(path_km=path_km, path_en=path_en)
