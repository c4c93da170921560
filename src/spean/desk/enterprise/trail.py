"""Which packages somebody took, and which fits next."""

from collections.abc import Sequence
from dataclasses import dataclass

from spean.people.models import Person
from spean.skills.choices import EnterprisePackage
from spean.skills.models import Business, Enrolment
from spean.skills.selectors.enterprise import package_that_fits, packages_of


@dataclass(frozen=True, slots=True)
class Trail:
    """Her courses of enterprise in their order, and the name of the next; "" if none."""

    taken: list[Enrolment]
    next: str


def trail_of(person: Person, businesses: Sequence[Business]) -> Trail:
    """Return what she took, and what would help her where she stands now."""
    taken = list(packages_of(person))
    stage = businesses[0].state if businesses else ""
    code = package_that_fits(person, stage, taken)
    return Trail(taken, str(EnterprisePackage(code).label) if code else "")
