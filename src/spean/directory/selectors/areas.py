"""Questions about places. Each asks the database at most four times, however many there are."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length

from spean.core.text import digits
from spean.directory.models import Area, AreaName
from spean.directory.rules.search import SHORTEST_FOR_TYPOS, alike, nearness, spoken_forms

_SHORTLIST: Final = 400
_TYPO: Final = 4


def find_areas(
    text: str, level: int | None = None, within: Area | None = None, limit: int = 12
) -> list[Area]:
    """Return the places that best fit a typed name or code, those in force first.

    Any listed spelling will do, in Khmer or Latin, with or without the word for the kind; the
    beginning of a name, a word inside it, or a name with a typo or two. `level` (1 province to
    4 village) and `within` narrow the answer. At most four queries.
    """
    forms = spoken_forms(text[:200])
    if not forms or limit < 1:
        return []
    names = AreaName.objects.all()
    if level is not None:
        names = names.filter(area__level=level)
    if within is not None:
        names = names.filter(area__code__startswith=within.code)
    found = _ranked(names, forms, limit)
    areas = Area.objects.filter(pk__in=found)
    return sorted(areas, key=lambda area: _order(area, found[area.pk]))[:limit]


def _order(area: Area, rank: float) -> tuple[Any, ...]:
    return area.valid_to is not None, rank, area.level, area.code


def _ranked(names: QuerySet[AreaName], forms: tuple[str, ...], limit: int) -> dict[UUID, float]:
    found: dict[UUID, float] = {}
    _take(found, names.filter(_beginning(forms)), forms)
    if len(found) < limit and len(forms[-1]) > 1:
        inside = Q()
        for form in forms:
            inside |= Q(folded__contains=form if not form.isascii() else f" {form}")
        _take(found, names.filter(inside), forms)
    if not found and len(forms[-1]) >= SHORTEST_FOR_TYPOS:
        _take_typos(found, names, forms[-1], limit)
    return found


def _take(found: dict[UUID, float], names: QuerySet[AreaName], forms: Iterable[str]) -> None:
    # Provinces before villages: the shortlist is cut there, never among the likely ones.
    rows = names.order_by(F("area__valid_to").asc(nulls_first=True), "area__level", "folded")
    for area_id, folded in rows.values_list("area_id", "folded")[:_SHORTLIST]:
        rank = nearness(forms, folded)
        found[area_id] = min(rank, found.get(area_id, rank))


def _take_typos(
    found: dict[UUID, float], names: QuerySet[AreaName], form: str, limit: int
) -> None:
    near = names.annotate(size=Length("folded")).filter(
        size__range=(len(form) - 2, len(form) + 2)
    )
    rows = list(near.values_list("pk", "folded", "area_id"))
    homes = {pk: area_id for pk, _folded, area_id in rows}
    for pk, score in alike(form, {pk: folded for pk, folded, _area in rows}, limit * 3):
        found.setdefault(homes[pk], _TYPO + 100 - score)


def _beginning(forms: Iterable[str]) -> Q:
    wanted = Q()
    for form in forms:
        wanted |= _starts_with(form)
        code = digits(form)
        if code.isascii() and code.isdigit() and len(code) <= 8:
            # Lists that went through Excel lost the leading zero.
            wanted |= Q(area__code__startswith=code) | Q(area__code__startswith=f"0{code}")
    return wanted


def _starts_with(form: str) -> Q:
    if connection.vendor == "sqlite":
        # LIKE cannot use SQLite's index; a range can, for its order is that of code points.
        return Q(folded__gte=form, folded__lt=form[:-1] + chr(ord(form[-1]) + 1))
    return Q(folded__startswith=form)


def area_by_code(code: str) -> Area | None:
    """Return the place of a code: in force, else the last that had it, else by an older code.

    A lost leading zero is put back. One query.
    """
    plain = digits(code).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 8):
        return None
    plain = plain.zfill(len(plain) + len(plain) % 2)
    areas = Area.objects.filter(Q(code=plain) | Q(names__folded=plain)).distinct()
    answers = sorted(areas, key=lambda area: _age(area, plain))
    return answers[0] if answers else None


def _age(area: Area, code: str) -> tuple[bool, bool, int]:
    ended = area.valid_to
    return area.code != code, ended is not None, -(ended.toordinal() if ended else 0)


def areas_within(area: Area | None = None) -> QuerySet[Area]:
    """Return the places in force directly inside one, by code; the provinces without one."""
    return Area.objects.filter(valid_to=None, parent=area).order_by("code")


def areas_above(area: Area) -> QuerySet[Area]:
    """Return the places in force that hold this one, the province first."""
    codes = [area.code[:length] for length in (2, 4, 6) if length < len(area.code)]
    return Area.objects.filter(valid_to=None, code__in=codes).order_by("level")
