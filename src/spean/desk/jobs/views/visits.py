"""Visits to employers: which are to do, what was found."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework.choices import CaseState, FollowUpKind
from spean.casework.models import FollowUp
from spean.casework.selectors import case_of
from spean.casework.selectors.calls import employer_visits_for
from spean.casework.services.calls import open_task
from spean.core.refs import Ref
from spean.desk.jobs.checks import reason_words
from spean.desk.jobs.forms.base import as_day, kept
from spean.desk.jobs.forms.visit import VisitForm
from spean.directory.perms import requires
from spean.jobs.models import Placement
from spean.jobs.selectors import placements_visible_to
from spean.pathways.visiting import visited

PAGE, WEEK = 25, timedelta(days=7)


@requires("jobs.refer")
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits to employers that are to do, soonest first."""
    due = employer_visits_for(request.user)  # type: ignore[arg-type]
    page = Paginator(due, PAGE).get_page(request.GET.get("page"))
    jobs = placements_visible_to(request.user, "jobs.refer").in_bulk(  # type: ignore[arg-type]
        [one.about_id for one in page if one.about_id]
    )
    rows = [
        {"visit": one, "placement": jobs[one.about_id], "why": reason_words(one.reasons)}
        for one in page
        if one.about_id in jobs
    ]
    context = {"rows": rows, "page": page, "today": timezone.localdate()}
    return render(request, "desk/jobs/visits.html", context)


@requires("jobs.refer")
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Show one visit, and write down what it found."""
    due = employer_visits_for(request.user)  # type: ignore[arg-type]
    found = get_object_or_404(due, pk=visit_id)
    jobs = placements_visible_to(request.user, "jobs.refer")  # type: ignore[arg-type]
    placement = get_object_or_404(jobs, pk=found.about_id)
    today = as_day(timezone.localdate())
    initial = {"revision": found.revision, "visited_on": today, "nssf": "unknown"}
    form = VisitForm(request.POST or None, initial=initial)
    if (
        form.is_valid()
        and kept(form, lambda: _visited(request, found, placement, form)) is not None
    ):
        messages.success(request, _("Saved"))
        return redirect("desk:referral", placement.referral_id)
    context = {
        "placement": placement,
        "employer": placement.referral.vacancy.employer,
        "visit": found,
        "why": reason_words(found.reasons),
        "form": form,
    }
    return render(request, "desk/jobs/visit.html", context)


def _visited(
    request: HttpRequest, found: FollowUp, placement: Placement, form: VisitForm
) -> FollowUp:
    return visited(
        actor=request.user,  # type: ignore[arg-type]
        follow_up=found,
        placement_id=placement.pk,
        revision=form.cleaned_data["revision"],
        found=form.found(),
        note=form.cleaned_data["note"],
        again_on=form.again(),
        now=timezone.now(),
    )


@requires("jobs.refer")
@require_POST
def plan(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """Plan a visit to the employer of a placement, a week from today."""
    jobs = placements_visible_to(request.user, "jobs.refer")  # type: ignore[arg-type]
    placement = get_object_or_404(jobs, pk=placement_id)
    case = case_of(placement.person)
    if case is None or case.state != CaseState.OPEN:
        messages.warning(request, _("Nobody follows this person; the case is not open."))
        return redirect("desk:referral", placement.referral_id)
    made = open_task(
        actor=request.user,  # type: ignore[arg-type]
        case=case,
        kind=FollowUpKind.EMPLOYER,
        due_on=timezone.localdate() + WEEK,
        about=Ref("placement", placement.pk),
    )
    return redirect("desk:employer_visit", made.pk)
