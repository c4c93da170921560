"""Reads of competency standards: who may, which are found, and what must stay as it is."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from spean.accounts.models import User
from spean.directory.models import Occupation, Skill
from spean.directory.perms import Scope, scope_of
from spean.skills.models import (
    CertificateUnit,
    Course,
    CqfLevel,
    Recognition,
    Standard,
    Unit,
    UnitClaim,
    UnitTask,
)


def standards_visible_to(viewer: User, action: str = "standards.view") -> QuerySet[Standard]:
    """Return the standards, which are every centre's, to whoever may do this anywhere."""
    if scope_of(viewer, action) == Scope.NONE:
        return Standard.objects.none()
    return Standard.objects.select_related("occupation", "replaces", "replaced_by", "verified_by")


def levels_visible_to(viewer: User, action: str = "standards.view") -> QuerySet[CqfLevel]:
    """Return the levels of the qualifications framework, the first first."""
    if scope_of(viewer, action) == Scope.NONE:
        return CqfLevel.objects.none()
    return CqfLevel.objects.select_related("verified_by").order_by("code")


def units_visible_to(viewer: User, action: str = "standards.view") -> QuerySet[Unit]:
    """Return the units of the standards that the viewer may see."""
    standards = standards_visible_to(viewer, action).values("pk")
    return Unit.objects.filter(standard__in=standards).select_related("standard__occupation")


def tasks_visible_to(viewer: User, action: str = "standards.view") -> QuerySet[UnitTask]:
    """Return the tasks of the units that the viewer may see."""
    units = units_visible_to(viewer, action).values("pk")
    return UnitTask.objects.filter(unit__in=units).select_related("unit__standard__occupation")


def with_sizes(standards: QuerySet[Standard]) -> QuerySet[Standard]:
    """Add how many units each has that can be begun, as `size`; by code."""
    held = Count("units", filter=Q(units__ended_on=None))
    return standards.annotate(size=held).order_by("code")


def newest(standards: QuerySet[Standard]) -> QuerySet[Standard]:
    """Leave out what a later version has replaced."""
    return standards.filter(replaced_by=None)


def standards_found(
    standards: QuerySet[Standard], *, words: str = "", is_unverified: bool = False
) -> QuerySet[Standard]:
    """Return those whose name, occupation, code or units hold every word, in either language."""
    for word in words.split()[:8]:
        named = Q(label_km__icontains=word) | Q(label_en__icontains=word)
        named |= Q(code__icontains=word) | Q(occupation__code__startswith=word)
        named |= Q(occupation__label_km__icontains=word) | Q(occupation__label_en__icontains=word)
        unit = Unit.objects.filter(
            Q(label_km__icontains=word) | Q(label_en__icontains=word) | Q(code__iexact=word),
            standard=OuterRef("pk"),
        )
        standards = standards.filter(named | Exists(unit))
    return standards.filter(is_verified=False) if is_unverified else standards


def units_of(standard: Standard) -> list[Unit]:
    """Return the units of a standard with their skills and tasks; those that ended stand last."""
    units = Unit.objects.filter(standard=standard).prefetch_related(
        Prefetch("skills", Skill.objects.order_by("code")),
        Prefetch("tasks", UnitTask.objects.order_by("sort", "code")),
    )
    return sorted(units, key=lambda one: (one.ended_on is not None, one.sort, one.code))


def versions_of(standard: Standard) -> list[Standard]:
    """Return this standard and those before it, the newest first."""
    found, seen = [standard], {standard.pk}
    while found[-1].replaces is not None and found[-1].replaces.pk not in seen:
        found.append(found[-1].replaces)
        seen.add(found[-1].pk)
    return found


def is_fixed(standard: Standard) -> bool:
    """Tell whether a standard must stay as it is: confirmed, replaced, or something stands on it.

    What was said, learned, assessed or certified keeps the words it was done by.
    """
    return standard.is_verified or standard.pk in fixed_among([standard.pk])


def fixed_among(ids: Sequence[UUID]) -> set[UUID]:
    """Return which of these standards must stay as they are."""
    named = (
        Standard.objects.filter(pk__in=ids, is_verified=True).values_list("pk"),
        Standard.objects.filter(replaces__in=ids).values_list("replaces"),
        CertificateUnit.objects.filter(unit__standard__in=ids).values_list("unit__standard"),
        UnitClaim.objects.filter(unit__standard__in=ids).values_list("unit__standard"),
        Recognition.objects.filter(standard__in=ids).values_list("standard"),
        Course.objects.filter(standard__in=ids).values_list("standard"),
    )
    first, *others = (rows.order_by().distinct() for rows in named)
    return {pk for (pk,) in first.union(*others) if pk is not None}


def skills_for(unit: Unit | None, occupation: Occupation) -> QuerySet[Skill]:
    """Return the skills that a unit of this occupation may hang on: its needs, and what it has."""
    wanted = Q(pk__in=occupation.needs.values("skill"))
    if unit is not None:
        wanted |= Q(pk__in=unit.skills.values("pk"))
    return Skill.objects.filter(wanted).order_by("code")
