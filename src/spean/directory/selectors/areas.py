"""Questions about places. Each asks the database at most five times, however many there are."""

import re
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
# One digit alone is a name: many villages are called 1, 2, 3.
_CODE: Final = re.compile(r"\d{2,8}", re.ASCII)


def find_areas(
    text: str, level: int | None = None, within: Area | None = None, limit: int = 12
) -> list[Area]:
    """Return the places that best fit a typed name or code, those in force first.

    Any listed spelling will do, in Khmer or Latin, with or without the word for the kind; the
    beginning of a name, a word inside it, or a name with a typo or two. `level` (1 province to
    4 village) and `within` narrow the answer. At most five queries.
    """
    forms = spoken_forms(text[:200])
    if not forms or limit < 1:
        return []
    narrow: dict[str, Any] = {} if level is None else {"level": level}
    if within is not None:
        narrow["code__startswith"] = within.code
    areas = Area.objects.filter(**narrow)
    if _CODE.fullmatch(forms[0]):
        by_code = _by_code(areas, forms[0], limit)
        if by_code:
            return by_code
    names = AreaName.objects.filter(**{f"area__{key}": value for key, value in narrow.items()})
    found = _ranked(names, forms, limit)
    rows = areas.filter(pk__in=found)
    return sorted(rows, key=lambda area: _order(area, found[area.pk]))[:limit]


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
        # Most mistyped names are of communes and above, and those are few.
        for part in (names.filter(area__level__lte=3), names.filter(area__level=4)):
            found = found or _mistyped(part, forms[-1], limit)
    return found


def _take(found: dict[UUID, float], names: QuerySet[AreaName], forms: Iterable[str]) -> None:
    # Provinces before villages: the shortlist is cut there, never among the likely ones.
    rows = names.order_by(F("area__valid_to").asc(nulls_first=True), "area__level", "folded")
    for area_id, folded in rows.values_list("area_id", "folded")[:_SHORTLIST]:
        rank = nearness(forms, folded)
        found[area_id] = min(rank, found.get(area_id, rank))


def _mistyped(names: QuerySet[AreaName], form: str, limit: int) -> dict[UUID, float]:
    near = names.annotate(size=Length("folded")).filter(
        size__gte=len(form) - 2, size__lte=len(form) + 2
    )
    rows = list(near.values_list("pk", "folded", "area_id"))
    homes = {pk: area_id for pk, _folded, area_id in rows}
    found: dict[UUID, float] = {}
    for pk, score in alike(form, {pk: folded for pk, folded, _area in rows}, limit * 3):
        found.setdefault(homes[pk], _TYPO + 100 - score)
    return found


def _beginning(forms: Iterable[str]) -> Q:
    wanted = Q()
    for form in forms:
        if connection.vendor == "sqlite":
            # LIKE cannot use SQLite's index; a range can, its order is that of code points.
            wanted |= Q(folded__gte=form, folded__lt=form[:-1] + chr(ord(form[-1]) + 1))
        else:
            wanted |= Q(folded__startswith=form)
    return wanted


def _by_code(areas: QuerySet[Area], code: str, limit: int) -> list[Area]:
    """Return the places whose code begins so; lists that went through Excel lost the zero."""
    begins = Q(code__startswith=code) | Q(code__startswith=f"0{code}")
    rows = areas.filter(begins).order_by(
        F("valid_to").asc(nulls_first=True), Length("code"), "code"
    )
    return list(rows[:limit])


def area_by_code(code: str) -> Area | None:
    """Return the place of a code: in force, else the last that had it, else by an older code.

    A lost leading zero is put back. One query.
    """
    plain = digits(code).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 8):
        return None
    plain = plain.zfill(len(plain) + len(plain) % 2)
    # Asked as a list, not as a join: before a server has counted the rows, a join reads them all.
    named = AreaName.objects.filter(folded=plain).values("area")
    areas = Area.objects.filter(Q(code=plain) | Q(pk__in=named))
    answers = sorted(areas, key=lambda area: _age(area, plain))
    return answers[0] if answers else None


def _age(area: Area, code: str) -> tuple[bool, bool, int]:
    ended = area.valid_to
    return area.code != code, ended is not None, -(ended.toordinal() if ended else 0)


def area_coded(code: str) -> Area | None:
    """Return the place in force with exactly this code, as a program wrote it."""
    return Area.objects.filter(code=code, valid_to=None).first()


def areas_coded(codes: Iterable[str]) -> dict[str, Area]:
    """Return the places in force with exactly these codes, by code. One query."""
    return {one.code: one for one in Area.objects.filter(code__in=set(codes), valid_to=None)}


def areas_of_level(level: int) -> QuerySet[Area]:
    """Return all places of a level that are in force, by name within their parents."""
    found = Area.objects.filter(level=level, valid_to=None).select_related("parent")
    return found.order_by("label_en", "code")


def areas_within(area: Area | None = None) -> QuerySet[Area]:
    """Return the places in force directly inside one, by code; the provinces without one."""
    return Area.objects.filter(valid_to=None, parent=area).order_by("code")


def areas_above(area: Area) -> QuerySet[Area]:
    """Return the places in force that hold this one, the province first."""
    codes = [area.code[:length] for length in (2, 4, 6) if length < len(area.code)]
    return Area.objects.filter(valid_to=None, code__in=codes).order_by("level")
