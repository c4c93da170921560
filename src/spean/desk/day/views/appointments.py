"""The appointment book: a day or a week of the centre, one appointment, its slip."""

from datetime import timedelta
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework import flows
from spean.casework.choices import AppointmentState, Place
from spean.casework.models import Appointment
from spean.casework.selectors import clients_visible_to, colleagues_at
from spean.casework.selectors.day import appointments_visible_to, between
from spean.casework.services.refusals import note_refusal
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.desk.day.forms import AppointmentForm
from spean.desk.day.places import day_asked
from spean.desk.day.rows import hours, purpose_text
from spean.desk.fields import Day
from spean.directory.perms import can, requires
from spean.pathways.appointing import book
from spean.pathways.appointing import move as move_it
from spean.people.selectors import not_to_telephone

_MOVES = ("keep", "miss", "cancel", "take_back")


@requires("casework.view")
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """Show a day, or the week that begins with it: mine, or everybody's."""
    day, is_week = day_asked(request), request.GET.get("span") == "week"
    everybody = request.GET.get("whose") == "all"
    step = timedelta(days=7 if is_week else 1)
    last = day + step - timedelta(days=1)
    found = appointments_visible_to(request.user)  # type: ignore[arg-type]
    if not everybody:
        found = found.filter(officer=request.user.pk)
    rows = hours(between(found, day, last))
    days = groupby(rows, key=lambda row: timezone.localdate(row.appointment.starts_at))
    context = {
        "day": day,
        "last": last if is_week else None,
        "days": [(date, list(rows_of)) for date, rows_of in days],
        "earlier": day - step,
        "later": day + step,
        "is_today": day == timezone.localdate(),
        "is_week": is_week,
        "everybody": everybody,
    }
    return render(request, "desk/day/appointments.html", context)


@requires("casework.edit")
def new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Book an appointment for a person."""
    seen = clients_visible_to(request.user, "casework.edit")  # type: ignore[arg-type]
    person = get_object_or_404(seen, pk=person_id)
    today = timezone.localdate()
    initial = {
        "on_day": Day(today + timedelta(days=1)),
        "minutes": 30,
        "officer": str(request.user.pk),
        "place": Place.CENTRE,
    }
    officers = list(colleagues_at({person.centre_id}, today))
    form = AppointmentForm(request.POST or None, initial=initial, officers=officers)
    if form.is_valid():
        try:
            made, is_reminded = book(
                actor=request.user,  # type: ignore[arg-type]
                person=person,
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            note_refusal(
                actor=request.user,  # type: ignore[arg-type]
                on=Ref("person", person.pk),
                reason=refusal.code,
            )
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _reminder(is_reminded))
            return redirect("desk:appointment", made.pk)
    context = {
        "form": form,
        "person": person,
        "back_url": reverse("desk:person", args=[person.pk]),
        "where": _("Appointment"),
    }
    return render(request, "desk/day/appointment_new.html", context)


def _reminder(is_reminded: bool) -> str:
    if is_reminded:
        return _("Saved. A neutral reminder goes out the day before.")
    return _("Saved. No message will be sent: please give the slip of paper.")


@requires("casework.view")
@require_safe
def appointment(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Show one appointment, and what may come of it."""
    found = _one(request, appointment_id)
    person = found.case.person
    now = timezone.now()
    context = {
        "appointment": found,
        "person": person,
        "purpose": purpose_text(found),
        "contacts": person.contacts.filter(is_current=True).order_by("sort", "created_at"),
        "is_declined": bool(not_to_telephone([person.pk])),
        "moves": flows.APPOINTMENT.actions_from(found.state),
        "may_edit": can(request.user, "casework.edit", person),  # type: ignore[arg-type]
        "is_over": found.starts_at <= now,
        "is_today": timezone.localdate(found.starts_at) == timezone.localdate(now),
    }
    return render(request, "desk/day/appointment.html", context)


@requires("casework.edit")
@require_POST
def move(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Say what came of it; whoever came is written a note."""
    found = _one(request, appointment_id, "casework.edit")
    name, revision = request.POST.get("move", ""), request.POST.get("revision", "")
    try:
        moved = move_it(
            actor=request.user,  # type: ignore[arg-type]
            appointment=found,
            revision=int(revision) if revision.isascii() and revision.isdecimal() else 0,
            move=name if name in _MOVES else "",
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:appointment", found.pk)
    messages.success(request, _("Saved"))
    if moved.state == AppointmentState.KEPT:
        topic = f"?topic={found.purpose.code}" if found.purpose else ""
        return redirect(reverse("desk:note", args=[found.case.person_id]) + topic)
    return redirect("desk:appointment", found.pk)


@requires("casework.view")
@require_safe
def slip(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Show the slip to take along: day, hour and centre; no name and no reason."""
    found = _one(request, appointment_id)
    return render(request, "desk/day/appointment_slip.html", {"appointment": found})


def _one(request: HttpRequest, pk: UUID, action: str = "casework.view") -> Appointment:
    seen = appointments_visible_to(request.user, action)  # type: ignore[arg-type]
    return get_object_or_404(seen, pk=pk)
