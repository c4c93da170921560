"""What enterprise puts on a person's page."""

from spean.accounts.models import User
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.selectors.enterprise import businesses_of

SHOWN = 3


def card_for(viewer: User, person: Person) -> Card | None:
    """Return her businesses, if the viewer may see them."""
    if not can(viewer, "enterprise.view", person):
        return None
    context = {"person": person, "businesses": list(businesses_of(viewer, person)[:SHOWN])}
    return Card("desk/enterprise/_card.html", context)
