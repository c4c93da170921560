"""The page that fills questionnaires without a connection: its shell, its worker, its manifest.

Everything else it does in the browser (`client/`), talking to the API alone.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from spean.directory.perms import requires
from spean.field.built import Built, built_page
from spean.field.offline import home_screen, worker_for

# For this page alone. The form player makes style elements, counts with WebAssembly that it carries
# as a data: address, and shows pictures that never leave the browser as blob: addresses.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self' data:",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# What client/src/dom.js draws by name.
DRAWINGS = (
    *("arrow-left", "arrow-repeat", "briefcase", "check-circle", "check-circle-fill"),
    *("chevron-right", "circle-half", "clock", "download", "exclamation-triangle", "house"),
    *("info-circle", "journal-text", "key", "lock", "pencil-square", "people", "person"),
    *("person-plus", "plus", "send", "three-dots", "translate", "trash", "unlock", "upload"),
    "wifi-off",
)
# Some questionnaires ask where one is.
PERMISSIONS = "camera=(), microphone=(), geolocation=(self), payment=()"


@requires("surveys.fill")
def page(request: HttpRequest) -> HttpResponse:
    """Send the shell, the same for everybody: it is kept by the browser for whoever comes next."""
    built = built_page()
    if built is None:
        return render(request, "field/not_built.html", status=503)
    response = HttpResponse(_shell(built))
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = PERMISSIONS
    return response


@requires("surveys.fill")
def arrive(request: HttpRequest) -> HttpResponse:
    """Lead back to the page: the way through here passes the gate, and so the sign-in."""
    return redirect("field")


@requires("surveys.fill")
def worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker, with the list of what it keeps; another list is another version."""
    built = built_page()
    if built is None:
        return HttpResponse(status=503)
    return worker_for("spean-field-", reverse("field"), built, _shell(built))


@requires("surveys.fill")
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the page stands on a telephone's home screen."""
    with translation.override("km"):
        name, short = gettext("Spean · field"), gettext("Spean")
    return home_screen(name, short, reverse("field"))


def _shell(built: Built) -> str:
    with translation.override("km"):
        said = {"built": built, "is_demo": settings.SPEAN_IS_DEMO, "drawings": DRAWINGS}
        return render_to_string("field/page.html", said)
