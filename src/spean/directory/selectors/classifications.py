"""Questions about occupations, skills, sectors and services. Two queries each at most."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from spean.directory.choices import Classification, SkillWeight
from spean.directory.models import Occupation, OccupationSkill, Sector, ServiceType, Skill
from spean.directory.rules.search import SHORTEST_FOR_TYPOS, alike, search_key

_SHORTLIST: Final = 300
_Named = TypeVar("_Named", Occupation, Skill)


def find_occupations(text: str, limit: int = 12) -> list[Occupation]:
    """Return the occupations that best fit the typed words or code, those of the short list first.

    Words are found in any order, in either language, also in the "also called" names; without a
    hit, a word of the short list with a typo or two. At most two queries.
    """
    # Groups above the unit groups are shelves, not work.
    work = Occupation.objects.annotate(digits=Length("isco")).filter(digits=4)
    return _found(work, work.filter(is_offered=True), text, limit)


def find_skills(text: str, limit: int = 12) -> list[Skill]:
    """Return the skills that best fit the typed words, the project's own before ESCO's.

    At most two queries.
    """
    own = Skill.objects.filter(scheme=Classification.SPEAN)
    return _found(Skill.objects.all(), own, text, limit)


def offered_occupations() -> QuerySet[Occupation]:
    """Return the short list of occupations that forms offer, by ISCO-08 code."""
    return Occupation.objects.filter(is_offered=True).order_by("isco", "code")


def offered_sectors() -> QuerySet[Sector]:
    """Return the short list of sectors that forms offer, in the usual order."""
    return Sector.objects.filter(is_offered=True).order_by("sort")


def service_types() -> QuerySet[ServiceType]:
    """Return the kinds of service in use, by group in the order of the code list."""
    return ServiceType.objects.filter(is_active=True).order_by("sort")


def skills_of(occupation: Occupation) -> list[OccupationSkill]:
    """Return what an occupation needs, the essential first, each with its `skill`. One query."""
    first = Case(
        When(weight=SkillWeight.ESSENTIAL, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = OccupationSkill.objects.filter(occupation=occupation).select_related("skill")
    return list(rows.order_by(first, "sort", "skill__code"))


def essential_skills(occupations: Iterable[UUID]) -> dict[UUID, list[Skill]]:
    """Return what each of these occupations cannot do without. One query."""
    found: dict[UUID, list[Skill]] = defaultdict(list)
    rows = OccupationSkill.objects.filter(
        occupation__in=list(occupations), weight=SkillWeight.ESSENTIAL
    ).select_related("skill")
    for row in rows.order_by("sort", "skill__code"):
        found[row.occupation_id].append(row.skill)
    return found


def _found(
    everything: QuerySet[_Named], short: QuerySet[_Named], text: str, limit: int
) -> list[_Named]:
    key = search_key(text[:200])
    if not key or limit < 1:
        return []
    esco = Case(When(scheme=Classification.ESCO, then=Value(1)), default=Value(0))
    rows = everything.filter(_all_words(key) | Q(code__startswith=key)).order_by(esco, "code")
    found = sorted(rows[:_SHORTLIST], key=lambda row: _order(row, key))[:limit]
    if found or len(key) < SHORTEST_FOR_TYPOS:
        return found
    return _mistyped(short, key, limit)


def _all_words(key: str) -> Q:
    words = Q()
    for word in key.split(" "):
        words &= Q(search__contains=word)
    return words


def _order(row: Any, key: str) -> tuple[Any, ...]:
    names = row.search.split("\n")
    foreign = row.scheme == Classification.ESCO
    if key in names or row.code == key:
        fit = 0
    elif any(name.startswith(key) for name in names):
        fit = 1
    elif any(f" {key}" in name for name in names):
        fit = 2
    else:
        fit = 3
    return foreign, not getattr(row, "is_offered", True), fit, min(map(len, names)), row.code


def _mistyped(short: QuerySet[_Named], key: str, limit: int) -> list[_Named]:
    rows = list(short)
    names: dict[int, str] = {}
    owner: dict[int, _Named] = {}
    for row in rows:
        for name in row.search.split("\n"):
            number = len(names)
            names[number], owner[number] = name, row
    best = {owner[number].pk: owner[number] for number, _score in alike(key, names, limit)}
    return list(best.values())
