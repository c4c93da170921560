"""Beginnings of notes: one's own, and those of the centre."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework.choices import ContactMode
from spean.casework.models import NoteTemplate
from spean.casework.selectors.day import beginnings_for
from spean.casework.services import habits as casework
from spean.core.errors import DomainError
from spean.desk.day.forms import BeginningForm
from spean.desk.day.places import centre_asked
from spean.directory.perms import can, requires


@requires("casework.edit")
@require_safe
def beginnings(request: HttpRequest) -> HttpResponse:
    """List them."""
    rows = list(beginnings_for(request.user))  # type: ignore[arg-type]
    shared = can(request.user, "people.assign")  # type: ignore[arg-type]
    return render(request, "desk/day/beginnings.html", {"rows": rows, "may_share": shared})


@requires("casework.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Write one."""
    centre, _all = centre_asked(request, "casework.edit")
    initial = {"mode": ContactMode.IN_PERSON, "whose": "own", "revision": 1}
    may_share = can(request.user, "people.assign")  # type: ignore[arg-type]
    form = BeginningForm(request.POST or None, initial=initial, may_share=may_share)
    if form.is_valid():
        try:
            casework.write_beginning(
                actor=request.user,  # type: ignore[arg-type]
                centre=centre,
                id=form.cleaned_data["id"],
                words=form.words(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:beginnings")
    return render(request, "desk/day/beginning.html", _context(form))


@requires("casework.edit")
def edit(request: HttpRequest, beginning_id: UUID) -> HttpResponse:
    """Change one."""
    found = _one(request, beginning_id)
    may_share = can(request.user, "people.assign", found)  # type: ignore[arg-type]
    form = BeginningForm(
        request.POST or None, initial=BeginningForm.initial_of(found), may_share=may_share
    )
    if form.is_valid():
        try:
            casework.edit_beginning(
                actor=request.user,  # type: ignore[arg-type]
                beginning=found,
                revision=form.cleaned_data["revision"],
                words=form.words(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:beginnings")
    return render(request, "desk/day/beginning.html", _context(form))


@requires("casework.edit")
@require_POST
def shelve(request: HttpRequest, beginning_id: UUID) -> HttpResponse:
    """Take one out of use, or bring it back."""
    found = _one(request, beginning_id)
    try:
        casework.shelve_beginning(
            actor=request.user,  # type: ignore[arg-type]
            beginning=found,
            is_active=request.POST.get("use") == "yes",
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:beginnings")


def _context(form: BeginningForm) -> dict[str, Any]:
    back_url = reverse("desk:beginnings")
    return {"form": form, "back_url": back_url, "where": _("Beginning of a note")}


def _one(request: HttpRequest, pk: UUID) -> NoteTemplate:
    return get_object_or_404(beginnings_for(request.user), pk=pk)  # type: ignore[arg-type]
