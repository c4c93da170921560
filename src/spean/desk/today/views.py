"""The first page: what must not wait, what comes this week, who is new, who waits too long."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.casework import selectors as casework
from spean.casework.selectors.day import todays_appointments
from spean.desk.courses.waiting import due_for
from spean.desk.day.rows import hours
from spean.desk.today.doors import doors_for
from spean.desk.today.rows import drawn, title_of
from spean.desk.today.side import side_cards
from spean.directory.perms import can, requires

PAGE = 25


@requires("desk.open")
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show an officer her list; show anybody else what she may do here."""
    viewer, now = request.user, timezone.localtime()
    context = {"today": now.date(), "greeting": _greeting(now), "place": "today"}
    if not can(viewer, "casework.view"):
        context["doors"] = doors_for(viewer)
        context["work"] = due_for(viewer, now.date())
        return render(request, "desk/today/welcome.html", context)
    found = casework.todays_list(viewer, now.date())
    context["waiting"] = found.people_waiting
    context["sections"] = drawn(now.date(), found.now, found.week, found.new)
    context["hours"] = hours(todays_appointments(viewer, now.date()))
    context["cards"] = side_cards(viewer, found.quiet.total)
    return render(request, "desk/today/today.html", context)


@requires("casework.view")
@require_safe
def section(request: HttpRequest, code: str) -> HttpResponse:
    """Show everybody in one part of today's list.

    :raises Http404: if there is no such part
    """
    if code not in casework.SECTIONS:
        raise Http404
    day, number = timezone.localdate(), _page_number(request)
    found = casework.section(request.user, code, day, PAGE, (number - 1) * PAGE)
    context = {
        "section": drawn(day, found)[0],
        "title": title_of(code),
        "page": Paginator(range(found.total), PAGE).get_page(number),
        "place": "today",
    }
    return render(request, "desk/today/section.html", context)


@requires("people.view")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lead from any page to the register; what is sought is posted there, never in an address."""
    return redirect("desk:people")


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def _greeting(now: datetime) -> str:
    if now.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if now.hour < 17 else _("Good evening")
