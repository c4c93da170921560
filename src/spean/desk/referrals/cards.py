"""What referrals to services put on a person's page."""

from spean.accounts.models import User
from spean.casework.selectors import case_of
from spean.casework.selectors.referrals import referrals_of
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person

SHOWN = 6


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the person's referrals, if the viewer may see casework and there is a case."""
    if not can(viewer, "casework.view", person):
        return None
    case = case_of(person)
    if case is None:
        return None
    context = {
        "person": person,
        "referrals": list(referrals_of(viewer, person)[:SHOWN]),
        "may_refer": can(viewer, "casework.edit", person) and case.state == "open",
    }
    return Card("desk/referrals/_card.html", context)
