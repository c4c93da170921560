"""What the viewer may do here, and her own account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.settings.forms import NamesForm
from spean.desk.settings.words import rights_of
from spean.directory.perms import SIGNED_IN, postings_of, requires
from spean.directory.services.staff import correct_names


@requires("desk.open")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show the ways into the settings, and what the viewer may do at all."""
    context = {"rights": rights_of(request.user), "postings": postings_of(request.user)}
    return render(request, "desk/settings/settings.html", context)


@requires(SIGNED_IN)
def profile(request: HttpRequest) -> HttpResponse:
    """Let a user correct her names, and lead her to her password and second code."""
    form = NamesForm.of(request.user, request.POST or None)
    if form.is_valid():
        try:
            correct_names(
                actor=request.user,
                user=request.user,
                revision=form.cleaned_data["revision"],
                names=form.names(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:profile")
    return render(request, "desk/settings/profile.html", {"form": form})
