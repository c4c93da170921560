"""Which certificates wait, and one of them: on the screen, on paper, as a badge."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.core.paper import make_paper
from spean.desk.certificates import shown
from spean.desk.certificates.forms import RefuseForm, RevokeForm
from spean.desk.certificates.paper import certificate_words
from spean.directory.perms import can, requires
from spean.skills.choices import CertificateState
from spean.skills.contracts import Faces
from spean.skills.models import Certificate
from spean.skills.selectors.basis import ready_for
from spean.skills.selectors.certificates import certificates_visible_to, waiting_for_seal
from spean.skills.services.faces import open_faces

_ROWS = 25
_SEALED = (CertificateState.VALID, CertificateState.REVOKED)
# Where the page for telephones is; it works without a network once it was opened.
VERIFIER = "/verify/"


@requires("certificates.view")
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Show what waits for the viewer's seal, what she may propose, and what was issued."""
    viewer = request.user
    found = certificates_visible_to(viewer)
    issued = found.filter(state__in=_SEALED).order_by("-sealed_at", "pk")
    context = {
        "waiting": waiting_for_seal(viewer),
        "proposed": found.filter(state=CertificateState.PROPOSED, proposed_by=viewer),
        "ready": shown.ready_rows(ready_for(viewer)),
        "page": Paginator(issued, _ROWS).get_page(request.GET.get("page")),
        "may_manage_keys": can(viewer, "keys.manage"),
    }
    return render(request, "desk/certificates/list.html", context)


@requires("certificates.view")
@require_safe
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Show one certificate, who made it, and what may be done with it."""
    return drawn(request, certificate_or_404(request, certificate_id))


def certificate_or_404(
    request: HttpRequest, certificate_id: UUID, action: str = "certificates.view"
) -> Certificate:
    """Return a certificate that the viewer may see, or do `action` to.

    :raises Http404: if there is none for her
    """
    rows = certificates_visible_to(request.user, action)
    related = ("standard__occupation", "proposed_by", "sealed_by", "revoked_by", "key")
    return get_object_or_404(rows.select_related(*related), pk=certificate_id)


def drawn(request: HttpRequest, found: Certificate, **forms: Any) -> HttpResponse:
    """Draw the page of a certificate, with the forms that were refused."""
    viewer = request.user
    may_seal = can(viewer, "certificates.seal", found)
    is_own = found.proposed_by_id == viewer.pk
    is_waiting = found.state == CertificateState.PROPOSED
    context = {
        "certificate": found,
        "person": found.person,
        "may_see_person": found.person and can(viewer, "people.view", found.person),
        "units": [row.unit for row in shown.units_of(found)],
        "reason": shown.reason_word(found),
        "is_sealed": found.state in _SEALED and found.person_id,
        "is_waiting": is_waiting,
        "may_seal": is_waiting and may_seal and not is_own,
        "may_refuse": is_waiting and (may_seal or is_own),
        "may_revoke": may_seal and found.state == CertificateState.VALID,
        "is_own": is_own,
        "refuse_form": RefuseForm(),
        "revoke_form": RevokeForm(),
        **forms,
    }
    return render(request, "desk/certificates/certificate.html", context)


@requires("certificates.view")
@require_POST
def paper(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Return the certificate to print; a copy has the same id, and each is noted."""
    found = certificate_or_404(request, certificate_id)
    words = certificate_words(found, _faces(request, found), request.build_absolute_uri(VERIFIER))
    return _file(make_paper("certificate", words), "application/pdf", f"{found.number}.pdf")


@requires("certificates.view")
@require_POST
def badge(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Return the Open Badge, for the person to keep; each is noted."""
    found = certificate_or_404(request, certificate_id)
    faces = _faces(request, found)
    if not faces.badge:
        raise Http404
    return _file(faces.badge.encode(), "application/ld+json", f"{found.number}.json")


def _faces(request: HttpRequest, found: Certificate) -> Faces:
    try:
        return open_faces(actor=request.user, certificate=found)
    except DomainError as refusal:
        raise Http404 from refusal


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer
