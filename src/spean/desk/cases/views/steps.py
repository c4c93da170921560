"""The steps of a plan: added, read, changed, and moved."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.casework import flows
from spean.casework import services as casework
from spean.casework.models import PlanAction
from spean.casework.selectors import actions_visible_to, plans_visible_to
from spean.core.errors import DomainError
from spean.desk.cases.forms import StepForm, StepMoveForm
from spean.directory.perms import requires


@requires("casework.edit")
def add(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Add a step to the plan."""
    plan = get_object_or_404(plans_visible_to(request.user, "casework.edit"), pk=plan_id)
    form = StepForm(request.POST or None, initial={"revision": 1})
    if form.is_valid():
        try:
            casework.add_action(
                actor=request.user, plan=plan, id=form.cleaned_data["id"], words=form.words()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:plan", plan.case.person_id)
    context = {"person": plan.case.person, "plan": plan, "form": form, "action": None}
    return render(request, "desk/cases/step.html", context)


@requires("casework.edit")
def step(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Show one step, change its words, or say how far it is."""
    action = get_object_or_404(actions_visible_to(request.user, "casework.edit"), pk=action_id)
    form = StepForm(request.POST or None, initial=StepForm.initial_of(action))
    if form.is_valid():
        try:
            casework.edit_action(
                actor=request.user,
                action=action,
                revision=form.cleaned_data["revision"],
                words=form.words(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:plan", action.plan.case.person_id)
    return _shown(request, action, form)


@requires("casework.edit")
@require_POST
def move(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say how far a step is."""
    action = get_object_or_404(actions_visible_to(request.user, "casework.edit"), pk=action_id)
    move_form = StepMoveForm(request.POST)
    if move_form.is_valid():
        try:
            casework.move_action(
                actor=request.user,
                action=action,
                revision=move_form.cleaned_data["revision"],
                move=move_form.words(timezone.localdate()),
            )
        except DomainError as refusal:
            move_form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:plan", action.plan.case.person_id)
    return _shown(request, action, StepForm(initial=StepForm.initial_of(action)), move_form)


def _shown(
    request: HttpRequest, action: PlanAction, form: StepForm, move_form: StepMoveForm | None = None
) -> HttpResponse:
    words = {
        "agree": _("Agreed together"),
        "start": _("It has begun"),
        "finish": _("It is done"),
        "fail": _("It did not work"),
        "drop": _("We drop it"),
        "take_up": _("Take it up again"),
    }
    context = {
        "person": action.plan.case.person,
        "plan": action.plan,
        "action": action,
        "form": form,
        "move_form": move_form or StepMoveForm(initial={"revision": action.revision}),
        "moves": [(name, words[name]) for name in flows.ACTION.actions_from(action.state)],
    }
    return render(request, "desk/cases/step.html", context)
