"""Which posts could suit a person, and why."""

from datetime import date

import jobmatch
from spean.jobs.models import Vacancy
from spean.jobs.selectors import answered_vacancy_ids, list_of, open_vacancies
from spean.pathways.matching.lists import Suggestion, Suggestions
from spean.pathways.matching.openings import opening_of
from spean.pathways.matching.prices import Prices
from spean.pathways.matching.profiles import profiles_of
from spean.pathways.matching.rates import rates_on
from spean.pathways.matching.tonight import still_listed
from spean.people.models import Person


def suggest_for(*, person: Person, today: date, limit: int = 7) -> Suggestions:
    """Return the open vacancies that could suit a person, best first, with reasons.

    The list is that of the last night as far as it still holds, so that not everybody is sent to
    the same few posts; the post that the night keeps in mind for her stands first. Vacancies that
    she was asked about before are left out. The same day gives the same list.
    """
    rates, taken = rates_on(today), answered_vacancy_ids(person)
    every = open_vacancies(today).exclude(pk__in=taken)
    listed = list_of(person)
    found = list(still_listed(person, listed, every).prefetch_related("needs__skill"))
    rows = {str(vacancy.pk): vacancy for vacancy in found}
    profile = profiles_of([person], today)[0]
    openings = [opening_of(vacancy, rates, today) for vacancy in found]
    matches = jobmatch.suggest(profile, openings, today=today, seed=today.isoformat())
    prices, held = Prices(found), listed.held if listed else None

    def place(match: jobmatch.Match) -> tuple[bool, float]:
        vacancy_id = rows[match.opening.id].pk
        return vacancy_id != held, prices.of(vacancy_id) - match.score

    matches.sort(key=place)
    return Suggestions(
        fitting=[
            Suggestion(rows[match.opening.id], match, prices.crowd(rows[match.opening.id].pk))
            for match in matches[:limit]
        ],
        considered=every.count(),
    )


def explain(
    *, person: Person, vacancy: Vacancy, today: date
) -> tuple[jobmatch.Match | None, list[jobmatch.Gate]]:
    """Return the match of one person and one vacancy, or the gates that stand between them."""
    opening = opening_of(vacancy, rates_on(today), today)
    profile = profiles_of([person], today)[0]
    gates = list(jobmatch.refusals(opening, profile, today))
    matches = jobmatch.rank(opening, [profile], today=today, seed=today.isoformat())
    return (matches[0] if matches else None), gates
