"""Targets: the administrator writes down what was promised."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.results.forms import TargetForm
from spean.directory.perms import requires
from spean.results.selectors import targets as all_targets
from spean.results.services import set_target


@requires("directory.edit")
@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """List the targets."""
    return render(request, "desk/results/targets.html", {"targets": all_targets()})


@requires("directory.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Write down a target."""
    return _written(request, TargetForm(request.POST or None))


@requires("directory.edit")
def target(request: HttpRequest, target_id: UUID) -> HttpResponse:
    """Correct a target."""
    found = get_object_or_404(all_targets(), pk=target_id)
    return _written(request, TargetForm.of(found, request.POST or None), target_id)


def _written(request: HttpRequest, form: TargetForm, known: UUID | None = None) -> HttpResponse:
    if form.is_valid():
        try:
            set_target(
                actor=request.user,
                id=known or form.cleaned_data["id"],
                indicator=form.cleaned_data["indicator"],
                promise=form.promise(),
                today=timezone.localdate(),
                revision=form.cleaned_data["revision"],
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:targets")
    return render(request, "desk/results/target.html", {"form": form, "known": known})
