"""A file comes in, and is read again from another sheet or heading."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.imports.forms import ReadAnewForm, UploadForm
from spean.desk.imports.views.held import batch_or_404
from spean.directory.models import Centre
from spean.directory.perms import centres_where, requires
from spean.pathways import list_jobs
from spean.surveys import services as surveys
from spean.surveys.models import ImportBatch


@requires("surveys.import")
def new(request: HttpRequest) -> HttpResponse:
    """Take a file in and let it be read."""
    centres = Centre.objects.filter(pk__in=centres_where(request.user, "surveys.import"))
    is_sent = request.method == "POST"
    form = UploadForm(
        request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
        centres=list(centres.order_by("label_km")),
    )
    before: ImportBatch | None = None
    if form.is_valid():
        try:
            batch = _received(request, form)
        except surveys.SameFile as refusal:
            form.add_error(None, str(refusal))
            before = refusal.details["batch"]  # type: ignore[assignment]
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("desk:import", batch.pk)
    return render(request, "desk/imports/new.html", {"form": form, "before": before})


def _received(request: HttpRequest, form: UploadForm) -> ImportBatch:
    sent = form.cleaned_data["file"]
    batch = surveys.receive_file(
        actor=request.user,
        id=form.cleaned_data["id"],
        centre_id=form.centre_id(),
        file_name=sent.name,
        content=sent.read(),
        again="again" in request.POST,
    )
    if batch.state == "uploaded":
        surveys.begin_reading(actor=request.user, batch_id=batch.pk, now=timezone.now())
        list_jobs.read_list.enqueue(str(request.user.pk), str(batch.pk))
    return batch


@requires("surveys.import")
@require_POST
def read_anew(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Read the list anew: another sheet, another row of headings, hidden rows too."""
    batch = batch_or_404(request, batch_id)
    form = ReadAnewForm(request.POST, sheets=batch.sheets)
    if not form.is_valid():
        messages.warning(request, " ".join(str(one[0]) for one in form.errors.values()))
        return redirect("desk:import", batch.pk)
    try:
        surveys.begin_reading(
            actor=request.user,
            batch_id=batch.pk,
            now=timezone.now(),
            sheet=form.cleaned_data["sheet"],
            header_row=form.cleaned_data["header_row"],
            with_hidden=form.cleaned_data["with_hidden"],
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        list_jobs.read_list.enqueue(str(request.user.pk), str(batch.pk))
    return redirect("desk:import", batch.pk)
