"""The day of the assessment: two assessors who are free to judge, an hour, a place."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.recognition.judging_forms import BookForm, TieForm
from spean.desk.recognition.views.reading import recognition_or_404
from spean.directory.perms import requires
from spean.skills.models import Recognition
from spean.skills.selectors.assessors import assessors_for, taken_by
from spean.skills.services.assessing import book as book_day
from spean.skills.services.assessing import free_day
from spean.skills.services.assessors import declare_tie

_AHEAD = timedelta(days=60)


@requires("rpl.edit")
def book(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Set the day, or another day."""
    found = recognition_or_404(request, recognition_id, "rpl.edit")
    form = BookForm(request.POST or None, assessors=_assessors(found))
    if form.is_valid():
        try:
            book_day(
                actor=request.user,
                recognition_id=found.pk,
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The day is set. Tell her when and where."))
            return redirect("desk:recognition", found.pk)
    return _drawn(request, found, form=form)


@requires("rpl.edit")
@require_POST
def free(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Take the day back."""
    found = recognition_or_404(request, recognition_id, "rpl.edit")
    try:
        free_day(actor=request.user, recognition_id=found.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:recognition", found.pk)


@requires("rpl.edit")
@require_POST
def tie(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Write down what binds an assessor to the person, or that nothing does."""
    found = recognition_or_404(request, recognition_id, "rpl.edit")
    form = TieForm(request.POST, assessors=_assessors(found))
    if not form.is_valid():
        return _drawn(request, found, tie_form=form)
    declare_tie(
        actor=request.user,
        assessor=form.assessors[form.cleaned_data["assessor"]],
        person=found.person,
        id=form.cleaned_data["id"],
        kind=form.cleaned_data["kind"],
        now=timezone.now(),
    )
    messages.success(request, _("Saved"))
    return redirect("desk:recognition_book", found.pk)


def _assessors(found: Recognition) -> list[Any]:
    return assessors_for(found, timezone.localdate())


def _drawn(request: HttpRequest, found: Recognition, **forms: Any) -> HttpResponse:
    assessors, now = _assessors(found), timezone.now()
    context = {
        "recognition": found,
        "person": found.person,
        "taken": taken_by(assessors, now, now + _AHEAD),
        "has_two": len(assessors) > 1,
        "form": BookForm(assessors=assessors),
        "tie_form": TieForm(assessors=assessors),
        "back_url": reverse("desk:recognition", args=[found.pk]),
        **forms,
    }
    return render(request, "desk/recognition/book.html", context)
