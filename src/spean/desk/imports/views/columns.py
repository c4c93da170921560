"""What the columns hold, and how the people of a list agreed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.core.errors import DomainError
from spean.desk.imports.forms import BasisForm, ColumnsForm, ReadAnewForm
from spean.desk.imports.shown import notes_of_file
from spean.desk.imports.views.held import batch_or_404
from spean.directory.perms import requires
from spean.pathways import list_jobs
from spean.surveys import services as surveys
from spean.surveys.choices import BatchState
from spean.surveys.selectors import sample_values


@requires("surveys.import")
def columns(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Ask what each column holds, with the first values of it."""
    batch = batch_or_404(request, batch_id)
    if batch.state not in {BatchState.COLUMNS, BatchState.REVIEW}:
        return redirect("desk:import", batch.pk)
    form = ColumnsForm(request.POST or None, headers=batch.headers, mapping=batch.mapping)
    if form.is_valid():
        try:
            surveys.map_columns(
                actor=request.user,
                batch_id=batch.pk,
                mapping=form.mapping(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            list_jobs.check_list.enqueue(str(request.user.pk), str(batch.pk))
            return redirect("desk:import", batch.pk)
    samples = sample_values(batch, [letter for letter, _heading in batch.headers])
    initial = {"sheet": batch.sheet, "header_row": batch.header_row, "with_hidden": True}
    context = {
        "batch": batch,
        "form": form,
        "lines": form.lines(samples),
        "notes": notes_of_file(batch),
        "anew": ReadAnewForm(sheets=batch.sheets, initial=initial),
    }
    return render(request, "desk/imports/columns.html", context)


@requires("surveys.import")
def basis(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Ask once how the people of this list agreed, and whether their telephones are safe."""
    batch = batch_or_404(request, batch_id)
    form = BasisForm(request.POST or None, initial=BasisForm.initial_of(batch.basis))
    if form.is_valid():
        try:
            surveys.record_basis(actor=request.user, batch_id=batch.pk, basis=form.basis())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:import", batch.pk)
    return render(request, "desk/imports/basis.html", {"batch": batch, "form": form})
