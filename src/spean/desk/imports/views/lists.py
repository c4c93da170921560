"""The lists of a centre, and one list in whatever state it is."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from spean.core.wording import digits_text
from spean.desk.imports.shown import kept_people, notes_of_file, repair_buttons, shown_rows
from spean.desk.imports.views.held import batch_or_404
from spean.directory.perms import requires
from spean.surveys import services as surveys
from spean.surveys.choices import BatchState, RowState
from spean.surveys.flows import RUNNING
from spean.surveys.models import ImportBatch
from spean.surveys.selectors import batches_visible_to, tally_of

_ROWS_ON_A_PAGE = 20
_HTMX_STOP = 286
_WORKING = (*RUNNING, BatchState.UPLOADED)


@requires("surveys.import")
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """List what was imported, the newest first."""
    pages = Paginator(batches_visible_to(request.user), _ROWS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "desk/imports/imports.html", {"page": page})


@requires("surveys.import")
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show one list: how far it is, why it was refused, or the rows that need a person."""
    batch = batch_or_404(request, batch_id)
    if batch.state in _WORKING:
        return render(request, "desk/imports/progress.html", _job(batch))
    if batch.state == BatchState.REFUSED:
        context = {"batch": batch, "reason": surveys.refusal_sentence(batch.refusal_code)}
        return render(request, "desk/imports/refused.html", context)
    if batch.state == BatchState.COLUMNS:
        return redirect("desk:import_columns", batch.pk)
    return render(request, "desk/imports/review.html", _review(request, batch))


@requires("surveys.import")
@require_safe
def progress(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show how far a job is; once it is over the whole page is asked for again."""
    batch = batch_or_404(request, batch_id)
    if not request.htmx:
        return redirect("desk:import", batch.pk)
    if batch.state not in _WORKING:
        return HttpResponse(status=_HTMX_STOP, headers={"HX-Refresh": "true"})
    return render(request, "parts/long_job.html", _job(batch))


def _review(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    left_out = request.GET.get("show") == "left-out"
    state = RowState.SKIPPED if left_out else RowState.QUESTION
    rows = batch.rows.filter(state=state).order_by("number")
    tally = tally_of(batch)
    page = Paginator(rows, _ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    may_undo = tally.applied and batch.undo_until is not None and now <= batch.undo_until
    return {
        "batch": batch,
        "tally": tally,
        "page": page,
        "rows": shown_rows(page.object_list, request.user),
        "left_out": left_out,
        "repairs": repair_buttons(batch) if tally.question and not left_out else [],
        "notes": notes_of_file(batch),
        "may_undo": may_undo,
        "kept": kept_people(batch, request.user) if tally.undone and tally.applied else [],
    }


def _job(batch: ImportBatch) -> dict[str, Any]:
    now = timezone.now()
    titles = {
        BatchState.APPLYING: _("The rows are being imported"),
        BatchState.UNDOING: _("The import is being taken back"),
    }
    passed = (now - batch.started_at).total_seconds() if batch.started_at else 0.0
    may_stop = batch.state == BatchState.APPLYING and not batch.is_stopping
    return {
        "batch": batch,
        "job_title": titles.get(BatchState(batch.state), _("The list is being read")),
        "done": batch.done,
        "total": max(batch.total, 1),
        "url": reverse("desk:import_progress", args=[batch.pk]),
        "is_slow": passed > 60,
        "left": _time_left(batch, passed),
        "stop_url": reverse("desk:import_stop", args=[batch.pk]) if may_stop else "",
        "stop_word": _("Stop and keep what is done"),
        "is_left_behind": surveys.is_left_behind(batch, now),
    }


def _time_left(batch: ImportBatch, passed: float) -> str:
    if batch.done < 20 or passed < 5:
        return ""
    minutes = max(1, round(passed / batch.done * (batch.total - batch.done) / 60))
    words = ngettext("about %(count)s minute", "about %(count)s minutes", minutes)
    return words % {"count": digits_text(minutes)}
