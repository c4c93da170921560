"""The service notes of a centre's month; no other table feeds its report."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from spean.casework.models import ServiceEvent
from spean.directory.choices import ServiceGroup
from spean.directory.models import Centre, ServiceType
from spean.results.rules.monthly import Month, Service, month_of
from spean.results.selectors.who_counts import left_out


def month_at(centre: Centre, month: date, today: date) -> Month:
    """Return the table of a month, as far as it has come. Seven queries, however long it is.

    Whoever asked not to stand in statistics, and sealed or joined files, are left out.
    """
    after = _after(month)
    events = ServiceEvent.objects.filter(
        centre=centre, happened_on__gte=month, happened_on__lt=after, happened_on__lte=today
    )
    out = set(left_out(today).values_list("pk", flat=True))
    served = _people_by_event(events, out)
    services = _services(events, served, out)
    everybody = {person for people in served.values() for person in people}
    return month_of(services, _before(everybody, month), _codes())


def _services(events: Any, served: dict[Any, dict[UUID, str]], out: set[Any]) -> list[Service]:
    kinds: dict[Any, list[str]] = defaultdict(list)
    through = ServiceEvent.topics.through.objects.filter(serviceevent__in=events)
    for event, code in through.values_list("serviceevent", "servicetype__code"):
        kinds[event].append(code)
    columns = ("pk", "case__person", "women", "men", "others")
    return [
        Service(
            kinds=tuple(kinds[pk]),
            people=served.get(pk, {}),
            is_group=person is None,
            others=sum(count or 0 for count in counts),
        )
        for pk, person, *counts in events.values_list(*columns)
        if person not in out
    ]


def _people_by_event(events: Any, out: set[Any]) -> dict[Any, dict[UUID, str]]:
    found: dict[Any, dict[UUID, str]] = defaultdict(dict)
    alone = events.exclude(case=None).values_list("pk", "case__person", "case__person__sex")
    named = ServiceEvent.attendees.through.objects.filter(serviceevent__in=events)
    together = named.values_list("serviceevent", "case__person", "case__person__sex")
    for event, person, sex in [*alone, *together]:
        if person not in out:
            found[event][person] = sex
    return found


def _before(people: set[UUID], month: date) -> frozenset[UUID]:
    """Return those who had a service before the month, anywhere."""
    earlier = ServiceEvent.objects.filter(happened_on__lt=month)
    alone = earlier.filter(case__person__in=people).values_list("case__person", flat=True)
    named = ServiceEvent.attendees.through.objects.filter(
        serviceevent__happened_on__lt=month, case__person__in=people
    ).values_list("case__person", flat=True)
    return frozenset([*alone.distinct(), *named.distinct()])


def _codes() -> list[str]:
    order = {code: place for place, code in enumerate(ServiceGroup.values)}
    codes = ServiceType.objects.order_by("sort", "code").values_list("code", "group")
    return [code for code, group in sorted(codes, key=lambda row: order.get(row[1], len(order)))]


def _after(month: date) -> date:
    year, number = divmod(month.year * 12 + month.month, 12)
    return date(year, number + 1, 1)
