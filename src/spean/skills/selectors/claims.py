"""Reads of this room."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from spean.accounts.models import User
from spean.directory.perms import Scope, scope_of
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.models import ClaimedSkill
from spean.skills.rules import ORDER


def skills_of(person: Person) -> QuerySet[ClaimedSkill]:
    """Return a person's skills with their names, the best proven first."""
    proof = Case(
        *(When(grade=grade, then=Value(place)) for place, grade in enumerate(ORDER)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return (
        ClaimedSkill.objects.filter(person=person)
        .select_related("skill", "recorded_by")
        .order_by(-proof, "skill__code")
    )


def skills_visible_to(viewer: User, action: str = "skills.view") -> QuerySet[ClaimedSkill]:
    """Return the skills of people whom the viewer may see, if she may do this anywhere."""
    if scope_of(viewer, action) == Scope.NONE:
        return ClaimedSkill.objects.none()
    return ClaimedSkill.objects.filter(person__in=people_visible_to(viewer)).select_related("skill")


def proven_skills(people: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """Return (skill code, grade) of each person's skills, in one query, for matching."""
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = ClaimedSkill.objects.filter(person__in=list(people)).order_by("skill__code")
    for person_id, code, grade in rows.values_list("person_id", "skill__code", "grade"):
        found[person_id].append((code, grade))
    return found
