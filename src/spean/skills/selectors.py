"""Reads of this room."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.directory.perms import Scope, scope_of
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.models import ClaimedSkill


def skills_of(person: Person) -> QuerySet[ClaimedSkill]:
    """Return a person's skills with their names, the best proven first."""
    return (
        ClaimedSkill.objects.filter(person=person)
        .select_related("skill")
        .order_by("-recorded_at", "skill__code")
    )


def skills_visible_to(viewer: User) -> QuerySet[ClaimedSkill]:
    """Return the skills of people whom the viewer may see."""
    if scope_of(viewer, "skills.view") == Scope.NONE:
        return ClaimedSkill.objects.none()
    return ClaimedSkill.objects.filter(person__in=people_visible_to(viewer)).select_related("skill")


def proven_skills(people: Iterable[UUID]) -> dict[UUID, list[ClaimedSkill]]:
    """Return each person's skills, in one query, for matching."""
    found: dict[UUID, list[ClaimedSkill]] = defaultdict(list)
    for claim in ClaimedSkill.objects.filter(person__in=list(people)).select_related("skill"):
        found[claim.person_id].append(claim)
    return found
