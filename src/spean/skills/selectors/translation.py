"""Reads of foreign work: what was told, the units it speaks for, and what she said to them.

A chance is for the staff who accompany her: whoever may read `rpl.view` and no other page, paper
or address.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from spean.accounts.models import User
from spean.directory.models import Skill
from spean.directory.perms import Scope, scope_of
from spean.people.models import JobAbroad, Person
from spean.people.selectors import people_visible_to
from spean.skills.models import Unit, UnitClaim
from spean.skills.rules.tool_words import tool_words
from spean.skills.rules.translation import Asked, Proposal, Told, found_in, proposals


def jobs_told(person: Person) -> list[JobAbroad]:
    """Return the jobs abroad of a person with their tasks, the latest first."""
    jobs = JobAbroad.objects.filter(episode__person=person)
    return list(
        jobs.select_related("occupation").prefetch_related("tasks").order_by("-created_at", "pk")
    )


def told(jobs: list[JobAbroad]) -> list[Told]:
    """Return what the jobs say, in codes; words of tools only ever suggest."""
    return [
        Told(
            ref=str(job.pk),
            tasks=frozenset(task.code for task in job.tasks.all()),
            tools=found_in(f"{job.tools}\n{job.own_words}", tool_words()),
            months=job.months or 0,
            isco=job.occupation.isco if job.occupation else "",
            led=bool(job.was_supervisor),
            certificate=bool(job.training_received.strip()),
        )
        for job in jobs
    ]


def units_in_force(day: date) -> QuerySet[Unit]:
    """Return the units of the standards that hold on a day, in their order."""
    holds = Q(standard__valid_to=None) | Q(standard__valid_to__gte=day)
    units = Unit.objects.filter(holds, standard__valid_from__lte=day, ended_on=None)
    return units.select_related("standard", "standard__occupation").order_by(
        "standard__code", "sort"
    )


def proposals_for(
    jobs: list[JobAbroad], day: date, counts: Mapping[str, tuple[int, int]] | None = None
) -> list[Proposal]:
    """Return the units that the jobs speak for; `counts` is {unit: (passed, assessed)}."""
    asked = [
        Asked(
            code=unit.code,
            standard=unit.standard.code,
            isco=unit.standard.occupation.isco,
            skills=frozenset(skill.code for skill in unit.skills.all()),
        )
        for unit in units_in_force(day).prefetch_related("skills")
    ]
    return proposals(told(jobs), asked, counts)


def named_skills(found: list[Proposal]) -> dict[str, str]:
    """Return the words of the skills that the reasons name, in the reader's language."""
    codes = {what for one in found for kind, what in one.reasons if kind in ("task", "tool")}
    return {skill.code: skill.label for skill in Skill.objects.filter(code__in=codes)}


def units_shown(codes: list[str]) -> dict[str, Unit]:
    """Return units by code, with their tasks in order."""
    units = Unit.objects.filter(code__in=codes).select_related("standard", "standard__occupation")
    return {unit.code: unit for unit in units.prefetch_related("tasks")}


def unit_claims_of(person: Person) -> dict[UUID, UnitClaim]:
    """Return what she said to each unit, by the unit's id."""
    claims = UnitClaim.objects.filter(person=person).select_related("confirmed_by", "written_by")
    return {claim.unit_id: claim for claim in claims}


def unit_claims_visible_to(viewer: User, action: str = "rpl.view") -> QuerySet[UnitClaim]:
    """Return the claims of people whom the viewer may see, if she may do this anywhere."""
    if scope_of(viewer, action) == Scope.NONE:
        return UnitClaim.objects.none()
    return UnitClaim.objects.filter(person__in=people_visible_to(viewer)).select_related("unit")


def confirmed_units(person: Person, day: date | None = None) -> QuerySet[Unit]:
    """Return the units that she says she can do and a member of staff confirmed with her.

    Where recognition starts: her self-assessment; units of a standard that ended are left out.
    """
    claims = UnitClaim.objects.filter(person=person, says_yes=True).exclude(confirmed_at=None)
    return units_in_force(day or timezone.localdate()).filter(pk__in=claims.values("unit_id"))
