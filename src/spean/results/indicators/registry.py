"""The indicators that these rooms can feed: one function each, people and services apart.

A person counts once, in the quarter in which it first happened to her; so quarters add up. To add
an indicator: write a function in a module here, add it to `PEOPLE` or `EVENTS`, its row to
`results.services.DEFINITIONS`, and what it means to `desk.results.words`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from spean.results.indicators import employment, reach
from spean.results.selectors import Reach, Ways

Until = Callable[[date], Q]


@dataclass(frozen=True, slots=True)
class People:
    """Whether it had happened to a person by a day, and the ways that are this indicator's own."""

    until: Until
    ways: Callable[[date], dict[str, Ways]] | None = None


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
    "people_counselled": People(reach.people_counselled),
    "plans_agreed": People(reach.plans_agreed),
    "people_referred_to_jobs": People(employment.people_referred),
    "people_placed": People(employment.people_placed, employment.ways_of_placements),
}
EVENTS: Mapping[str, Events] = {
    "counselling_sessions": Events(reach.counselling_sessions, reach.happened_until),
    "services_given": Events(reach.services_given, reach.happened_until),
    "vacancies_collected": Events(
        employment.vacancies_collected, employment.written_until, about_people=False
    ),
}
