"""The indicators that these rooms can feed: one function each, people and services apart.

A person counts once, in the quarter in which it first happened to her; so quarters add up. To add
an indicator: write a function in a module here, add it to `PEOPLE` or `EVENTS`, its row to
`results.services.DEFINITIONS`, and what it means to `desk.results.words`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from spean.results.indicators import employment, reach, services
from spean.results.selectors import First, Reach, Ways, end_of

Until = Callable[[date], Q]


@dataclass(frozen=True, slots=True)
class People:
    """What makes a person count, and the ways that are this indicator's own.

    `is_moment` tells that it is known to the moment, not to the day.
    """

    first: Callable[[], First]
    is_moment: bool = True
    ways: Callable[[date], dict[str, Ways]] | None = None

    def ends(self, days: Sequence[date]) -> list[date]:
        """Return the ends of days in the kind that the records know."""
        return [end_of(day) for day in days] if self.is_moment else list(days)


@dataclass(frozen=True, slots=True)
class Events:
    """Which records count, and whether one was there by a day.

    Without `about_people` nobody stands behind a record, and small counts are shown.
    """

    among: Callable[[Reach], QuerySet[Any]]
    until: Until
    about_people: bool = True


PEOPLE: Mapping[str, People] = {
    "returnees_registered": People(reach.returnees_registered),
    "people_counselled": People(reach.people_counselled, is_moment=False),
    "plans_agreed": People(reach.plans_agreed),
    "people_referred_to_services": People(services.people_sent),
    "people_taken_on": People(services.people_taken_on),
    "people_served": People(services.people_served),
    "people_referred_to_jobs": People(employment.people_referred),
    "people_placed": People(
        employment.people_placed, is_moment=False, ways=employment.ways_of_placements
    ),
    "people_earning_own": People(employment.people_earning_own, is_moment=False),
}
EVENTS: Mapping[str, Events] = {
    "counselling_sessions": Events(reach.counselling_sessions, reach.happened_until),
    "services_given": Events(reach.services_given, reach.happened_until),
    "vacancies_collected": Events(
        employment.vacancies_collected, employment.written_until, about_people=False
    ),
}
