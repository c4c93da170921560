"""Confirm a standard by a paper, take that back, or make the next version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.core.errors import DomainError
from spean.desk.fields.revised_form import on
from spean.desk.standards.forms import DoubtForm, PaperForm, VersionForm
from spean.directory.perms import requires
from spean.skills.models import Standard
from spean.skills.selectors.standards import standards_visible_to
from spean.skills.services import standard_versions as act

ACTION = "standards.edit"


@requires(ACTION)
def verify(request: HttpRequest, standard_id: UUID) -> HttpResponse:
    """Write down by what a standard is confirmed."""
    one = _or_404(request, standard_id)
    form = PaperForm(request.POST or None, initial={"revision": one.revision})
    if form.is_valid():
        try:
            act.verify_standard(
                actor=request.user,
                standard_id=one.pk,
                revision=form.cleaned_data["revision"],
                paper=form.paper(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Verified. New certificates no longer say otherwise."))
            return redirect("desk:standard", one.pk)
    return _page(request, "desk/standards/verify.html", one, form)


@requires(ACTION)
def take_back(request: HttpRequest, standard_id: UUID) -> HttpResponse:
    """Say that a standard is not verified after all."""
    one = _or_404(request, standard_id)
    form = DoubtForm(request.POST or None)
    if form.is_valid():
        try:
            act.take_verification_back(
                actor=request.user,
                standard_id=one.pk,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It says again that it is not verified."))
            return redirect("desk:standard", one.pk)
    return _page(request, "desk/standards/take_back.html", one, form)


@requires(ACTION)
def version(request: HttpRequest, standard_id: UUID) -> HttpResponse:
    """Make the next version, which may be changed until somebody uses it."""
    one = _or_404(request, standard_id)
    form = VersionForm(request.POST or None, initial={"revision": one.revision})
    if form.is_valid():
        try:
            fresh = act.new_version(
                actor=request.user,
                standard_id=one.pk,
                id=form.cleaned_data["id"],
                valid_from=on(form.cleaned_data["valid_from"]),
                today=timezone.localdate(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("This is the new version. Change it until it begins."))
            return redirect("desk:standard", fresh.pk)
    return _page(request, "desk/standards/version.html", one, form)


def _or_404(request: HttpRequest, standard_id: UUID) -> Standard:
    return get_object_or_404(standards_visible_to(request.user, ACTION), pk=standard_id)


def _page(request: HttpRequest, name: str, one: Standard, form: Any) -> HttpResponse:
    return render(request, name, {"form": form, "standard": one})
