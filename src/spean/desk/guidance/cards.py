"""What guidance puts on a person's page: what she chose, her groups, and the ways on."""

from spean.accounts.models import User
from spean.casework.choices import CaseState
from spean.casework.selectors import case_of
from spean.casework.selectors.guidance import groups_of_person, last_choice_of
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person


def card_for(viewer: User, person: Person) -> Card | None:
    """Return her last choice of work and her groups, if the viewer does casework with her."""
    if not can(viewer, "casework.edit", person):
        return None
    case = case_of(person)
    if case is None:
        return None
    context = {
        "person": person,
        "choice": last_choice_of(viewer, person),
        "groups": groups_of_person(viewer, person),
        "is_open": case.state == CaseState.OPEN,
        "may_open_sealed": can(viewer, "people.sensitive", person),
    }
    return Card("desk/guidance/_person_card.html", context)
