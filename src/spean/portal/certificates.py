"""Is a certificate genuine? Asked by anybody, without a script; nothing is kept or written down."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from spean.directory.perms import PUBLIC, requires
from spean.skills.gateways.sealing import State, Verdict
from spean.skills.selectors.trust import status_credential_of
from spean.skills.services.checking import (
    PICTURE_MOST,
    Checked,
    check_text,
    may_check,
    texts_on_picture,
)

_TEXT_MOST = 300_000
# The page that does the same on a telephone, without a network.
_VERIFIER = "/verify/"
_SAID: dict[State, str | Promise] = {
    State.GENUINE: _("Genuine"),
    State.EXPIRED: _("It was genuine. Its time is over."),
    State.REVOKED: _("Revoked: it no longer holds."),
    State.NOT_GENUINE: _("Not genuine."),
    State.UNKNOWN_KEY: _("It cannot be judged: nobody known has sealed it."),
    State.UNREADABLE: _("It cannot be read. This says nothing against the certificate."),
}


@requires(PUBLIC)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Take a picture of the code or its text, and say what it is worth."""
    context: dict[str, Any] = {"verifier": _VERIFIER}
    if request.method == "POST":
        if not may_check(request.META.get("REMOTE_ADDR", "")):
            return render(
                request, "portal/check.html", {**context, "is_too_often": True}, status=429
            )
        found = [check_text(text, today=timezone.now().date()) for text in _texts(request)]
        context |= {"was_asked": True, "answers": [_said(one) for one in found]}
    response = render(request, "portal/check.html", context)
    response["Cache-Control"] = "no-store"
    return response


@requires(PUBLIC)
@require_safe
def status(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Return the revocations as the credential that badges point to."""
    found = status_credential_of(key_id)
    if not found:
        raise Http404
    return HttpResponse(found, content_type="application/vc+ld+json")


def _texts(request: HttpRequest) -> list[str]:
    """Return the texts on the picture, ours first; else the text that was pasted."""
    sent = request.FILES.get("picture")
    if sent is None:
        return [request.POST.get("text", "")[:_TEXT_MOST]]
    content = sent.read(PICTURE_MOST + 1)
    if content.lstrip()[:1] == b"{":
        return [content.decode("utf-8", "replace")]
    found = texts_on_picture(content)
    return [text for text in found if text.startswith("SPN")] or found[:1]


def _said(checked: Checked) -> dict[str, Any]:
    verdict = checked.verdict
    if verdict is None:
        said = _("There is no list here yet to judge it by.")
        return {"said": said, "is_good": False, "claims": None, "list_on": None}
    return {
        "said": _SAID[verdict.state],
        "is_good": verdict.is_good,
        "verdict": verdict,
        "claims": verdict.claims,
        "list_on": checked.list_on,
        "units": _units(verdict),
    }


def _units(verdict: Verdict) -> list[tuple[str, str, str]]:
    return [(unit.code, unit.label_km, unit.label_en) for unit in verdict.units if unit]
