"""What an application begins with: the standards in force, and the trade she has worked in."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from spean.people.models import Person
from spean.people.selectors import jobs_abroad_of
from spean.skills.models import Standard
from spean.skills.selectors.translation import confirmed_units


def standards_on(day: date) -> QuerySet[Standard]:
    """Return the standards in force on a day that have units, by their code."""
    in_force = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    return (
        Standard.objects.filter(in_force)
        .annotate(size=Count("units", filter=Q(units__ended_on=None)))
        .filter(size__gt=0)
        .order_by("code")
    )


def worked_in(person: Person, standards: Sequence[Standard]) -> str:
    """Return the code of the standard to begin with, "" if there is none.

    That of which most units were confirmed with her; else the one whose work she did longest.
    """
    confirmed = Counter(confirmed_units(person).values_list("standard__code", flat=True))
    told = [one.code for one in standards if confirmed[one.code]]
    if told:
        return max(told, key=lambda code: confirmed[code])
    months: dict[object, int] = {}
    for job in jobs_abroad_of([person.pk]):
        months[job.occupation_id] = months.get(job.occupation_id, 0) + (job.months or 0)
    done = [one for one in standards if one.occupation_id in months]
    return max(done, key=lambda one: months[one.occupation_id]).code if done else ""
