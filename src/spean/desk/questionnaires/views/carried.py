"""The second way in: a file that a telephone saved, and the receipts that go back to it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.questionnaires.forms import CarriedForm
from spean.directory.perms import requires
from spean.pathways.carrying import bring_in
from spean.surveys import services as surveys
from spean.surveys.selectors import brought_files_of

_SHOWN = 10


@requires("surveys.fill")
def carried(request: HttpRequest) -> HttpResponse:
    """Take in a file; whoever brought it sees what became of the records, and the receipts."""
    form = CarriedForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = bring_in(sender=request.user, file=form.cleaned_data["file"], now=timezone.now())
        except surveys.DeviceUnknown:
            # The telephone keeps its records: nothing of it was taken.
            form.add_error("file", _("This telephone was never used with this site."))
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("desk:carried_file", made.pk)
    found = brought_files_of(request.user).defer("receipts")[:_SHOWN]
    return render(request, "desk/questionnaires/carried.html", {"form": form, "found": found})


@requires("surveys.fill")
@require_safe
def carried_file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Show what became of the records of a file."""
    found = get_object_or_404(brought_files_of(request.user).defer("receipts"), pk=file_id)
    return render(request, "desk/questionnaires/carried_file.html", {"found": found})


@requires("surveys.fill")
@require_safe
def receipts(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Give the receipts as the file that the telephone reads."""
    found = get_object_or_404(brought_files_of(request.user), pk=file_id)
    answer = HttpResponse(found.receipts, content_type="application/octet-stream")
    name = f"spean-receipts-{str(found.device_id)[:8]}-{found.created_at:%Y-%m-%d}.spean"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
