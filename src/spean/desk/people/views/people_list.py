"""The register: everybody of the centre, my own people, and the search.

What is searched for is a name or a number, so it never stands in an address: it is sent in a form
and kept in the session until it is cleared.
"""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from spean.core.text import tidy
from spean.desk.people import drafts
from spean.desk.people.request import StaffRequest
from spean.directory.perms import can, requires
from spean.people.models import ContactPoint, Person
from spean.people.selectors import (
    PAGE_SIZE,
    Found,
    not_to_telephone,
    people_visible_to,
    search_people,
)

SESSION_KEY = "people_search"
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, as the pages' links want it."""

    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Tell whether there is an earlier page."""
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        """Return the number of the earlier page."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """Return the number of the later page."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list and the telephone to use first."""

    person: Person
    contact: ContactPoint | None
    is_declined: bool


@requires("people.view")
@require_http_methods(["GET", "POST"])
def people(request: StaffRequest) -> HttpResponse:
    """Show a page of the register, or of what was searched for."""
    sought = request.POST.get("q") if request.method == "POST" else request.GET.get("q")
    if sought is not None:
        request.session[SESSION_KEY] = tidy(sought[:LONGEST_SEARCH])
        return redirect("desk:people")
    text = request.session.get(SESSION_KEY, "")
    only_mine = request.GET.get("whose") == "mine"
    number = _page_number(request)
    found = _mine(request, number) if only_mine else search_people(request.user, text, number)
    prefetch_related_objects(found.people, "contacts")
    declined = not_to_telephone([person.pk for person in found.people])
    context = {
        "rows": [Row(one, first_contact(one), one.pk in declined) for one in found.people],
        "page": Page(found.page, found.has_more),
        "text": text,
        "only_mine": only_mine,
        "drafts": len(drafts.drafts_of(request)),
        "may_register": can(request.user, "people.register"),
        "may_merge": can(request.user, "people.merge"),
    }
    return render(request, "desk/people/people.html", context)


def _mine(request: StaffRequest, number: int) -> Found:
    rows = (
        people_visible_to(request.user)
        .filter(assigned_to=request.user.pk)
        .select_related("area", "centre", "assigned_to")
        .order_by("-registered_at", "pk")
    )
    start = (number - 1) * PAGE_SIZE
    shown = list(rows[start : start + PAGE_SIZE + 1])
    return Found(shown[:PAGE_SIZE], number, len(shown) > PAGE_SIZE)


def first_contact(person: Person) -> ContactPoint | None:
    """Return the telephone to use first, from contacts that were read before."""
    current = [contact for contact in person.contacts.all() if contact.is_current]
    return min(current, key=lambda contact: contact.sort, default=None)


def _page_number(request: StaffRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
