"""Which people a post could suit, and why."""

from datetime import date

import jobmatch
from spean.accounts.models import User
from spean.directory.perms import centres_where
from spean.jobs.models import Vacancy
from spean.jobs.selectors import looking_people
from spean.pathways.matching.lists import Candidate, Candidates
from spean.pathways.matching.openings import opening_of
from spean.pathways.matching.profiles import profiles_of
from spean.pathways.matching.rates import rates_on
from spean.pathways.matching.tonight import still_suited

# More than a centre's own list in a season; beyond it the page says how many were looked at.
MOST_PEOPLE = 2000


def people_for(*, viewer: User, vacancy: Vacancy, today: date, limit: int = 7) -> Candidates:
    """Return the people of the viewer's centres whom a vacancy could suit, best first.

    Whom the last night found, and who is new since then, is looked at; before any night, those
    who registered last. Those put forward for it already are among them; the page tells them
    apart. The number of queries does not grow with the number of people.
    """
    looking = looking_people(viewer)
    centres = centres_where(viewer, "jobs.refer")
    people = list(still_suited(vacancy, centres, looking)[:MOST_PEOPLE])
    total = looking.count()
    rows = {str(person.pk): person for person in people}
    opening = opening_of(vacancy, rates_on(today), today)
    matches = jobmatch.rank(opening, profiles_of(people, today), today=today, seed=str(today))
    return Candidates(
        fitting=[Candidate(rows[match.profile.id], match) for match in matches[:limit]],
        considered=total if len(people) < MOST_PEOPLE else MOST_PEOPLE,
        looking=total,
    )
