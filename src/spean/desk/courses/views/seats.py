"""Seats are given out: the list is closed, the result looked at, given, and printed."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.courses.forms import SeatsForm
from spean.desk.courses.views.listing import course_or_404
from spean.desk.fields.revised_form import on
from spean.directory.perms import requires
from spean.skills.choices import LeftOut
from spean.skills.models import Course
from spean.skills.selectors.courses import rows_of
from spean.skills.services.drawing import GONE, Draw
from spean.skills.services.selection import close_list, give_seats, preview, why_of


@dataclass(frozen=True, slots=True)
class Line:
    """One who applied, as the result will have her."""

    lot: str
    name: str
    points: int | None
    has_seat: bool
    reason: str
    place: int | None


@requires("courses.edit")
@require_POST
def close(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Close the list, then show what it leads to."""
    found = course_or_404(request, course_id, "courses.edit")
    if found.round_id is None:
        return redirect("desk:course", found.pk)
    try:
        close_list(actor=request.user, round_id=found.round_id, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:course", found.pk)
    return redirect("desk:course_seats", found.pk)


@requires("courses.edit")
def give(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Show who would get a seat and who would not, and why; then give the seats once."""
    found = course_or_404(request, course_id, "courses.edit")
    if found.round is None or found.round.closed_at is None or found.round.chosen_at:
        return redirect("desk:course", found.pk)
    draw = preview(actor=request.user, round_id=found.round.pk)
    lines = {str(one.pk): _lines(request, draw, one) for one in draw.courses.values()}
    # The next day is asked for where somebody is left out of a course that names none.
    needs_day = any(
        one.next_on is None and any(not line.has_seat for line in lines[key])
        for key, one in draw.courses.items()
    )
    form = SeatsForm(request.POST or None) if needs_day else None
    if request.method == "POST" and (form is None or form.is_valid()):
        day = on(form.cleaned_data["next_on"]) if form else None
        try:
            give_seats(actor=request.user, round_id=found.round.pk, next_on=day, now=timezone.now())
        except DomainError as refusal:
            if form is None:
                messages.warning(request, str(refusal))
                return redirect("desk:course", found.pk)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The seats are given. Print the list and tell everybody."))
            return redirect("desk:course", found.pk)
    context = {
        "course": found,
        "draw": draw,
        "parts": [(one, lines[key]) for key, one in draw.courses.items()],
        "form": form,
        "back_url": reverse("desk:course", args=[found.pk]),
    }
    return render(request, "desk/courses/seats.html", context)


@requires("courses.edit")
@require_safe
def paper(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Show the list by lot number, to print and hang up: no names."""
    found = course_or_404(request, course_id, "courses.edit")
    rows = sorted(rows_of(request.user, found), key=lambda one: one.enrolment.lot)
    address = request.build_absolute_uri(reverse("portal:course", args=[found.pk]))
    context = {
        "course": found,
        "seated": [one.enrolment for one in rows if one.enrolment.state not in _OUT],
        "waiting": sorted(
            (one.enrolment for one in rows if one.enrolment.place),
            key=lambda one: one.place or 0,
        ),
        "address": address,
    }
    return render(request, "desk/courses/paper.html", context)


_OUT = ("applied", "left_out", "withdrawn")


def _lines(request: HttpRequest, draw: Draw, course: Course) -> list[Line]:
    """Return those of one course: seats first, in the order of the draw."""
    names = {row.enrolment.pk: row.name for row in rows_of(request.user, course)}
    waiting = list(draw.result.waiting.get(str(course.pk), ()))
    order = {one.lot: place for place, one in enumerate(draw.order)}
    lines = []
    for one in draw.enrolments:
        if one.course_id != course.pk or draw.barred.get(one.pk) == GONE:
            continue
        barred = one.pk in draw.barred
        seated = not barred and draw.result.seats.get(one.lot) == str(course.pk)
        place = waiting.index(one.lot) + 1 if not barred and one.lot in waiting else None
        reason = "" if seated else str(LeftOut(why_of(draw, one)).label)
        lines.append(Line(one.lot, names.get(one.pk, ""), one.points, seated, reason, place))
    lines.sort(key=lambda line: (not line.has_seat, order.get(line.lot, len(order))))
    return lines
