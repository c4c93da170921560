"""What came of a course: whom to ask, the questions, and what is known of each provider."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.attendance.forms import TraceForm
from spean.desk.attendance.request import StaffRequest
from spean.directory.perms import requires
from spean.skills.choices.attendance import TraceMoment
from spean.skills.selectors.attendance import enrolments_visible_to, terms_on
from spean.skills.selectors.tracing import due_traces, providers_for
from spean.skills.services.tracing import keep_trace


@requires("courses.enrol")
@require_safe
def traces(request: StaffRequest) -> HttpResponse:
    """List whom to ask what came of a course, the earliest due first."""
    rows = [
        {"row": row, "when": TraceMoment(row.moment).label}
        for row in due_traces(request.user, timezone.localdate())
    ]
    return render(request, "desk/attendance/traces.html", {"rows": rows})


@requires("courses.enrol")
def trace(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Keep what somebody says came of a course."""
    seen = enrolments_visible_to(request.user, "courses.enrol")
    found = get_object_or_404(seen, pk=enrolment_id)
    moment = _moment(request.GET.get("moment") or TraceMoment.MONTH_3)
    form = TraceForm(request.POST or None)
    if form.is_valid():
        try:
            keep_trace(
                actor=request.user,
                enrolment_id=found.pk,
                moment=moment,
                came=form.came(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:traces")
    context = {
        "form": form,
        "course": found.course,
        "title": found.person.name,
        "hint": f"{moment.label} · {found.course.label}",
        "back_url": reverse("desk:traces"),
        "where": _("What came of the course"),
    }
    return render(request, "desk/attendance/form.html", context)


@requires("courses.view")
@require_safe
def providers(request: StaffRequest) -> HttpResponse:
    """Show what is known of each training provider: by name, and nothing where people are few."""
    today = timezone.localdate()
    words = {
        "completed": _("completed the course"),
        "passed": _("passed the last test"),
        "works": _("have work after 6 months"),
        "recommends": _("would recommend it"),
    }
    rows = [
        {"one": one, "measures": [(words[m.name], m) for m in one.measures]}
        for one in providers_for(request.user, today)
    ]
    context = {"rows": rows, "few": int(terms_on(today)["few"] or 0)}
    return render(request, "desk/attendance/providers.html", context)


def _moment(text: str) -> TraceMoment:
    try:
        return TraceMoment(text)
    except ValueError:
        raise Http404 from None
