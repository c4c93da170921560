"""Which posts could suit a person, and why."""

from datetime import date

import jobmatch
from spean.jobs.models import Vacancy
from spean.jobs.selectors import answered_vacancy_ids, open_vacancies
from spean.pathways.matching.lists import Suggestion, Suggestions
from spean.pathways.matching.openings import opening_of
from spean.pathways.matching.profiles import profiles_of
from spean.pathways.matching.rates import rates_on
from spean.people.models import Person


def suggest_for(*, person: Person, today: date, limit: int = 7) -> Suggestions:
    """Return the open vacancies that could suit a person, best first, with reasons.

    Vacancies that she was asked about before are left out. The same day gives the same list.
    """
    rates, taken = rates_on(today), answered_vacancy_ids(person)
    rows = {
        str(vacancy.pk): vacancy
        for vacancy in open_vacancies(today).prefetch_related("needs__skill")
        if vacancy.pk not in taken
    }
    openings = [opening_of(vacancy, rates, today) for vacancy in rows.values()]
    profile = profiles_of([person], today)[0]
    matches = jobmatch.suggest(profile, openings, today=today, seed=today.isoformat())
    return Suggestions(
        fitting=[Suggestion(rows[match.opening.id], match) for match in matches[:limit]],
        changes=jobmatch.openers(profile, openings, today=today),
        considered=len(openings),
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


def as_kept(reason: jobmatch.Reason) -> dict[str, object]:
    """Return a reason as the JSON that is kept with a referral."""
    return {
        "code": reason.code,
        "polarity": str(reason.polarity),
        "params": dict(reason.params),
        "source": str(reason.source),
    }
