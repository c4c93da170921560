"""The posts around a home by kind of work, and what they say together."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from spean.directory.models import Area, Occupation
from spean.jobs.models import Vacancy
from spean.jobs.rules import Market, market_of
from spean.jobs.selectors.guiding import Floor, floors_on, vacancies_lately
from spean.pathways.matching.nearness import is_near
from spean.pathways.matching.rates import Rates, rates_on

NOTHING = market_of([])


@dataclass(frozen=True, slots=True)
class Nearby:
    """A kind of work with posts nearby: their market, and the floor if one sector has them all."""

    occupation: Occupation
    market: Market
    floor: Floor | None


def markets_near(home: Area, today: date, *, km: int, days: int) -> dict[UUID, Nearby]:
    """Return the kinds of work with posts within so many kilometres, by the key of the work."""
    found: dict[UUID, list[Vacancy]] = defaultdict(list)
    for post in vacancies_lately(today, days):
        if is_near(home, post.area, km):
            found[post.occupation_id].append(post)
    rates = rates_on(today)
    floors = floors_on({_sector(one) for posts in found.values() for one in posts}, today)
    return {
        pk: Nearby(
            posts[0].occupation,
            market_of([_plain(one, rates) for one in posts]),
            _floor(posts, floors),
        )
        for pk, posts in found.items()
    }


def _plain(post: Vacancy, rates: Rates) -> tuple[float | None, float | None, float | None, int]:
    low = rates.monthly(post.wage_min, post.currency, post.pay_unit)
    high = rates.monthly(post.wage_max, post.currency, post.pay_unit)
    hours = float(post.hours_per_week) if post.hours_per_week else None
    return low, high, hours, int(getattr(post, "free_places", 0))


def _sector(post: Vacancy) -> str:
    sector = post.employer.organisation.sector
    return sector.code if sector else ""


def _floor(posts: list[Vacancy], floors: dict[str, Floor]) -> Floor | None:
    sectors = {_sector(one) for one in posts}
    return floors.get(sectors.pop()) if len(sectors) == 1 else None
