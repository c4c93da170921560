"""F7: the plan is written together, agreed aloud, and printed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.casework import services as casework
from spean.casework.choices import ActionState, PlanState
from spean.casework.models import Plan
from spean.casework.selectors import case_of, clients_visible_to, plan_of, plans_visible_to
from spean.casework.selectors.guidance import last_choice_of
from spean.core.errors import DomainError
from spean.desk.cases.cards import steps_of
from spean.desk.cases.forms import PlanForm
from spean.desk.cases.views.plan_files import marks_of
from spean.directory.perms import can, requires
from spean.people.models import Person


@requires("casework.view")
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the plan in force, or write the first one."""
    person = get_object_or_404(clients_visible_to(request.user), pk=person_id)
    case = case_of(person)
    found = plan_of(case) if case else None
    if found is None or (found.state == PlanState.CLOSED and "new" in request.GET):
        return _write(request, person_id)
    versions = plans_visible_to(request.user).filter(case__person=person).exclude(pk=found.pk)
    context = {
        "person": person,
        "plan": found,
        "steps": steps_of(found),
        "versions": versions.order_by("-created_at"),
        **marks_of(request.user, found),
        "may_edit": can(request.user, "casework.edit", person) and _is_in_force(found),
        "may_reckon": can(request.user, "people.sensitive", person),
    }
    return render(request, "desk/cases/plan.html", context)


def _is_in_force(plan: Plan) -> bool:
    return plan.state in (PlanState.DRAFT, PlanState.AGREED)


def _write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person = get_object_or_404(clients_visible_to(request.user, "casework.edit"), pk=person_id)
    form = PlanForm(request.POST or None, initial={"revision": 1})
    if form.is_valid():
        try:
            casework.write_plan(
                actor=request.user, person=person, id=form.cleaned_data["id"], words=form.words()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:plan", person.pk)
    return _form(request, person, form, None)


@requires("casework.edit")
def edit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Change the plan; an agreed one becomes a new version."""
    found = get_object_or_404(plans_visible_to(request.user, "casework.edit"), pk=plan_id)
    form = PlanForm(request.POST or None, initial=PlanForm.initial_of(found))
    if form.is_valid():
        values = form.cleaned_data
        try:
            casework.revise_plan(
                actor=request.user,
                plan=found,
                revision=values["revision"],
                id=values["id"],
                words=form.words(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:plan", found.case.person_id)
    return _form(request, found.case.person, form, found)


def _form(request: HttpRequest, person: Person, form: PlanForm, found: Plan | None) -> HttpResponse:
    way = "desk:plan" if found else "desk:person"
    context = {
        "person": person,
        "plan": found,
        "form": form,
        "choice": last_choice_of(request.user, person),
        "back_url": reverse(way, args=[person.pk]),
        "where": _("Plan"),
    }
    return render(request, "desk/cases/plan_form.html", context)


@requires("casework.view")
@require_safe
def version(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show one version of the plan, as it was."""
    found = get_object_or_404(
        plans_visible_to(request.user).prefetch_related("actions__service_type"), pk=plan_id
    )
    context = {
        "person": found.case.person,
        "plan": found,
        "steps": steps_of(found),
        "versions": [],
        **marks_of(request.user, found),
        "may_edit": False,
        "may_reckon": False,
    }
    return render(request, "desk/cases/plan.html", context)


@requires("casework.view")
@require_safe
def paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the plan as it is printed: others see the paper, so only the given name is on it."""
    person = get_object_or_404(clients_visible_to(request.user), pk=person_id)
    case = case_of(person)
    found = plan_of(case) if case else None
    gone = (ActionState.DROPPED, ActionState.FAILED)
    context = {
        "person": person,
        "plan": found,
        "steps": [step for step in steps_of(found) if step.action.state not in gone],
        "centre": person.centre,
        "today": timezone.localdate(),
        # Only she can decide that others may read more.
        "all_words": "all" in request.GET,
    }
    return render(request, "desk/cases/plan_print.html", context)
