"""Registered, counselled, with a plan: indicators 2, 3 and 4 of table 2.7."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from spean.casework.models import Case, Plan, ServiceEvent
from spean.directory.models import ServiceType
from spean.people.choices import ClientType
from spean.people.models import Person
from spean.results.selectors import First, Reach, left_out

COUNSELLING = "COU"


def returnees_registered() -> First:
    """Return returned workers, by their registration (indicator 2)."""
    return First(Person.objects.filter(client_type=ClientType.RETURNEE), "registered_at")


def people_counselled() -> First:
    """Return the counselling services of single people (indicator 3)."""
    records = ServiceEvent.objects.filter(_is_counselling()).exclude(case=None)
    return First(records, "happened_on", "case__person")


def plans_agreed() -> First:
    """Return agreed plans, in all their versions (indicator 4)."""
    return First(Plan.objects.filter(agreed_at__isnull=False), "agreed_at", "case__person")


def counselling_sessions(reach: Reach) -> QuerySet[Any]:
    """Return the counselling services of the viewer's centres (indicator 3, events)."""
    return services_given(reach).filter(_is_counselling())


def services_given(reach: Reach) -> QuerySet[Any]:
    """Return the service notes of the viewer's centres: of groups, and of people who count."""
    events = ServiceEvent.objects.filter(centre__in=reach.centre_ids)
    # Few are left out; asking each service whose it was would be asking for everybody.
    return events.exclude(case__in=Case.objects.filter(person__in=left_out(reach.until)))


def happened_until(day: date) -> Q:
    """Hold for services given by the end of a day."""
    return Q(happened_on__lte=day)


def _is_counselling() -> Q:
    """Hold for services with a topic of counselling, each once, whatever else was done."""
    kinds = ServiceType.objects.filter(group=COUNSELLING)
    topics = ServiceEvent.topics.through.objects.filter(servicetype__in=kinds)
    return Q(pk__in=topics.values("serviceevent"))
