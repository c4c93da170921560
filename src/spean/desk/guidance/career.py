"""A career session: the work within reach, and what she chooses, in her own words."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.casework.selectors import clients_visible_to
from spean.casework.selectors.guidance import choices_of
from spean.casework.services.guidance import note_choice
from spean.core.errors import DomainError
from spean.desk.guidance.forms import ChoiceForm
from spean.desk.guidance.words import cost_of, shown
from spean.directory.models import Skill
from spean.directory.perms import requires
from spean.pathways.guiding import KM, learning_for, prospects_for
from spean.people.models import Person

CHOICES_SHOWN = 5


@requires("casework.edit")
def career(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what work is within reach, and keep what the person chooses."""
    reach = clients_visible_to(request.user, "casework.edit").select_related("area")
    person = get_object_or_404(reach, pk=person_id)
    prospects = prospects_for(person=person, today=timezone.localdate())
    offered = [(str(one.occupation.pk), one.occupation.label) for one in prospects]
    form = ChoiceForm(request.POST or None, offered=offered)
    if form.is_valid():
        try:
            note_choice(
                actor=request.user,
                person=person,
                id=form.cleaned_data["id"],
                words=form.choice(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept in their words. It counts as a career session."))
            return redirect("desk:person", person.pk)
    context = {
        "person": person,
        "form": form,
        "works": [shown(one) for one in prospects],
        "km": KM,
        "choices": choices_of(request.user, person)[:CHOICES_SHOWN],
        **_learning(request, person),
    }
    return render(request, "desk/guidance/career.html", context)


def _learning(request: HttpRequest, person: Person) -> dict[str, Any]:
    found = learning_for(viewer=request.user, person=person, today=timezone.localdate())
    codes = [code for code, _opens in found.opens]
    names = {one.code: one.label for one in Skill.objects.filter(code__in=codes)}
    return {
        "courses": found.courses,
        "courses_cost": cost_of(found.courses),
        "recognition": found.recognition,
        "recognition_cost": cost_of(found.recognition),
        "opens": [(names.get(code, code), opens) for code, opens in found.opens],
    }
