"""The queue: who waits, whom to call next, and the slip with a number."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework.choices import TicketState
from spean.casework.models import Case, Ticket
from spean.casework.selectors import case_of, clients_visible_to
from spean.casework.selectors.day import (
    appointments_visible_to,
    names_on,
    queue_of,
    tickets_visible_to,
)
from spean.casework.services import tickets as casework
from spean.core.errors import DomainError
from spean.desk.day.places import centre_asked
from spean.desk.day.rows import numbers
from spean.directory.models import Centre
from spean.directory.perms import requires

_OVER = (TicketState.SERVED, TicketState.LEFT)


@requires("casework.queue")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show today's queue of a centre: who was called, who waits, who went."""
    centre, centres = centre_asked(request, "casework.queue")
    now = timezone.now()
    tickets = list(queue_of(request.user, centre, timezone.localdate(now)))  # type: ignore[arg-type]
    rows = numbers(tickets, names_on(request.user, tickets), now)  # type: ignore[arg-type]
    context = {
        "centre": centre,
        "centres": centres if len(centres) > 1 else [],
        "called": [row for row in rows if row.ticket.state == TicketState.CALLED],
        "waiting": [row for row in rows if row.ticket.state == TicketState.WAITING],
        "over": [row for row in reversed(rows) if row.ticket.state in _OVER],
        "new_id": uuid4(),
    }
    return render(request, "desk/day/queue.html", context)


@requires("casework.queue")
@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Call whoever is next."""
    centre, _all = centre_asked(request, "casework.queue")
    try:
        casework.call_next(actor=request.user, centre=centre, now=timezone.now())  # type: ignore[arg-type]
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    return _to_queue(centre)


@requires("casework.queue")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Give the next number to somebody who is not known here, or did not say."""
    centre, _all = centre_asked(request, "casework.queue")
    return _given(request, centre, None)


@requires("casework.view")
@require_POST
def take_for(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Give the next number to somebody whom we know."""
    seen = clients_visible_to(request.user)  # type: ignore[arg-type]
    person = get_object_or_404(seen.select_related("centre"), pk=person_id)
    return _given(request, person.centre, case_of(person))


def _given(request: HttpRequest, centre: Centre, case: Case | None) -> HttpResponse:
    ticket = casework.take_ticket(
        actor=request.user,  # type: ignore[arg-type]
        centre=centre,
        id=_id_of(request),
        now=timezone.now(),
        case=case,
    )
    return redirect("desk:ticket_slip", ticket.pk)


@requires("casework.edit")
@require_POST
def here(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Give a number to somebody who came to her appointment."""
    seen = appointments_visible_to(request.user, "casework.edit")  # type: ignore[arg-type]
    found = get_object_or_404(seen, pk=appointment_id)
    sent: dict[str, Any] = {"actor": request.user, "appointment": found}
    try:
        ticket = casework.arrive(**sent, id=_id_of(request), now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:appointment", found.pk)
    return redirect("desk:ticket_slip", ticket.pk)


@requires("casework.queue")
@require_safe
def slip(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Show the slip: the number and the hour, no name."""
    found = get_object_or_404(tickets_visible_to(request.user), pk=ticket_id)  # type: ignore[arg-type]
    return render(request, "desk/day/ticket_slip.html", {"ticket": found})


@requires("casework.queue")
@require_POST
def move(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Call one number out of turn, serve it, let it go, or put it back."""
    found: Ticket = get_object_or_404(tickets_visible_to(request.user), pk=ticket_id)  # type: ignore[arg-type]
    try:
        casework.move_ticket(
            actor=request.user,  # type: ignore[arg-type]
            ticket=found,
            move=request.POST.get("move", ""),
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return _to_queue(found.centre)


def _to_queue(centre: Centre) -> HttpResponse:
    response = redirect("desk:queue")
    response["Location"] += f"?centre={centre.code}"
    return response


def _id_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()
