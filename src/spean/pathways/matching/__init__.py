"""From tables to reasons: who could take which post, and why. The only importer of `jobmatch`."""

from dataclasses import dataclass
from datetime import date

import jobmatch
from spean.jobs.models import Vacancy
from spean.jobs.selectors import live_vacancy_ids, open_vacancies
from spean.pathways.matching.values import opening_of, profiles_of, rates_on
from spean.people.models import Person

CHANGE_CODES, GATE_CODES, REASON_CODES = (
    jobmatch.CHANGE_CODES,
    jobmatch.GATE_CODES,
    jobmatch.REASON_CODES,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A vacancy that could suit a person: the row, and jobmatch's match with its reasons."""

    vacancy: Vacancy
    match: jobmatch.Match


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The list for one person, and the one or two changes that would open the most posts."""

    fitting: list[Suggestion]
    changes: list[jobmatch.Change]
    considered: int


def suggest_for(*, person: Person, today: date, limit: int = 7) -> Suggestions:
    """Return the open vacancies that could suit a person, best first, with reasons.

    Vacancies she is already referred to are left out. The same day gives the same list.
    """
    rates = rates_on(today)
    taken = live_vacancy_ids(person)
    rows = {
        str(vacancy.pk): vacancy
        for vacancy in open_vacancies(today).prefetch_related("needs__skill")
        if vacancy.pk not in taken
    }
    openings = [opening_of(vacancy, rates) for vacancy in rows.values()]
    profile = profiles_of([person], today)[0]
    seed = today.isoformat()
    matches = jobmatch.suggest(profile, openings, today=today, seed=seed)
    return Suggestions(
        fitting=[Suggestion(rows[match.opening.id], match) for match in matches[:limit]],
        changes=jobmatch.openers(profile, openings, today=today)[:2],
        considered=len(openings),
    )


def explain(
    *, person: Person, vacancy: Vacancy, today: date
) -> tuple[jobmatch.Match | None, list[jobmatch.Gate]]:
    """Return the match of one person and one vacancy, or the gates that stand between them."""
    opening = opening_of(vacancy, rates_on(today))
    profile = profiles_of([person], today)[0]
    gates = jobmatch.refusals(opening, profile, today)
    matches = jobmatch.rank(opening, [profile], today=today, seed=today.isoformat())
    return (matches[0] if matches else None), list(gates)
