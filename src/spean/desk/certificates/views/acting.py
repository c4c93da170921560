"""The acts of two: one proposes, another seals or refuses; and a seal is taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.desk.certificates.forms import ProposeForm, RefuseForm, RevokeForm
from spean.desk.certificates.views.reading import certificate_or_404, drawn
from spean.directory.perms import can, requires
from spean.people.selectors import present_people
from spean.skills.models import Standard, Unit
from spean.skills.selectors.basis import basis_of
from spean.skills.services import certificates as acts


@requires("certificates.propose")
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, kind: str, basis_id: UUID) -> HttpResponse:
    """Show what the certificate would say, and propose it."""
    basis = basis_of(Ref(kind, basis_id))
    if basis is None or not can(request.user, "certificates.propose", basis):
        raise Http404
    person = get_object_or_404(present_people(), pk=basis.person_id)
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.propose_certificate(
                actor=request.user,
                id=form.cleaned_data["id"],
                basis=basis.ref,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Proposed. Another person seals it now."))
            return redirect("desk:certificate", made.pk)
    context = {
        "form": form,
        "person": person,
        "standard": Standard.objects.select_related("occupation").get(pk=basis.standard_id),
        "units": Unit.objects.filter(pk__in=basis.unit_ids).order_by("sort", "code"),
        "basis": basis,
    }
    return render(request, "desk/certificates/propose.html", context)


@requires("certificates.seal")
@require_POST
def seal(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Seal what another person proposed."""
    found = certificate_or_404(request, certificate_id, "certificates.seal")
    try:
        acts.issue_certificate(
            actor=request.user,
            certificate_id=found.pk,
            site=request.build_absolute_uri("/"),
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sealed. It can be printed now."))
    return redirect("desk:certificate", found.pk)


@requires("certificates.view")
@require_POST
def refuse(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Send a proposal back, or take one's own back."""
    found = certificate_or_404(request, certificate_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return drawn(request, found, refuse_form=form)
    try:
        acts.refuse_certificate(
            actor=request.user,
            certificate_id=found.pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return drawn(request, found, refuse_form=form)
    messages.success(request, _("Not sealed. The units can be proposed again."))
    return redirect("desk:certificate", found.pk)


@requires("certificates.seal")
@require_POST
def revoke(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Revoke a certificate for ever."""
    found = certificate_or_404(request, certificate_id, "certificates.seal")
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return drawn(request, found, revoke_form=form)
    try:
        acts.revoke_certificate(
            actor=request.user,
            certificate_id=found.pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return drawn(request, found, revoke_form=form)
    messages.success(request, _("Revoked. The new list says so from now on."))
    return redirect("desk:certificate", found.pk)
