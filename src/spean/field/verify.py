"""The page under /verify/: anybody checks a certificate, offline and without telling us.

All it asks of the site is itself and the signed list, which is the same for everybody. What is read
from a certificate never comes here; the page's own policy leaves it no way to.
"""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import condition

from spean.directory.perms import PUBLIC, requires
from spean.field.built import VERIFIER, Built, built_page
from spean.field.offline import home_screen, worker_for
from spean.skills.selectors.trust import current_trust_list

# For this page alone: the reader of QR codes is WebAssembly, a chosen picture is a blob: address.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=()"
# What client/src/verify draws by name.
DRAWINGS = (
    *("arrow-repeat", "check-circle-fill", "clock", "clock-history", "dash-circle-fill"),
    *("exclamation-triangle", "info-circle", "key", "lock", "person-vcard", "qr-code"),
    *("question-circle", "translate", "trash", "upload", "volume-up", "wifi-off", "x-lg"),
)


@requires(PUBLIC)
def page(request: HttpRequest) -> HttpResponse:
    """Send the page, the same for everybody: the browser keeps it for flight mode."""
    built = built_page(VERIFIER)
    if built is None:
        return render(request, "field/verify_not_built.html", status=503)
    response = HttpResponse(_shell(built))
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = PERMISSIONS
    return response


@requires(PUBLIC)
def worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker of this page, which touches no other."""
    built = built_page(VERIFIER)
    if built is None:
        return HttpResponse(status=503)
    return worker_for("spean-verify-", reverse("verify"), built, _shell(built))


@requires(PUBLIC)
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the page stands on a telephone's home screen."""
    with translation.override("km"):
        name, short = gettext("Check a certificate"), gettext("Spean")
    return home_screen(name, short, reverse("verify"))


def _mark_of_list(request: HttpRequest) -> str | None:
    data = current_trust_list()
    return f'"{hashlib.sha256(data).hexdigest()}"' if data else None


@requires(PUBLIC)
@condition(etag_func=_mark_of_list)
def trust_list(request: HttpRequest) -> HttpResponse:
    """Send the signed list as it stands; nothing while none was published."""
    data = current_trust_list()
    response = HttpResponse(data or b"", content_type="application/json")
    response.status_code = 200 if data else 204
    response["Cache-Control"] = "no-cache"
    return response


def _shell(built: Built) -> str:
    with translation.override("km"):
        said = {"built": built, "is_demo": settings.SPEAN_IS_DEMO, "drawings": DRAWINGS}
        return render_to_string("field/verify.html", said)
