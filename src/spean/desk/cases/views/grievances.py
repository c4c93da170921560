"""The grievance box of the staff: write one down, see what waits, look into it, answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.casework.models import Grievance
from spean.casework.rules.grievances import receipt_said
from spean.casework.selectors.grievances import grievances_visible_to, staff_of
from spean.casework.services import grievances as services
from spean.core.errors import DomainError
from spean.desk.cases.forms.grievance import AnswerForm, GrievanceForm, LookForm
from spean.directory.perms import centres_where, requires
from spean.directory.selectors import centres_named

PAGE = 25


@requires("grievance.write")
def write(request: HttpRequest) -> HttpResponse:
    """Write down what somebody said; the receipt's number is shown once, here."""
    centres = centres_named(centres_where(request.user, "grievance.write"))
    form = GrievanceForm(request.POST or None, centres=centres)
    if form.is_valid():
        try:
            _made, digits = services.receive_grievance(
                actor=request.user,
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            # In the answer itself: a redirect would have to keep the number somewhere.
            context = {"number": receipt_said(digits)}
            return render(request, "desk/cases/grievance_receipt.html", context)
    return render(request, "desk/cases/grievance_new.html", {"form": form})


@requires("grievance.handle")
@require_safe
def grievances(request: HttpRequest) -> HttpResponse:
    """List what the viewer may know of, what is due first."""
    today = timezone.localdate()
    found = grievances_visible_to(request.user, today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/cases/grievances.html", {"page": page, "today": today})


@requires("grievance.handle")
def grievance(request: HttpRequest, grievance_id: UUID) -> HttpResponse:
    """Read one, name whom it is about, hand it outside, answer it. Each reading is written down."""
    today = timezone.localdate()
    found = get_object_or_404(grievances_visible_to(request.user, today), pk=grievance_id)
    how = request.POST.get("how", "")
    begun = {"initial": {"revision": found.revision}}
    staff = list(staff_of(found.centre_id, today).exclude(pk=request.user.pk))
    look = LookForm(request.POST if how in {"look", "outside"} else None, staff=staff, **begun)
    answer = AnswerForm(request.POST if how == "close" else None, **begun)
    form: Any = answer if how == "close" else look
    if form.is_valid() and _done(request, found, form, how):
        return redirect("desk:grievances")
    told = services.open_grievance(viewer=request.user, grievance=found)
    context = {"grievance": found, "told": told, "look": look, "answer": answer, "today": today}
    return render(request, "desk/cases/grievance.html", context)


def _done(request: HttpRequest, found: Grievance, form: Any, how: str) -> bool:
    said = form.cleaned_data
    act: dict[str, Any] = {
        "actor": request.user,
        "grievance": found,
        "revision": said["revision"],
    }
    try:
        if how == "close":
            given = {"outcome": said["outcome"], "answer": said["answer"]}
            services.close_grievance(**act, **given, now=timezone.now())
        elif how == "outside":
            services.hand_outside(**act)
        else:
            services.look_into(**act, accused=form.named())
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Saved"))
    return True
