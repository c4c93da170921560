"""The levels of the qualifications framework: read as stairs, named by the ministry."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.standards.forms import LevelForm
from spean.directory.perms import can, requires
from spean.skills.selectors.standards import levels_visible_to
from spean.skills.services.levels import edit_level

ACTION = "standards.edit"


@requires("standards.view")
@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """Show the eight levels, the lowest first."""
    found = list(levels_visible_to(request.user))
    context = {
        "levels": found,
        "is_draft": not all(one.is_verified for one in found),
        "may_edit": can(request.user, ACTION),
    }
    return render(request, "desk/standards/levels.html", context)


@requires(ACTION)
def level(request: HttpRequest, level_id: UUID) -> HttpResponse:
    """Change what a level is called, and by what it is confirmed."""
    one = get_object_or_404(levels_visible_to(request.user, ACTION), pk=level_id)
    form = LevelForm(request.POST or None, initial=LevelForm.initial_of(one))
    if form.is_valid():
        said = form.cleaned_data
        try:
            edit_level(
                actor=request.user,
                level_id=one.pk,
                revision=said["revision"],
                names=form.names(),
                equal=form.equal(),
                source=said["source"],
                document=said["document"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:cqf_levels")
    return render(request, "desk/standards/level.html", {"form": form, "level": one})
