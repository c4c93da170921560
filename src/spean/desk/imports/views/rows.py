"""One row that needs a person: its questions, and the answers to them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.core.wording import digits_text
from spean.desk.imports.comparing import likenesses_of
from spean.desk.imports.forms import AreaForm, WriteForm
from spean.desk.imports.shown import cells_of, notes_of_row, questions_of, shown_row
from spean.desk.imports.views.held import batch_or_404, row_or_404
from spean.directory.perms import requires
from spean.surveys import services as surveys
from spean.surveys.choices import RowState
from spean.surveys.models import ImportRow


@requires("surveys.import")
def row(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Show a row with all it asks, and take one answer."""
    row = row_or_404(request, row_id)
    area = AreaForm(near=row.batch.centre.area)
    write = WriteForm()
    if request.method == "POST":
        text, write, area = _text_of(request, row)
        if text is not None and _answered(request, row, text):
            return _next(request, row)
        row = row_or_404(request, row_id)
    context = {
        "batch": row.batch,
        "row": row,
        "shown": shown_row(row),
        "questions": questions_of(row, request.user),
        "likenesses": likenesses_of(row, request.user),
        "cells": cells_of(row),
        "notes": notes_of_row(row),
        "write": write,
        "area": area,
        "asked_key": request.POST.get("key", ""),
    }
    return render(request, "desk/imports/row.html", context)


def _text_of(request: HttpRequest, row: ImportRow) -> tuple[str | None, WriteForm, AreaForm]:
    """Return what was written or which place was chosen; None if it cannot be taken."""
    near = row.batch.centre.area
    answer = request.POST.get("answer", "")
    if answer == "write":
        write = WriteForm(request.POST)
        return (
            (write.cleaned_data["text"] if write.is_valid() else None),
            write,
            AreaForm(near=near),
        )
    if answer == "area":
        area = AreaForm(request.POST, near=near)
        chosen = str(area.cleaned_data["area"].pk) if area.is_valid() else None
        return chosen, WriteForm(), area
    return "", WriteForm(), AreaForm(near=near)


def _answered(request: HttpRequest, row: ImportRow, text: str) -> bool:
    try:
        surveys.answer_question(
            actor=request.user,
            row_id=row.pk,
            key=request.POST.get("key", ""),
            answer=request.POST.get("answer", ""),
            now=timezone.now(),
            text=text,
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return False
    return True


def _next(request: HttpRequest, row: ImportRow) -> HttpResponse:
    row = row_or_404(request, row.pk)
    if row.state == RowState.QUESTION and "from-list" not in request.POST:
        return redirect("desk:import_row", row.pk)
    return redirect("desk:import", row.batch_id)


@requires("surveys.import")
@require_POST
def alike(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Accept one repair in every row that proposes it."""
    batch = batch_or_404(request, batch_id)
    try:
        count = surveys.answer_alike(
            actor=request.user,
            batch_id=batch.pk,
            key=request.POST.get("key", ""),
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        said = ngettext("%(count)s row was changed.", "%(count)s rows were changed.", count)
        messages.success(request, said % {"count": digits_text(count)})
    return redirect("desk:import", batch.pk)


@requires("surveys.import")
@require_POST
def leave_out(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Leave a row out of the import."""
    row = row_or_404(request, row_id)
    try:
        surveys.skip_row(actor=request.user, row_id=row.pk)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The row is left out. It stays in the list."))
    return redirect("desk:import", row.batch_id)


@requires("surveys.import")
@require_POST
def take_up(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Take up a row that was left out."""
    row = row_or_404(request, row_id)
    try:
        surveys.take_up_row(actor=request.user, row_id=row.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:import", row.batch_id)
