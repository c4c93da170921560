"""What would bring more within reach, and how a reason is kept."""

from datetime import date

import jobmatch
from spean.jobs.models import Vacancy
from spean.jobs.selectors import answered_vacancy_ids, open_vacancies
from spean.pathways.matching.openings import opening_of
from spean.pathways.matching.profiles import profiles_of
from spean.pathways.matching.rates import rates_on
from spean.people.models import Person


def what_would_open(*, person: Person, today: date) -> list[jobmatch.Change]:
    """Return the one or two changes that would bring the most vacancies within her reach."""
    rates, taken = rates_on(today), answered_vacancy_ids(person)
    rows = open_vacancies(today).exclude(pk__in=taken).prefetch_related("needs__skill")
    openings = [opening_of(vacancy, rates, today) for vacancy in rows]
    return jobmatch.openers(profiles_of([person], today)[0], openings, today=today)


def ways_to(*, person: Person, vacancy: Vacancy, today: date) -> list[jobmatch.Change]:
    """Return every single change that would bring one vacancy within her reach, smallest first."""
    opening = opening_of(vacancy, rates_on(today), today)
    return jobmatch.ways_to(opening, profiles_of([person], today)[0], today=today)


def as_kept(reason: jobmatch.Reason) -> dict[str, object]:
    """Return a reason as the JSON that is kept with a referral."""
    return {
        "code": reason.code,
        "polarity": str(reason.polarity),
        "params": dict(reason.params),
        "source": str(reason.source),
    }
