"""What her work speaks for: units with the reason for each, her yes or no, confirmed together.

The chance stands on the facilitator's page alone: the page that is turned to the person has none.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.recognition.told import told_units
from spean.directory.perms import centres_where, requires
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.services.translation import confirm_units, hear_units

_ANSWERS = {"yes": True, "no": False}


def accompanied_or_404(request: HttpRequest, person_id: UUID) -> Person:
    """Return a person whom the viewer accompanies in recognition."""
    centres = centres_where(request.user, "rpl.edit")
    reach = people_visible_to(request.user).filter(centre__in=centres)
    found: Person = get_object_or_404(reach, pk=person_id)
    return found


@requires("rpl.edit")
def units_told(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the units her work speaks for, why, and what she said; write down what she says."""
    person = accompanied_or_404(request, person_id)
    if request.method == "POST" and _heard(request, person):
        return redirect("desk:units_told", person.pk)
    return _drawn(request, person, "desk/recognition/units.html")


@requires("rpl.edit")
def units_shown(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show her the units as pictures, to press yes or no: no chance, no reason, few words."""
    person = accompanied_or_404(request, person_id)
    if request.method == "POST" and _heard(request, person):
        return redirect("desk:units_told", person.pk)
    return _drawn(request, person, "desk/recognition/pictures.html")


@requires("rpl.edit")
@require_POST
def units_confirmed(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Confirm with her what she said yes to."""
    person = accompanied_or_404(request, person_id)
    said = [one.claim for row in told_units(person) for one in row.units if one.claim]
    wanted = [claim.unit_id for claim in said if claim.says_yes]
    try:
        confirm_units(actor=request.user, person=person, unit_ids=wanted, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Confirmed. Recognition can begin with these units."))
    return redirect("desk:units_told", person.pk)


def _heard(request: HttpRequest, person: Person) -> bool:
    said = {}
    for name, answer in request.POST.items():
        if name.startswith("unit-") and answer in _ANSWERS:
            try:
                said[UUID(name.removeprefix("unit-"))] = _ANSWERS[str(answer)]
            except ValueError:
                continue
    try:
        hear_units(actor=request.user, person=person, said=said, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return False
    messages.success(request, _("Saved"))
    return True


def _drawn(request: HttpRequest, person: Person, template: str) -> HttpResponse:
    rows = told_units(person)
    every = [one for row in rows for one in row.units]
    yes = [one.claim for one in every if one.claim and one.claim.says_yes]
    context: dict[str, Any] = {
        "person": person,
        "rows": rows,
        "unconfirmed": sum(claim.confirmed_at is None for claim in yes),
        "back_url": reverse("desk:units_told", args=[person.pk]),
        "where": _("Can you do this?"),
        "confirmed": sum(claim.confirmed_at is not None for claim in yes),
    }
    return render(request, template, context)
