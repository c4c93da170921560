"""What recognition puts on a person's page."""

from spean.accounts.models import User
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.selectors.recognition import recognitions_of

SHOWN = 4


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the person's recognitions, if the viewer may see them."""
    if not can(viewer, "rpl.view", person):
        return None
    context = {
        "person": person,
        "recognitions": list(recognitions_of(viewer, person)[:SHOWN]),
        "may_apply": can(viewer, "rpl.edit", person),
    }
    return Card("desk/recognition/_card.html", context)
