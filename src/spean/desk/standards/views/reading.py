"""Read the standards: the list, and one with its units, tasks and pictures."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.desk.standards.forms import FindForm
from spean.directory.perms import can, requires
from spean.skills.selectors.standards import (
    is_fixed,
    newest,
    standards_found,
    standards_visible_to,
    units_of,
    versions_of,
    with_sizes,
)

_ROWS = 40


@requires("standards.view")
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """List the newest version of each standard, those that fit what is looked for."""
    form = FindForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    every = newest(standards_visible_to(request.user))
    found = standards_found(
        every, words=said.get("words", ""), is_unverified=bool(said.get("is_unverified"))
    )
    context = {
        "form": form,
        "page": Paginator(with_sizes(found), _ROWS).get_page(request.GET.get("page")),
        "is_narrow": any(said.values()),
        "may_edit": can(request.user, "standards.edit"),
    }
    return render(request, "desk/standards/standards.html", context)


@requires("standards.view")
@require_safe
def standard(request: HttpRequest, standard_id: UUID) -> HttpResponse:
    """Show one version: its units with tasks and pictures, and by what it is confirmed."""
    one = get_object_or_404(standards_visible_to(request.user), pk=standard_id)
    fixed = is_fixed(one)
    context = {
        "standard": one,
        "units": units_of(one),
        "versions": versions_of(one)[1:],
        "later": getattr(one, "replaced_by", None),
        "is_fixed": fixed,
        "is_coming": one.valid_from > timezone.localdate(),
        "may_edit": can(request.user, "standards.edit"),
        "may_write": can(request.user, "standards.edit") and not fixed,
    }
    return render(request, "desk/standards/standard.html", context)
