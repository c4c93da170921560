"""Skills of the classification, and claims on them."""

from typing import Any

import factory

from spean.accounts.models import User
from spean.directory.models import Skill
from spean.people.models import Person
from spean.skills.models import ClaimedSkill
from spean.skills.services import claim_skills
from tests.factories.once import Once
from tests.factories.people import MORNING


class SkillFactory(Once):
    class Meta:
        model = Skill
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda number: f"skill-{number}")
    scheme = "spean"
    kind = "task"
    label_km = factory.LazyAttribute(lambda row: f"ជំនាញ {row.code}")
    label_en = factory.LazyAttribute(lambda row: f"Skill {row.code}")
    search = factory.LazyAttribute(lambda row: f"{row.label_en.lower()}\n{row.label_km}")


def claimed(actor: User, person: Person, **changes: Any) -> ClaimedSkill:
    """Let a person say that she has a skill."""
    skill = changes.pop("skill", None) or SkillFactory()
    values: dict[str, Any] = {"now": MORNING, **changes}
    return claim_skills(actor=actor, person=person, skills=[skill], **values)[0]
