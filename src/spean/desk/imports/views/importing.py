"""Import what is ready, stop, go on, take it back, and carry the rest home."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.core.wording import digits_text
from spean.desk.imports.views.held import batch_or_404
from spean.directory.perms import requires
from spean.pathways import list_jobs
from spean.surveys import services as surveys
from spean.surveys.selectors import tally_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("surveys.import")
@require_POST
def start(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Import the ready rows; ask first how the people agreed if nobody said so yet."""
    batch = batch_or_404(request, batch_id)
    try:
        surveys.begin_import(actor=request.user, batch_id=batch.pk, now=timezone.now())
    except surveys.BasisMissing:
        return redirect("desk:import_basis", batch.pk)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        list_jobs.import_list.enqueue(str(request.user.pk), str(batch.pk))
    return redirect("desk:import", batch.pk)


@requires("surveys.import")
@require_POST
def stop(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Stop a running import and keep what is done."""
    batch = batch_or_404(request, batch_id)
    surveys.stop(actor=request.user, batch_id=batch.pk)
    return redirect("desk:import", batch.pk)


@requires("surveys.import")
@require_POST
def go_on(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Go on with a job that was left behind."""
    batch = batch_or_404(request, batch_id)
    if surveys.is_left_behind(batch, timezone.now()):
        list_jobs.go_on(actor=request.user, batch=batch)
    return redirect("desk:import", batch.pk)


@requires("surveys.import")
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take a whole import back, after saying what that means."""
    batch = batch_or_404(request, batch_id)
    if request.method == "POST":
        try:
            surveys.begin_undo(actor=request.user, batch_id=batch.pk, now=timezone.now())
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            list_jobs.take_back_list.enqueue(str(request.user.pk), str(batch.pk))
        return redirect("desk:import", batch.pk)
    count = tally_of(batch).applied
    people = ngettext(
        "%(count)s person from this list is taken out of the register.",
        "%(count)s people from this list are taken out of the register.",
        count,
    )
    context = {
        "what": people % {"count": digits_text(count)},
        "to_whom": _("Those on whom somebody has worked since stay, and you see who and what."),
        "verb": _("Take the import back"),
        "back_url": reverse("desk:import", args=[batch.pk]),
    }
    return render(request, "desk/imports/undo.html", context)


@requires("surveys.import")
@require_safe
def repairs(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Give the rows that need a person as an Excel file."""
    batch = batch_or_404(request, batch_id)
    content = surveys.repairs_workbook(actor=request.user, batch_id=batch.pk)
    name = f"spean-rows-{timezone.localdate():%Y-%m-%d}.xlsx"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, _XLSX, headers={"Content-Disposition": disposition})
