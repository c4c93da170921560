"""F11: whom to call first; the call in short steps; what was answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.casework.choices import FollowUpState
from spean.casework.models import FollowUp, FollowUpAnswers
from spean.casework.rules.calls import CALL_MONTHS, steps
from spean.casework.selectors import follow_ups_visible_to
from spean.casework.selectors.calls import call_list
from spean.casework.services.calls import keep_step, open_call
from spean.core.errors import DomainError
from spean.desk.cases.calls import drawn, told_lines
from spean.desk.cases.forms.call import FORMS, TITLES, CallStep
from spean.desk.jobs.checks import check_lines
from spean.directory.perms import requires
from spean.pathways.calling import call_answered
from spean.people.perms import may_open_sensitive

PAGE = 25


@requires("casework.view")
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """List whom to call this week, whoever is likeliest to be lost first."""
    everybody = request.GET.get("whose") == "all"
    today = timezone.localdate()
    found = call_list(request.user, today, everybody=everybody)  # type: ignore[arg-type]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": drawn(page), "everybody": everybody, "today": today}
    return render(request, "desk/cases/calls.html", context)


@requires("casework.edit")
def call(request: HttpRequest, follow_up_id: UUID, step: str) -> HttpResponse:
    """Ask one step of the call; with the last one the contact is kept."""
    found = get_object_or_404(follow_ups_visible_to(request.user, "casework.edit"), pk=follow_up_id)
    if found.kind not in CALL_MONTHS or step not in FORMS:
        raise Http404
    if found.state != FollowUpState.DUE:
        return redirect("desk:follow_up", found.pk)
    answered_so_far = _answers(found)
    if step != "now" and answered_so_far is None:
        return redirect("desk:call", found.pk, "now")
    form = _form(request, found, step)
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, found, step, form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    order = _steps(answered_so_far, found)
    here = order.index(step) if step in order else 0
    back = reverse("desk:call", args=[found.pk, order[here - 1]]) if here else ""
    context = {
        "person": found.case.person,
        "follow_up": found,
        "form": form,
        "heading": TITLES[step],
        "steps": [TITLES[name] for name in order],
        "step": here + 1,
        "is_first": here == 0,
        "is_last": step == "ahead",
        "back_url": back or reverse("desk:follow_up", args=[found.pk]),
        "where": found.case.person.name,
    }
    return render(request, "desk/cases/call.html", context)


@requires("people.sensitive")
@require_safe
def answers(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Show what was answered, for the responsible officer and the manager; it is written down."""
    reach = follow_ups_visible_to(request.user, "people.sensitive")
    found = get_object_or_404(reach.filter(answers__isnull=False), pk=call_id)
    said = open_call(viewer=request.user, follow_up=found)  # type: ignore[arg-type]
    context = {
        "person": found.case.person,
        "follow_up": found,
        "parts": told_lines(said),
        "items": check_lines(request.user, found),  # type: ignore[arg-type]
        "wishes_to_complain": found.answers.wishes_to_complain,
    }
    return render(request, "desk/cases/call_answers.html", context)


def _answers(found: FollowUp) -> FollowUpAnswers | None:
    return FollowUpAnswers.objects.filter(follow_up=found).defer("sealed").first()


def _steps(kept: FollowUpAnswers | None, found: FollowUp) -> tuple[str, ...]:
    has_left = kept is not None and kept.left_job_on is not None
    is_placed = found.about_kind == "placement" and not has_left
    return steps(activity=kept.activity if kept else "", is_placed=is_placed)


def _form(request: HttpRequest, found: FollowUp, step: str) -> CallStep:
    more: dict[str, Any] = {"is_placed": found.about_kind == "placement"} if step == "now" else {}
    form = FORMS[step]
    if request.method == "POST":
        return form(request.POST, **more)
    said: dict[str, Any] = {}
    # What was kept lies sealed: whoever may not open it asks the step anew.
    is_begun = FollowUpAnswers.objects.filter(follow_up=found).exists()
    if is_begun and may_open_sensitive(request.user, found.case.person):  # type: ignore[arg-type]
        said = open_call(viewer=request.user, follow_up=found).get(step, {})  # type: ignore[arg-type]
    return form(initial=form.initial_of(said) if said else None, **more)


def _kept(request: HttpRequest, found: FollowUp, step: str, form: Any) -> HttpResponse:
    actor: Any = request.user
    row = keep_step(actor=actor, follow_up=found, step=step, said=form.said())
    if request.POST.get("then") == "leave":
        messages.success(request, _("Saved"))
        return redirect("desk:follow_up", found.pk)
    if step != "ahead":
        order = _steps(row, found)
        after = order[order.index(step) + 1] if step in order else order[1]
        return redirect("desk:call", found.pk, after)
    tasks = call_answered(
        actor=actor,
        follow_up=found,
        revision=found.revision,
        found=form.found(row.left_job_on),
        now=timezone.now(),
    )
    messages.success(request, _("Saved"))
    if tasks:
        messages.info(request, _("What is to be done now stands on the page of today."))
    return redirect("desk:follow_up", found.pk)
