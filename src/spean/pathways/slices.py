"""What a telephone takes along: the people of its user, noted in the trail as a reading of them."""

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.selectors import open_cases
from spean.core.refs import Ref
from spean.people.selectors import Carried, people_to_carry


@one_writer()
def take_along(*, actor: User) -> list[Carried]:
    """Return the people whom this user's telephone may hold; the trail says how many."""
    people = people_to_carry(actor, open_cases())
    audit(actor=actor, action="people.carried", on=Ref("user", actor.pk), people=len(people))
    return people
