"""The register of assessors, kept by who leads a centre."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.recognition.judging_forms import AssessorForm
from spean.directory.perms import requires
from spean.skills.models import Assessor
from spean.skills.selectors.assessors import accounts_of_assessors, every_assessor, works
from spean.skills.services.assessors import keep_assessor


@requires("people.assign")
@require_safe
def assessors(request: HttpRequest) -> HttpResponse:
    """List who is registered to assess, and until when."""
    context = {"rows": every_assessor(request.user), "today": timezone.localdate()}
    return render(request, "desk/recognition/assessors.html", context)


@requires("people.assign")
def assessor_new(request: HttpRequest) -> HttpResponse:
    """Register an assessor."""
    return _form(request, None)


@requires("people.assign")
def assessor(request: HttpRequest, assessor_id: UUID) -> HttpResponse:
    """Put a registration right."""
    return _form(request, get_object_or_404(every_assessor(request.user), pk=assessor_id))


def _form(request: HttpRequest, found: Assessor | None) -> HttpResponse:
    initial = AssessorForm.initial_of(found) if found else {"revision": 1, "is_active": True}
    form = AssessorForm(
        request.POST or None,
        accounts=list(accounts_of_assessors()),
        works=list(works()),
        initial=initial,
    )
    if form.is_valid():
        try:
            keep_assessor(
                actor=request.user,
                id=found.pk if found else form.cleaned_data["id"],
                revision=form.cleaned_data["revision"] if found else None,
                facts=form.facts(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:assessors")
    context = {
        "form": form,
        "assessor": found,
        "back_url": reverse("desk:assessors"),
        "where": _("Assessor"),
    }
    return render(request, "desk/recognition/assessor.html", context)
