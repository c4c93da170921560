"""The whole market of a day as arrays: every free place, and everybody who looks for work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jobmatch import Profile
from jobmatch.engine import Index, People, build, encode
from spean.jobs.selectors import everybody_looking, open_vacancies
from spean.pathways.matching.openings import opening_of
from spean.pathways.matching.profiles import profiles_of
from spean.pathways.matching.rates import rates_on
from spean.people.models import Person

READ_AT_ONCE = 2_000

Tell = Callable[[str, int, int], None]
"""Tell(what, done, of): progress of a long step."""


@dataclass(frozen=True, eq=False)
class Market:
    """Posts and people of a day; `ids` and `centres` are of people, in the order they are held."""

    vacancies: list[UUID]
    index: Index
    people: People
    ids: list[UUID]
    centres: list[UUID]


def market_on(day: date, tell: Tell) -> Market:
    """Read the market of a day.

    :raises BadValue: if a vacancy or a wish cannot be meant, naming it
    """
    rates = rates_on(day)
    rows = list(open_vacancies(day).prefetch_related("needs__skill").order_by("pk"))
    openings = [opening_of(vacancy, rates, day) for vacancy in rows]
    tell("vacancies", len(rows), len(rows))
    looking = list(everybody_looking().values_list("pk", "centre_id"))
    ids = [pk for pk, _centre in looking]
    posts, people = encode(openings, _profiles(ids, day, tell), today=day)
    return Market(
        vacancies=[vacancy.pk for vacancy in rows],
        index=build(posts),
        people=people,
        ids=ids,
        centres=[centre for _pk, centre in looking],
    )


def _profiles(ids: list[UUID], day: date, tell: Tell) -> Iterator[Profile]:
    for start in range(0, len(ids), READ_AT_ONCE):
        part = ids[start : start + READ_AT_ONCE]
        people = Person.objects.filter(pk__in=part).select_related("area").order_by("pk")
        yield from profiles_of(list(people), day)
        tell("people", start + len(part), len(ids))
