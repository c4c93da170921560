"""Registered, counselled, with a plan: indicators 2, 3 and 4 of table 2.7."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from spean.casework.models import Plan, ServiceEvent
from spean.people.choices import ClientType
from spean.results.selectors import Reach, end_of, people_who_count

COUNSELLING = "COU"


def returnees_registered(day: date) -> Q:
    """Hold for returned workers registered by the end of a day (indicator 2)."""
    return Q(client_type=ClientType.RETURNEE, registered_at__lt=end_of(day))


def people_counselled(day: date) -> Q:
    """Hold for people with at least one counselling service by the end of a day (indicator 3)."""
    events = ServiceEvent.objects.filter(topics__group=COUNSELLING, happened_on__lte=day)
    return Q(pk__in=events.exclude(case=None).values("case__person"))


def plans_agreed(day: date) -> Q:
    """Hold for people who agreed a plan by the end of a day (indicator 4)."""
    return Q(pk__in=Plan.objects.filter(agreed_at__lt=end_of(day)).values("case__person"))


def counselling_sessions(reach: Reach) -> QuerySet[Any]:
    """Return the counselling services of the viewer's centres (indicator 3, events)."""
    topics = ServiceEvent.topics.through.objects.filter(servicetype__group=COUNSELLING)
    return services_given(reach).filter(pk__in=topics.values("serviceevent"))


def services_given(reach: Reach) -> QuerySet[Any]:
    """Return the service notes of the viewer's centres: of groups, and of people who count."""
    events = ServiceEvent.objects.filter(centre__in=reach.centre_ids)
    return events.filter(Q(case=None) | Q(case__person__in=people_who_count(reach.until)))


def happened_until(day: date) -> Q:
    """Hold for services given by the end of a day."""
    return Q(happened_on__lte=day)
