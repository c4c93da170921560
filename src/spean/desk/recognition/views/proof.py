"""The portfolio: a piece is added, looked at, checked, taken out."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.recognition.forms import CheckForm, ProofForm
from spean.desk.recognition.views.reading import recognition_or_404
from spean.directory.perms import can, requires
from spean.skills.models import Evidence
from spean.skills.selectors.recognition import (
    evidence_visible_to,
    recognitions_visible_to,
    units_of,
)
from spean.skills.services.evidence import (
    add_evidence,
    check_evidence,
    open_evidence,
    remove_evidence,
)

_COLLECTING = ("applied", "collecting", "gaps")


@requires("rpl.view")
def portfolio(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Show the proof by unit; who accompanies adds a piece here."""
    found = recognition_or_404(request, recognition_id)
    may_edit = can(request.user, "rpl.edit", found.person)
    units = units_of(found)
    data = (request.POST or None) if may_edit else None
    form = ProofForm(data, files=request.FILES or None, units=units)
    if form.is_valid():
        try:
            with on_disk(form.cleaned_data["file"]) as path:
                add_evidence(
                    actor=request.user,
                    recognition_id=found.pk,
                    id=form.cleaned_data["id"],
                    piece=form.piece(),
                    path=path,
                )
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Saved. Now check the piece."))
            return redirect("desk:recognition_proof", found.pk)
    context = {
        "recognition": found,
        "person": found.person,
        "units": units,
        "form": form,
        "check_form": CheckForm(),
        "may_change": may_edit and found.state in _COLLECTING,
        "may_open": evidence_visible_to(request.user).filter(recognition=found).exists(),
    }
    return render(request, "desk/recognition/proof.html", context)


@requires("rpl.proof")
@require_safe
def opened(request: HttpRequest, evidence_id: UUID) -> HttpResponseBase:
    """Give out a piece of proof, part by part; each opening is written down."""
    found = get_object_or_404(evidence_visible_to(request.user), pk=evidence_id)
    piece, parts = open_evidence(viewer=request.user, evidence_id=found.pk)
    answer = StreamingHttpResponse(parts, content_type=piece.media_type)
    is_paper = piece.media_type == "application/pdf"
    answer["Content-Disposition"] = "attachment" if is_paper else "inline"
    answer["Content-Length"] = str(piece.size)
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@requires("rpl.edit")
@require_POST
def check(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Say whether a piece is authentic, sufficient, valid and current."""
    piece = _piece(request, evidence_id)
    form = CheckForm(request.POST)
    if form.is_valid():
        try:
            check_evidence(
                actor=request.user,
                evidence_id=piece.pk,
                answers=form.answers(),
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Saved"))
    return redirect("desk:recognition_proof", piece.recognition_id)


@requires("rpl.edit")
@require_POST
def remove(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Take a piece out for good."""
    piece = _piece(request, evidence_id)
    try:
        remove_evidence(actor=request.user, evidence_id=piece.pk)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The piece is removed."))
    return redirect("desk:recognition_proof", piece.recognition_id)


@contextmanager
def on_disk(sent: Any) -> Iterator[Path]:
    """Give the place of an uploaded file on the disk; a small one is put there."""
    if hasattr(sent, "temporary_file_path"):
        yield Path(sent.temporary_file_path())
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proof"
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        yield path


def _piece(request: HttpRequest, evidence_id: UUID) -> Evidence:
    reach = recognitions_visible_to(request.user, "rpl.edit")
    return get_object_or_404(Evidence, pk=evidence_id, recognition__in=reach.values("pk"))
