"""How the missing part is learnt or proven near her, what it costs, and what it would open."""

from dataclasses import dataclass
from datetime import date

from spean.accounts.models import User
from spean.directory.models import ServiceOffer
from spean.directory.selectors.offers import offers_found, offers_visible_to
from spean.pathways.matching import what_would_open
from spean.people.models import Person

PROVE, MOST = "prove-skill", 6
RECOGNITION, COURSES = ("SKL2", "SKL3"), ("SKL4", "SKL6")


@dataclass(frozen=True, slots=True)
class Learning:
    """Services of her province: recognition of what she can do, courses; and (skill, posts)."""

    recognition: list[ServiceOffer]
    courses: list[ServiceOffer]
    opens: list[tuple[str, int]]


def learning_for(*, viewer: User, person: Person, today: date) -> Learning:
    """Return where she could learn or be assessed in her province, those nearest first."""
    code = person.area.code
    found = offers_found(offers_visible_to(viewer), what="SKL", within=code[:2])
    offers = sorted(found, key=lambda one: _apart(one.area.code, code))
    changes = what_would_open(person=person, today=today)
    return Learning(
        recognition=[one for one in offers if one.service_type.code in RECOGNITION][:MOST],
        courses=[one for one in offers if one.service_type.code in COURSES][:MOST],
        opens=[(str(c.params["skill"]), c.opens) for c in changes if c.code == PROVE],
    )


def _apart(one: str, other: str) -> int:
    """Return how many levels of the register lie between two places of one province."""
    return sum(one[:length] != other[:length] for length in (4, 6, 8))
