"""The centres: listed, made, corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.settings.forms import CentreForm
from spean.directory.perms import requires
from spean.directory.selectors.centres import centres_visible_to
from spean.directory.services.centres import edit_centre
from spean.pathways.opening import open_centre


@requires("directory.edit")
@require_safe
def centres(request: HttpRequest) -> HttpResponse:
    """List the centres."""
    context = {"centres": centres_visible_to(request.user)}
    return render(request, "desk/settings/centres.html", context)


@requires("directory.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Open a centre."""
    form = CentreForm(request.POST or None)
    if form.is_valid():
        try:
            opening = {"details": form.details(), "now": timezone.now()}
            open_centre(actor=request.user, id=form.cleaned_data["id"], **opening)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:centres")
    return render(request, "desk/settings/centre.html", {"form": form, "centre": None})


@requires("directory.edit")
def centre(request: HttpRequest, centre_id: UUID) -> HttpResponse:
    """Correct what a centre says about itself."""
    found = get_object_or_404(centres_visible_to(request.user), pk=centre_id)
    form = CentreForm.of(found, request.POST or None)
    if form.is_valid():
        try:
            edit_centre(
                actor=request.user,
                centre_id=found.pk,
                revision=form.cleaned_data["revision"],
                details=form.details(found),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:centres")
    return render(request, "desk/settings/centre.html", {"form": form, "centre": found})
