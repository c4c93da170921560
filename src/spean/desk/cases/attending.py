"""Whom a note about a group may name: people in reach who have an open case."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from spean.accounts.models import User
from spean.casework.choices import CaseState
from spean.casework.models import Case, ServiceEvent
from spean.casework.selectors import clients_visible_to
from spean.core.text import tidy
from spean.people.models import Person
from spean.people.selectors import search_people

# More names than these do not fit a page to tick on; the search narrows them.
MOST_OFFERED = 60
LONGEST = 100


def people_to_name(
    request: HttpRequest, note: ServiceEvent | None = None
) -> tuple[list[Person], str]:
    """Return the people offered, and what was sought; who is ticked already stays offered."""
    viewer: User = request.user  # type: ignore[assignment]
    sought = tidy(request.POST.get("seek", "")[:LONGEST])
    ticked = _ids(request.POST.getlist("attendees"))
    before = {case.person_id for case in note.attendees.all()} if note is not None else set()
    offered = _found(viewer, sought) if sought else _hers(viewer)
    known = {person.pk for person in offered}
    seen = clients_visible_to(viewer, "casework.note")
    stay = seen.filter(pk__in=before - known)
    stay |= seen.filter(_has_case(), pk__in=ticked - known)
    return [*stay.order_by("family_name_km", "given_name_km"), *offered], sought


def named_on(viewer: User, note: ServiceEvent) -> list[Person]:
    """Return who was there by name, as far as the viewer may see them."""
    if note.case_id is not None:
        return []
    seen = clients_visible_to(viewer, "casework.note").filter(
        pk__in=note.attendees.values("person")
    )
    return list(seen.order_by("family_name_km", "given_name_km"))


def _hers(viewer: User) -> list[Person]:
    seen = clients_visible_to(viewer, "casework.note").filter(_has_case(), assigned_to=viewer.pk)
    return list(seen.order_by("family_name_km", "given_name_km")[:MOST_OFFERED])


def _found(viewer: User, sought: str) -> list[Person]:
    ids = [person.pk for person in search_people(viewer, sought).people]
    seen = clients_visible_to(viewer, "casework.note").filter(_has_case(), pk__in=ids)
    return sorted(seen, key=lambda person: ids.index(person.pk))


def _has_case() -> Q:
    return Q(pk__in=Case.objects.filter(state=CaseState.OPEN).values("person"))


def _ids(texts: Collection[str]) -> set[UUID]:
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found
