"""What the passport puts on a person's page: whether it is agreed, and the way to it."""

from spean.accounts.models import User
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.selectors.passports import passport_of


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the way to the passport, if the viewer writes down this person's skills."""
    if person.is_sealed or not can(viewer, "skills.edit", person):
        return None
    context = {"person": person, "passport": passport_of(person)}
    return Card("desk/passport/_person_card.html", context)
