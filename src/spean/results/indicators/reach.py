"""Registered, counselled, with a plan: indicators 2, 3 and 4 of table 2.7."""

from uuid import UUID

from django.db.models import QuerySet

from spean.casework.models import Plan, ServiceEvent
from spean.people.choices import ClientType
from spean.people.models import Person
from spean.results.rules import Period
from spean.results.selectors import people_counted

COUNSELLING = "COU"


def returnees_registered(centres: list[UUID], period: Period) -> QuerySet[Person]:
    """Return the returned workers registered in the period (indicator 2)."""
    return people_counted(centres).filter(
        client_type=ClientType.RETURNEE,
        registered_at__date__gte=period.since,
        registered_at__date__lte=period.until,
    )


def people_counselled(centres: list[UUID], period: Period) -> QuerySet[Person]:
    """Return the people with at least one counselling service in the period (indicator 3)."""
    events = _events(centres, period).filter(topics__group=COUNSELLING)
    return people_counted(centres).filter(pk__in=events.values("case__person"))


def counselling_sessions(centres: list[UUID], period: Period) -> int:
    """Return the number of counselling services in the period (indicator 3, events)."""
    return _events(centres, period).filter(topics__group=COUNSELLING).distinct().count()


def services_given(centres: list[UUID], period: Period) -> int:
    """Return the number of service notes of any kind in the period."""
    return _events(centres, period).count()


def plans_agreed(centres: list[UUID], period: Period) -> QuerySet[Person]:
    """Return the people who agreed a plan in the period (indicator 4)."""
    plans = Plan.objects.filter(
        agreed_at__date__gte=period.since, agreed_at__date__lte=period.until
    )
    return people_counted(centres).filter(pk__in=plans.values("case__person"))


def _events(centres: list[UUID], period: Period) -> QuerySet[ServiceEvent]:
    return ServiceEvent.objects.filter(
        centre__in=centres, happened_on__gte=period.since, happened_on__lte=period.until
    ).exclude(case__person__is_sealed=True)
