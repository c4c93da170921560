"""What a career session asks of the market: posts written down lately, who started, the floor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from spean.directory.models import Area
from spean.directory.selectors import rulebook_now
from spean.jobs.choices import VacancyState
from spean.jobs.models import Placement, Vacancy
from spean.jobs.selectors.pay import MINIMUM
from spean.jobs.selectors.vacancies import running, vacancies_with_places
from spean.people.selectors import present_people

YEAR = 365


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that the law lets a month of work pay, in US dollars, and whether it was read."""

    amount: Decimal
    source: str
    is_verified: bool


def vacancies_lately(today: date, days: int) -> list[Vacancy]:
    """Return the posts written down in so many days or open today, of employers not barred."""
    lately = Q(created_at__date__gt=today - timedelta(days=days))
    rows = vacancies_with_places().filter(lately | running(today))
    rows = rows.exclude(state=VacancyState.DRAFT).order_by("created_at", "pk")
    return [one for one in rows if not one.employer.is_blocked_on(today)]


def starts_lately(today: date, days: int = YEAR) -> list[tuple[UUID, Area]]:
    """Return (occupation, place) of each start at work in so many days; nobody is named."""
    rows = Placement.objects.filter(
        started_on__gt=today - timedelta(days=days),
        started_on__lte=today,
        person__in=present_people(),
    ).select_related("referral__vacancy__area")
    posts = [row.referral.vacancy for row in rows]
    return [(post.occupation_id, post.area) for post in posts]


def floors_on(sectors: Iterable[str], day: date) -> dict[str, Floor]:
    """Return the minimum wage of each sector that has one on a day, by its code. One query."""
    codes = {f"{MINIMUM}.{sector}": sector for sector in sectors if sector}
    if not codes:
        return {}
    book = rulebook_now(*codes)
    rules = {sector: book.find(code, day) for code, sector in codes.items()}
    return {
        sector: Floor(rule.value, rule.source, rule.verified)
        for sector, rule in rules.items()
        if rule is not None and isinstance(rule.value, Decimal)
    }
