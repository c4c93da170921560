"""What is counted (centre-practice 2.7): one function an indicator, people and services apart.

To add one: write a function in a module here, add it to `PEOPLE` or `EVENTS`, and its row to
`results.services.DEFINITIONS`.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from spean.people.models import Person
from spean.results.indicators import employment, reach
from spean.results.rules import Period

CountsPeople = Callable[[list[UUID], Period], QuerySet[Person]]
CountsEvents = Callable[[list[UUID], Period], int]

PEOPLE: Mapping[str, CountsPeople] = {
    "returnees_registered": reach.returnees_registered,
    "people_counselled": reach.people_counselled,
    "plans_agreed": reach.plans_agreed,
    "people_referred_to_jobs": employment.people_referred,
    "people_placed": employment.people_placed,
    "people_placed_with_nssf": employment.people_placed_with_nssf,
}
EVENTS: Mapping[str, CountsEvents] = {
    "counselling_sessions": reach.counselling_sessions,
    "services_given": reach.services_given,
    "vacancies_collected": employment.vacancies_collected,
}
